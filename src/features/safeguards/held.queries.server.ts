/** The only SQL about held texts: written once, decided once, read by their writer and by whoever may review them. */
import { sql, type RawBuilder } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import type { FindingKind } from './finding.ts'
import type { HeldFacts } from './held.access.ts'
import type { Held, HeldKind, HeldState } from './held.ts'

/** The same places and hubs as of a report on the thing. */
const CONCERNED = sql`array(select item.place_id::text where item.place_id is not null
  union select practice_city.city_id::text from practice_city where practice_city.practice_id = item.id)`
const HUBS = sql`array(select hub.id::text from hub where not hub.secretariat and item.region = any(hub.regions))`
const REPORTER = sql`(select report.person_id from report where held.kind = 'report' and report.id::text = split_part(held.place, ' ', 1))`
const INVENTED = sql`exists (select from person writer where writer.id = held.person_id and writer.demonstration)`
const FROM = sql`from held_text held left join item on item.id = held.item_id`

const WHOLE = sql`held.id, held.person_id as "writerId", held.item_id as "itemId", held.kind, held.place, held.text, held.former,
  held.signs, held.why, held.state, held.at, held.decided_at as "decidedAt", held.answer, held.seen_at as "seenAt",
  ${INVENTED} as invented,
  ${CONCERNED} as concerned, ${HUBS} as hubs, ${REPORTER} as "reporterId"`

export type HeldRow = Held & HeldFacts

export async function findHeld(db: Db, id: string): Promise<HeldRow | undefined> {
  const { rows } = await sql<HeldRow>`select ${WHOLE} ${FROM} where held.id = ${id}`.execute(db)
  return rows[0]
}

/** The same, held until the transaction ends: two people do not decide at once. */
export async function lockHeld(db: Db, id: string): Promise<HeldRow | undefined> {
  await sql`select 1 from held_text where id = ${id} for update`.execute(db)
  return findHeld(db, id)
}

export type NewHeld = Pick<Held, 'writerId' | 'itemId' | 'kind' | 'place' | 'text' | 'former' | 'why'> & {
  signs: readonly FindingKind[]
}

/** undefined: the same text waits already, a form sent twice. */
export async function insertHeld(db: Db, held: NewHeld): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into held_text (id, person_id, item_id, kind, place, text, former, signs, why)
    values (${newKey()}, ${held.writerId}, ${held.itemId}, ${held.kind}, ${held.place}, ${held.text}, ${held.former}, ${[...new Set(held.signs)]}, ${held.why})
    on conflict do nothing returning id`.execute(db)
  return rows[0]?.id
}

type Place = Pick<Held, 'writerId' | 'itemId' | 'kind' | 'place'>

/** The writer wrote something else there: what waited, or came back, is done with. */
export async function replaceHeld(db: Db, { but, ...at }: Place & { but: string }): Promise<void> {
  await sql`
    update held_text set state = 'replaced', decided_at = now(), decided_by = coalesce(decided_by, ${`person:${at.writerId}`})
    where person_id = ${at.writerId} and item_id is not distinct from ${at.itemId}::uuid and kind = ${at.kind} and place = ${at.place}
      and state in ('waiting', 'returned') and text <> ${but}`.execute(db)
}

export async function updateDecided(
  db: Db,
  decided: { id: string; state: Exclude<HeldState, 'waiting'>; by: string; answer: string | null; text: string },
): Promise<void> {
  await sql`
    update held_text set state = ${decided.state}, decided_at = now(), decided_by = ${decided.by}, answer = ${decided.answer}, text = ${decided.text}
    where id = ${decided.id}`.execute(db)
}

export const updateSeen = (db: Db, id: string): Promise<unknown> =>
  sql`update held_text set seen_at = now() where id = ${id} and seen_at is null`.execute(db)

/** The twin of `whyNotReview`: a test holds the two equal. */
function reviewedBy(actor: Actor): RawBuilder<boolean> {
  if (actor.kind !== 'person') return sql<boolean>`false`
  const all = actor.seats.some(
    ({ place, role }) => place === 'secretariat' && (role === 'officer' || role === 'safeguards_officer'),
  )
  const managed = actor.seats.filter(({ role }) => role === 'manager').map(({ placeId }) => placeId)
  const places = actor.seats.map(({ placeId }) => placeId)
  return sql<boolean>`((${all}::boolean or ${HUBS} && ${managed}::text[]) and not ${CONCERNED} && ${places}::text[]
    and (${actor.assurance !== 'demonstration'}::boolean or ${INVENTED})
    and held.person_id::text <> ${actor.id} and ${REPORTER}::text is distinct from ${actor.id})`
}

export type HeldLine = { id: string; kind: HeldKind; signs: FindingKind[]; at: Date; title: string | null }

/** The oldest first: whoever waits longest. What the thing is called is read with the text: a reviewer has to know. */
export async function listHeld(
  db: Db,
  actor: Actor,
  asked: { language: Language; after: string | null; limit: number },
): Promise<HeldLine[]> {
  const { rows } = await sql<HeldLine>`
    select held.id, held.kind, held.signs, held.at, words.title ${FROM} left join lateral (
      select words.title from item thing ${wordsIn(asked.language, 'thing', 'words')} where thing.id = held.item_id) words on true
    where held.state = 'waiting' and ${reviewedBy(actor)} and (${asked.after}::uuid is null or held.id > ${asked.after}::uuid)
    order by held.id limit ${asked.limit}`.execute(db)
  return rows
}

/** Only of what this actor may review. */
export async function countHeld(db: Db, actor: Actor): Promise<number> {
  if (actor.kind !== 'person') return 0
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count ${FROM} where held.state = 'waiting' and ${reviewedBy(actor)}`.execute(db)
  return rows[0]?.count ?? 0
}

export type OwnHeld = Pick<Held, 'id' | 'kind' | 'place' | 'state' | 'at'>

/** What this person insisted on and is not done with: it waits, or was decided and they have not read it. */
export async function listOwnHeld(
  db: Db,
  actor: Actor,
  of: { itemId: string; kind: HeldKind } | 'all',
): Promise<OwnHeld[]> {
  if (actor.kind !== 'person') return []
  const here = of === 'all' ? sql`true` : sql`held.item_id = ${of.itemId} and held.kind = ${of.kind}`
  const { rows } = await sql<OwnHeld>`
    select held.id, held.kind, held.place, held.state, held.at from held_text held
    where held.person_id::text = ${actor.id} and ${here} and (held.state = 'waiting' or (held.state <> 'replaced' and held.seen_at is null))
    order by held.id limit 50`.execute(db)
  return rows
}

/** What a reviewer is told the thing is called, and its address. */
export async function findThing(
  db: Db,
  asked: { itemId: string; language: Language },
): Promise<{ kind: string; slug: string; title: string } | undefined> {
  const { rows } = await sql<{ kind: string; slug: string; title: string }>`
    select thing.kind, thing.slug, words.title from item thing ${wordsIn(asked.language, 'thing', 'words')} where thing.id = ${asked.itemId}`.execute(
    db,
  )
  return rows[0]
}
