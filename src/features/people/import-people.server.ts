/** Use case: invented people take their seats. Real people come by invitation, never by a file with their names in it. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { refusedAsInvented, type ImportWorld } from '#features/registry/import-run.server.ts'
import { fateOf, faultOf, readRows, type Fault, type RowFate } from '#features/registry/import.ts'
import { peopleFile, personRow, type PersonRow } from './people-import.ts'
import { hasRole } from '#features/registry/seat.ts'
import { findPlaces, type Place } from './place.queries.server.ts'

export async function importPeople(db: Db, actor: Actor, world: ImportWorld, file: unknown): Promise<RowFate[]> {
  const parsed = peopleFile.safeParse(file)
  if (!parsed.success) return [{ row: 0, id: '(file)', fate: 'refused', faults: [faultOf('people', 'is not a list')] }]
  const places = await findPlaces(db)
  const fates: RowFate[] = []
  for (const { row, id, read } of readRows(parsed.data.people, personRow, (person) => check(world, places, person))) {
    if (!read.ok) fates.push({ row, id, fate: 'refused', faults: read.reason })
    else fates.push(fateOf(row, id, (await write(db, actor, read.value, places)) ? 'new' : 'unchanged'))
  }
  return fates
}

function check(world: ImportWorld, places: ReadonlyMap<string, Place>, person: PersonRow): Fault[] {
  return [
    ...refusedAsInvented(world, person),
    ...(person.demonstration ? [] : [faultOf('demonstration', 'is missing: only invented people come by a file')]),
    ...person.seats.flatMap(({ place, role }, at) => {
      const known = places.get(place)
      if (!known) return [faultOf(`seats.${at}.place`, `"${place}" is no place that holds seats`)]
      return hasRole(known.kind, role) ? [] : [faultOf(`seats.${at}.role`, `"${role}" is no role in a ${known.kind}`)]
    }),
  ]
}

/** Invented people get mail nowhere: their address ends in .invalid. Whoever is there already stays as they are. */
const addressOf = (id: string): string => `${id}@demonstration.invalid`

async function write(db: Db, actor: Actor, person: PersonRow, places: ReadonlyMap<string, Place>): Promise<boolean> {
  const id = newKey()
  const names = person.names ?? person.shown_as ?? {}
  const { rows } = await sql<{ id: string }>`
    insert into person (id, email, name, names, language, zone, protected, demonstration)
    values (${id}, ${addressOf(person.id)}, ${Object.values(names)[0] ?? person.id}, ${JSON.stringify(names)}::jsonb, ${person.languages[0] ?? 'en'}, ${person.zone}, ${person.protected}, true)
    on conflict (email) do nothing returning id`.execute(db)
  if (rows.length === 0) return false
  const seats = person.seats.map((seat) => ({ ...seat, id: newKey() }))
  for (const seat of seats)
    await sql`insert into seat (id, person_id, place_id, role, title, confirmed_by)
      values (${seat.id}, ${id}, ${places.get(seat.place)?.id}, ${seat.role}, ${JSON.stringify(seat.title)}::jsonb, ${signatureOf(actor)})`.execute(
      db,
    )
  const fields = {
    name: null,
    ...Object.fromEntries(seats.map((seat) => [`title:${seat.id}`, null])),
    about: person.about ?? null,
    languages: person.languages,
    sectors: person.sector ? [person.sector] : [],
  }
  for (const [field, value] of Object.entries(fields))
    await sql`insert into person_field (person_id, field, value, label)
      values (${id}, ${field}, ${value === null ? null : JSON.stringify(value)}::jsonb, ${person.protected ? 'team' : 'network'})`.execute(
      db,
    )
  return true
}
