/** The only SQL about notices. What a reader may not see is in no list, no count and no digest: asked anew at each reading. */
import { sql, type RawBuilder } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { MOST_COUNTED, WITH_SUBJECT, type NoticeChannel, type NoticeKind } from './notice.ts'

export type NewNotice = {
  /** Whatever makes this occasion this one; with the person it makes the key. */
  of: string
  personId: string
  kind: NoticeKind
  itemId: string | null
  placeId?: string | null
  detail?: Record<string, string>
}

/** False where this person was told already. */
export async function insertNotice(db: Db, notice: NewNotice & { channel: NoticeChannel }): Promise<boolean> {
  const { rows } = await sql`
    insert into notice (id, key, person_id, kind, item_id, place_id, detail, channel)
    values (${newKey()}, ${`${notice.kind}:${notice.of}:${notice.personId}`}, ${notice.personId}, ${notice.kind}, ${notice.itemId}, ${notice.placeId ?? null},
      ${JSON.stringify(notice.detail ?? {})}::jsonb, ${notice.channel})
    on conflict (key) do nothing returning 1`.execute(db)
  return rows.length > 0
}

/** `open`: everybody may see it, so that a mail may name it. */
export type Subject = { slug: string; kind: string; title: string; lang: string; open: boolean }
export type NoticeLine = {
  id: string
  kind: NoticeKind
  /** What it tells of and the place beside, as far as this reader may see them. */
  item: Subject | null
  place: Subject | null
  detail: Record<string, string>
  createdAt: Date
  seenAt: Date | null
}

const sees = (actor: Actor, alias: string): RawBuilder<boolean> =>
  sql<boolean>`coalesce((select ${visibleTo(actor, alias)} from item ${sql.ref(alias)} where ${sql.ref(alias)}.id = ${sql.ref(`notice.${alias}_id`)}), false)`

/** True for notices that this reader is shown: all but those that vanish with a subject which the reader may not see. */
const standsFor = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`((notice.kind <> all(${[...WITH_SUBJECT]}::text[])
    or ((notice.item_id is null or ${sees(actor, 'item')}) and (notice.place_id is null or ${sees(actor, 'place')})))
    and ${isWithin(actor)})`

/** Whom a city's provider let in is told of that city: it speaks for no seat elsewhere. */
const isWithin = (actor: Actor): RawBuilder<boolean> =>
  actor.kind !== 'person' || actor.within === undefined
    ? sql<boolean>`true`
    : sql<boolean>`(notice.item_id = ${actor.within}::uuid or notice.place_id = ${actor.within}::uuid)`

const subjectIn = (actor: Actor, language: Language, alias: string): RawBuilder<unknown> => sql`
  (select jsonb_build_object('slug', ${sql.ref(alias)}.slug, 'kind', ${sql.ref(alias)}.kind, 'title', words.title, 'lang', words.language, 'open', ${visibleTo(VISITOR, alias)})
    from item ${sql.ref(alias)} join lateral (select title, language from item_text where item_id = ${sql.ref(alias)}.id and state = 'published'
      order by language = ${language} desc, language = ${sql.ref(alias)}.original_language desc, language limit 1) words on true
    where ${sql.ref(alias)}.id = ${sql.ref(`notice.${alias}_id`)} and ${visibleTo(actor, alias)})`

const LINE = (
  actor: Actor,
  language: Language,
) => sql`notice.id, notice.kind, notice.detail, notice.created_at as "createdAt", notice.seen_at as "seenAt",
  ${subjectIn(actor, language, 'item')} as item, ${subjectIn(actor, language, 'place')} as place`

const MOST = 100
export type NoticeAsk = { personId: string; language: Language }

/** Newest first; `after` is the key of the last one that was shown. */
export async function listNotices(
  db: Db,
  actor: Actor,
  { personId, language, after, limit }: NoticeAsk & { after: string | null; limit: number },
): Promise<NoticeLine[]> {
  const { rows } = await sql<NoticeLine>`
    select ${LINE(actor, language)} from notice
    where notice.person_id = ${personId} and ${after === null ? sql`true` : sql`notice.id < ${after}::uuid`} and ${standsFor(actor)}
    order by notice.id desc limit ${Math.min(limit, MOST)}`.execute(db)
  return rows
}

export async function countUnseen(db: Db, actor: Actor, personId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select from notice where person_id = ${personId} and seen_at is null and ${standsFor(actor)}
      limit ${MOST_COUNTED + 1}) unseen`.execute(db)
  return rows[0]?.count ?? 0
}

/** One, or all that this reader is shown; the moment by which it can be taken back. Seen twice, it is as seen once. */
export async function markSeen(
  db: Db,
  actor: Actor,
  { personId, which, at }: { personId: string; which: string | 'all'; at: Date },
): Promise<void> {
  await sql`
    update notice set seen_at = ${at} where person_id = ${personId} and seen_at is null
      and ${which === 'all' ? standsFor(actor) : sql`id = ${which}::uuid`}`.execute(db)
}

/** What was marked in that moment, or one, is unseen again. */
export async function markUnseen(
  db: Db,
  { personId, which }: { personId: string; which: { id: string } | { at: Date } },
): Promise<void> {
  const meant = 'id' in which ? sql`id = ${which.id}::uuid` : sql`seen_at = ${which.at}`
  await sql`update notice set seen_at = null where person_id = ${personId} and ${meant}`.execute(db)
}

/** What it told of is so no longer: a notice that nobody has read need not be read. */
export async function retractNotices(
  db: Db,
  told: { kinds: readonly NoticeKind[]; itemId: string; placeId: string },
): Promise<void> {
  await sql`delete from notice where kind = any(${[...told.kinds]}::text[]) and item_id = ${told.itemId} and place_id = ${told.placeId}`.execute(
    db,
  )
}

/** Whose digest may be due: whoever has something that waits for one. */
export async function listAwaitingDigest(
  db: Db,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct person_id as id from notice where channel = 'digest' and digested_at is null
      and ${after === null ? sql`true` : sql`person_id > ${after}::uuid`}
    order by person_id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** What goes into the digest of a period, the oldest first. */
export async function listForDigest(
  db: Db,
  actor: Actor,
  { personId, language, before, limit }: NoticeAsk & { before: Date; limit: number },
): Promise<NoticeLine[]> {
  const { rows } = await sql<NoticeLine>`
    select ${LINE(actor, language)} from notice
    where notice.person_id = ${personId} and notice.channel = 'digest' and notice.digested_at is null and notice.created_at < ${before} and ${standsFor(actor)}
    order by notice.id limit ${Math.min(limit, MOST)}`.execute(db)
  return rows
}

export async function markDigested(db: Db, ids: readonly string[]): Promise<void> {
  await sql`update notice set digested_at = clock_timestamp() where id = any(${[...ids]}::uuid[])`.execute(db)
}
