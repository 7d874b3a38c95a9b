/** One of each kind of person, signed in, and what each of them must never be shown: marks planted in things that they may not see. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { maySee, type Placed } from '#features/registry/visibility.ts'
import { asPerson } from '#features/people/person-view.ts'
import { findKnown } from '#features/people/session.queries.server.ts'
import type { Thing } from '#routes/channels.ts'
import { makeThing, markOf, slugOf } from '#routes/hidden-thing.ts'
import { KINDS_OF_PEOPLE } from '../journeys/kinds-of-people.ts'
import { cookieOf, type Product } from './product.ts'

const PLANTED_IN = 'demo-marsa-lawz'
const NAMED_READER = 'demo-bjerkhavn'
const THINGS: readonly Thing[] = ['term', 'city', 'practice', 'adaptation', 'answer', 'organisation', 'hub']

export type Somebody = {
  kind: string
  /** of the sample; null: a visitor */
  key: string | null
  cookie: string
  actor: Actor
  forbidden: string[]
}

type Planted = { mark: string; placed: Placed }
/** Of a protected person: known by name to the team and the safeguards officer alone. */
type Sheltered = { names: string[]; places: string[] }
export type Secrets = { planted: Planted[]; sheltered: Sheltered[] }

/** One thing of each kind and label in one city, each with a word of its own; and a name of their own for those whom the sample protects. */
export async function plantSecrets(db: Db): Promise<Secrets> {
  const { rows } = await sql<{ id: string }>`select id from item where slug = ${NAMED_READER}`.execute(db)
  const readers = rows.map((row) => row.id)
  const planted: Planted[] = []
  for (const thing of THINGS)
    for (const label of LABELS) {
      const hidden = { slug: slugOf(thing, label), place: PLANTED_IN, practice: 'barcelona-anti-rumours' }
      const { placed } = await makeThing(db, thing, { label, hidden, readers })
      planted.push({ mark: markOf(thing, label), placed })
    }
  await sql`update person set name = 'zqxprotected' || id, names = '{}' where protected`.execute(db)
  const sheltered = await sql<Sheltered>`
    select array[name] as names, array(select place_id::text from seat where seat.person_id = person.id) as places
    from person where protected`.execute(db)
  return { planted, sheltered: sheltered.rows }
}

export const everyMark = ({ planted, sheltered }: Secrets): string[] => [
  ...planted.map(({ mark }) => mark),
  ...sheltered.flatMap(({ names }) => names),
]

/** A label may have been lowered or raised since it was planted, by somebody who may. */
export async function readLabels(db: Db, { planted }: Secrets): Promise<void> {
  const { rows } = await sql<{ id: string; label: Label }>`
    select id, label from item where id = any(${planted.map(({ placed }) => placed.id)}::uuid[])`.execute(db)
  const now = new Map(rows.map(({ id, label }) => [id, label]))
  for (const { placed } of planted) placed.label = now.get(placed.id) ?? placed.label
}

export function forbiddenTo(actor: Actor, { planted, sheltered }: Secrets): string[] {
  const seats = actor.kind === 'person' ? actor.seats : []
  const knows = (places: readonly string[]) =>
    seats.some((seat) => places.includes(seat.placeId) || seat.role === 'safeguards_officer')
  return [
    ...planted.filter(({ placed }) => !maySee(actor, placed)).map(({ mark }) => mark),
    ...sheltered.filter(({ places }) => !knows(places)).flatMap(({ names }) => names),
  ]
}

export async function everybody(product: Product, db: Db, secrets: Secrets): Promise<Somebody[]> {
  const people = Object.entries(KINDS_OF_PEOPLE).map(([kind, key]) => ({
    kind,
    key,
    cookie: '',
    actor: VISITOR,
    forbidden: [],
  }))
  for (const somebody of people) await enter(product, db, secrets, somebody)
  return people
}

/** Signs in (again), as the button of the demonstration does. */
export async function enter(product: Product, db: Db, secrets: Secrets, somebody: Somebody): Promise<void> {
  if (somebody.key !== null) {
    somebody.cookie = await cookieOf(product, somebody.key)
    const known = await findKnown(db, somebody.cookie.replace('session=', ''), 'en')
    if (!known) throw new Error(`${somebody.key} has no session`)
    somebody.actor = asPerson(known, 'en').actor
  }
  somebody.forbidden = forbiddenTo(somebody.actor, secrets)
}
