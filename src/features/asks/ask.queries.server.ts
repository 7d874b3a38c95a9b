/** The only SQL about asks. The link is kept nowhere, only its digest. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import { ASK_EVERY_DAYS, ASK_GOOD_DAYS, type AskKind, type Subject, type Titled } from './ask.ts'

const digestOf = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Of whom, about what: `key` makes it this question, so that it is asked once. */
export type Due = { personId: string; kind: AskKind; placeId: string; subject: Subject; key: string }

/** The token of its link; null: asked already, or this person was asked something this week. */
export async function insertAsk(db: Db, due: Due): Promise<{ token: string; until: Date } | null> {
  const token = randomBytes(24).toString('base64url')
  const { rows } = await sql<{ until: Date }>`
    insert into ask (id, digest, key, person_id, kind, place_id, subject, asked_at, until)
    select ${newKey()}::uuid, ${digestOf(token)}, ${due.key}, ${due.personId}::uuid, ${due.kind}, ${due.placeId}::uuid, ${JSON.stringify(due.subject)}::jsonb,
      clock_timestamp(), clock_timestamp() + make_interval(days => ${ASK_GOOD_DAYS})
    where not exists (select from ask where person_id = ${due.personId}::uuid and asked_at > clock_timestamp() - make_interval(days => ${ASK_EVERY_DAYS}))
    on conflict (key) do nothing returning until`.execute(db)
  return rows[0] ? { token, until: rows[0].until } : null
}

export type Ask = {
  id: string
  personId: string
  kind: string
  placeId: string
  subject: Subject
  until: Date
  past: boolean
  answeredAt: Date | null
  answer: string | null
  made: Record<string, string> | null
}

/** `held`: nobody else answers it until the transaction ends. */
export async function findAsk(db: Db, token: string, held = false): Promise<Ask | undefined> {
  const { rows } = await sql<Ask>`
    select id, person_id as "personId", kind, place_id as "placeId", subject, until, until <= clock_timestamp() as past,
      answered_at as "answeredAt", answer, made
    from ask where digest = ${digestOf(token)} ${held ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

export async function updateAnswered(
  db: Db,
  { id, answer, made }: { id: string; answer: string; made: Record<string, string> | null },
): Promise<void> {
  await sql`update ask set answered_at = clock_timestamp(), answer = ${answer}, made = ${made && JSON.stringify(made)}::jsonb where id = ${id}`.execute(
    db,
  )
}

/** A place that everybody may see: behind a link nothing else is named. */
export async function findOpenPlace(db: Db, id: string, language: Language): Promise<Titled | undefined> {
  const { rows } = await sql<Titled>`
    select item.slug, words.title, words.language as lang from item ${wordsIn(language)}
    where item.id = ${id}::uuid and item.state = 'published' and ${visibleTo(VISITOR)}`.execute(db)
  return rows[0]
}

/** Under the alias `person`: somebody who can be asked just now. */
export const canBeAsked = sql<boolean>`person.erased_at is null and person.email is not null
  and not exists (select from ask where ask.person_id = person.id and ask.asked_at > now() - make_interval(days => ${ASK_EVERY_DAYS}))`
