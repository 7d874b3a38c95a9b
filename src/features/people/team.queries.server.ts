/** The only SQL about the people of a place: who sits there, and what a policy asks about it. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { LEADS, type Role } from '#features/registry/seat.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { KIND } from './place.queries.server.ts'
import { labelOf, reachesPerson, seesName, titleField } from './profile-visibility.server.ts'
import { seesProtectedNames, type PlaceFacts, type SeatFacts } from './seats.access.ts'
import { anyLanguage, nameShown } from './shown-name.server.ts'

export type TeamPlace = PlaceFacts & { slug: string; name: string; demonstration: boolean }

const LEADING = [...new Set(Object.values(LEADS).flat())]

const holds = sql`seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp())`

/** Whatever its label: the caller asks the policy, and answers "not there" to whom it refuses. */
export async function findTeamPlace(
  db: Db,
  key: { slug: string } | { id: string },
  language: Language,
): Promise<TeamPlace | undefined> {
  const { rows } = await sql<TeamPlace>`
    select item.id, item.slug, ${KIND} as kind, item.demonstration,
      coalesce((select words.title from item_text words where words.item_id = item.id and words.state = 'published'
        order by words.language = ${language} desc, words.language = item.original_language desc limit 1), item.slug) as name,
      array(select other.id::text from hub other where not other.secretariat and item.region = any(other.regions) and item.kind <> 'hub') as hubs,
      exists (select from seat where seat.place_id = item.id and seat.role = any(${LEADING}) and ${holds}) as "hasLead"
    from item left join hub on hub.id = item.id
    where item.kind in ('city', 'organisation', 'hub') and ${'slug' in key ? sql`item.slug = ${key.slug}` : sql`item.id = ${key.id}`}
    order by item.kind limit 1`.execute(db)
  return rows[0]
}

export type TeamSeat = SeatFacts & {
  id: string
  name: string
  /** the post, where this reader may see it */
  title: string
  since: Date
  protected: boolean
  confirmedAt: Date
  /** '': a job, or somebody who is no more */
  confirmedBy: string
  /** this reader may open the person's page */
  hasPage: boolean
}

/** By role, the one that carries most first, then by time. Outside their team protected people are known by what stands for them. */
export async function listTeam(
  db: Db,
  actor: Actor,
  asked: { placeId: string; language: Language },
): Promise<TeamSeat[]> {
  const byName = seesProtectedNames(actor, { id: asked.placeId })
  const { rows } = await sql<TeamSeat>`
    select seat.id, seat.person_id as "personId", seat.role, seat.since, person.protected, person.demonstration as invented,
      ${nameShown(asked.language, { known: sql`${byName}::boolean` })} as name,
      case when ${byName}::boolean or (not person.protected and ${reachesPerson(actor, labelOf(titleField(sql`seat.id`)))})
        then ${anyLanguage('seat.title', asked.language)} else '' end as title,
      coalesce(seat.confirmed_at, seat.since) as "confirmedAt", coalesce(${confirmer(byName, asked)}, '') as "confirmedBy", ${seesName(actor)} as "hasPage",
      count(*) over (partition by seat.role) = 1 as last
    from seat join person on person.id = seat.person_id
    where seat.place_id = ${asked.placeId} and ${holds}
    order by seat.since, seat.id limit 500`.execute(db)
  return rows
}

/** A protected confirmer is known by name where they are of this very team, and the reader too. */
const confirmer = (byName: boolean, { placeId, language }: { placeId: string; language: Language }) =>
  sql`(select ${nameShown(language, {
    known: sql<boolean>`(${byName}::boolean and exists (select from seat sits where sits.person_id = by_person.id and sits.place_id = ${placeId}))`,
    person: 'by_person',
  })} from person by_person where by_person.erased_at is null and seat.confirmed_by = 'person:' || by_person.id)`

/** One seat of this place, held just now; undefined: ended, another place's, none. */
export async function findSeat(
  db: Db,
  key: { placeId: string; seatId: string },
): Promise<(SeatFacts & { id: string }) | undefined> {
  const { rows } = await sql<SeatFacts & { id: string }>`
    select seat.id, seat.person_id as "personId", seat.role, person.demonstration as invented,
      not exists (select from seat where seat.place_id = mine.place_id and seat.role = mine.role and seat.id <> mine.id and ${holds}) as last
    from seat mine join person on person.id = mine.person_id join seat on seat.id = mine.id
    where mine.id = ${key.seatId} and mine.place_id = ${key.placeId} and ${holds}`.execute(db)
  return rows[0]
}

