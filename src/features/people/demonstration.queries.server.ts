/** The invented people of a demonstration instance, whom anybody may be for a while. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { KIND } from './place.queries.server.ts'
import { nameShown } from './shown-name.server.ts'

export type DemonstrationPerson = {
  /** What the form sends: the part of the address before the at sign; of a protected one, whose address says who they are, the key. */
  key: string
  name: string
  protected: boolean
  role: Role
  title: string
  place: string
  placeSlug: string
  kind: Seated
}

/** With the first seat of each, by place: cities first; nobody of a place that is hidden. A hundred at most. */
export async function listDemonstrationPeople(db: Db, language: Language): Promise<DemonstrationPerson[]> {
  const { rows } = await sql<DemonstrationPerson>`
    select case when person.protected then person.id::text else split_part(person.email, '@', 1) end as key,
      ${nameShown(language, { known: sql`false` })} as name, person.protected, seat.role,
      case when person.protected then '' else coalesce(seat.title ->> ${language}, '') end as title, words.title as place, item.slug as "placeSlug", ${KIND} as kind
    from person join lateral (select * from seat where seat.person_id = person.id and seat.until is null order by seat.since, seat.id limit 1) seat on true
    join item on item.id = seat.place_id left join hub on hub.id = item.id
    join lateral (select t.title from item_text t where t.item_id = item.id and t.state = 'published' order by t.language = ${language} desc limit 1) words on true
    where person.demonstration and person.erased_at is null and item.label <> 'team'
    order by item.kind = 'city' desc, item.kind = 'organisation' desc, item.id, person.id limit 100`.execute(db)
  return rows
}

/** Nobody real can be found here, whatever the form says. */
export async function findDemonstrationPerson(db: Db, key: string): Promise<{ id: string } | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from person where demonstration and erased_at is null and (email = ${`${key.slice(0, 100)}@demonstration.invalid`} or (protected and id::text = ${key}))`.execute(
    db,
  )
  return rows[0]
}