/** A seat of this person that is over: a second press of the button by which they left it. */
export async function hasLeft(db: Db, key: { personId: string; seatId: string }): Promise<boolean> {
  const { rows } = await sql`
    select from seat where id = ${key.seatId} and person_id = ${key.personId} and until <= clock_timestamp()`.execute(
    db,
  )
  return rows.length > 0
}

/** Acts on one team wait for one another: the last focal point cannot leave twice, nobody is seated twice. */
export const lockPlace = (db: Db, placeId: string): Promise<unknown> =>
  sql`select from item where id = ${placeId} for no key update`.execute(db)

/** The actor with the seats of this very moment: one that ended while the act was on its way gives no right to it. */
export async function asOfNow(db: Db, actor: Actor): Promise<Actor> {
  if (actor.kind !== 'person') return actor
  const { rows } = await sql<{ placeId: string; role: Role }>`
    select seat.place_id as "placeId", seat.role from seat where seat.person_id = ${actor.id} and ${holds} for share`.execute(
    db,
  )
  const seats = actor.seats.filter((seat) =>
    rows.some((held) => held.placeId === seat.placeId && held.role === seat.role),
  )
  return seats.length === actor.seats.length ? actor : { ...actor, seats, regions: [] }
}

/** The seats that a person holds just now, as an actor would: to ask what they may still do. */
export async function actorOfSeats(db: Db, personId: string): Promise<Actor> {
  const { rows } = await sql<{ placeId: string; place: PlaceFacts['kind']; region: string | null; role: Role }>`
    select seat.place_id as "placeId", ${KIND} as place, item.region, seat.role
    from seat join item on item.id = seat.place_id left join hub on hub.id = item.id
    where seat.person_id = ${personId} and ${holds}`.execute(db)
  return { kind: 'person', id: personId, seats: rows, regions: [], assurance: 'two' }
}

/** null: this person sits there in this role already. */
export async function insertSeat(
  db: Db,
  seat: { id: string; personId: string; placeId: string; role: Role; confirmedBy: string },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into seat (id, person_id, place_id, role, confirmed_by)
    values (${seat.id}, ${seat.personId}, ${seat.placeId}, ${seat.role}, ${seat.confirmedBy})
    on conflict (person_id, place_id, role) where until is null do nothing returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** `group`: the group of the city's directory that gave it is gone. */
export type WhyEnded = 'left' | 'ended' | 'handed_over' | 'group'

/** The right is gone from the next request on. */
export async function updateSeatEnded(
  db: Db,
  ended: { seatId: string; by: string; why: WhyEnded },
): Promise<{ personId: string } | undefined> {
  const { rows } = await sql<{ personId: string }>`
    update seat set until = greatest(now(), since), ended_by = ${ended.by}, why_ended = ${ended.why}
    where id = ${ended.seatId} and (until is null or until > now()) returning person_id as "personId"`.execute(db)
  return rows[0]
}

export type LookedAfter = { slug: string; name: string; hasLead: boolean; seats: number }

/** What this reader may see of the cities and partners of the regions that a hub looks after; of all regions for the secretariat (`hubId` null). Those without a lead first. */
export async function listLookedAfter(
  db: Db,
  actor: Actor,
  asked: { hubId: string | null; language: Language },
): Promise<LookedAfter[]> {
  const inReach =
    asked.hubId === null
      ? sql`true`
      : sql`item.region = any((select regions from hub where hub.id = ${asked.hubId})::text[])`
  const { rows } = await sql<LookedAfter>`
    select item.slug, held.seats, held."hasLead", coalesce((select words.title from item_text words where words.item_id = item.id and words.state = 'published'
        order by words.language = ${asked.language} desc, words.language = item.original_language desc limit 1), item.slug) as name
    from item join lateral (select count(*)::int as seats, coalesce(bool_or(seat.role = any(${LEADING})), false) as "hasLead"
      from seat where seat.place_id = item.id and ${holds}) held on true
    where item.kind in ('city', 'organisation') and ${inReach} and ${visibleTo(actor)}
    order by held.seats > 0 and not held."hasLead" desc, held.seats > 0 desc, item.slug limit 200`.execute(db)
  return rows
}
