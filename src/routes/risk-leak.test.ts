/**
 * A city at risk leaves every channel as if it, its things and its people did not exist: compared with a world in which
 * they do not. The manner is that of leak.test.ts.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { switchRiskOn } from '#features/safeguards/city-risk.server.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { CHANNELS, type Channel, type Hidden, type Thing } from './channels.ts'
import { makeThing, MARKER, slugOf } from './hidden-thing.ts'
import { shownBy } from './visit.ts'

const db = testDatabase(withSample)
const CITY = slugOf('city', 'public')
const PERSON = 'zqxperson'
/** All public, all of the city: what the switch has to take along. */
const THINGS: Thing[] = ['practice', 'adaptation', 'answer']

const channels = Object.entries(CHANNELS).flatMap(([name, channel]) =>
  typeof channel === 'string' ? [] : [[name, channel as Channel] as const],
)
const hiddenOf = (thing: Thing): Hidden => ({
  slug: slugOf(thing, 'public'),
  place: thing === 'city' ? 'demo-marsa-lawz' : CITY,
  practice: 'barcelona-anti-rumours',
})
const ASKED = [...THINGS, 'city' as const].map(hiddenOf)
const QUESTIONS = channels.flatMap(([name, channel]) =>
  [...new Map(ASKED.flatMap((hidden) => channel.asks(hidden)).map((ask) => [JSON.stringify(ask), ask]))].map(
    ([at, ask]) => ({ at: `${name} ${at}`, channel, ask }),
  ),
)

async function makeCity(open: Db): Promise<string> {
  for (const thing of ['city' as const, ...THINGS])
    await makeThing(open, thing, { label: 'public', hidden: hiddenOf(thing), readers: [] })
  const { id } = await open.selectFrom('item').select('id').where('slug', '=', CITY).executeTakeFirstOrThrow()
  const person = newKey()
  await sql`insert into person (id, email, name, demonstration) values (${person}, 'zqx@demonstration.invalid', ${PERSON}, true)`.execute(
    open,
  )
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by) values (${newKey()}, ${person}, ${id}, 'focal_point', 'test')`.execute(
    open,
  )
  return id
}

const focalPointOf = (placeId: string): Actor => ({
  kind: 'person',
  id: newKey(),
  seats: [{ placeId, place: 'city', region: 'mena', role: 'focal_point' }],
  regions: [],
  assurance: 'two',
})

class TakenBack extends Error {}
let worlds = 2_000_000

/** What the actor is shown by every channel in this world, which is taken back afterwards. */
async function shownIn(world: (open: Db) => Promise<unknown>, actor: Actor): Promise<Map<string, string | null>> {
  const shown = new Map<string, string | null>()
  await together(db(), async (open) => {
    await world(open)
    const visit = { db: open, actor, epoch: ++worlds, vocabulary: await loadVocabulary(open, VISITOR) }
    for (const { at, channel, ask } of QUESTIONS)
      shown.set(at, await shownBy(await channel.route(), { ...visit, ...ask }))
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return shown
}

const atRisk = async (open: Db) => {
  const id = await makeCity(open)
  const switched = await switchRiskOn(open, focalPointOf(id), CITY)
  if (!switched.ok) expect.fail(switched.reason)
}

async function neighbour(): Promise<Actor> {
  const { rows } = await sql<{ id: string; region: string }>`
    select other.id, other.region from item other join item own on own.region = other.region
    where own.slug = 'demo-marsa-lawz' and other.kind = 'city' and other.id <> own.id order by other.slug limit 1`.execute(
    db(),
  )
  const place = rows[0] ?? expect.fail('no neighbour')
  return {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: place.id, place: 'city', region: place.region, role: 'focal_point' }],
    regions: [],
    assurance: 'two',
  }
}

test.each<[string, () => Promise<Actor>]>([
  ['a visitor', async () => VISITOR],
  ['a focal point of the same region', neighbour],
])('%s is shown nothing of a city at risk, in any channel', { timeout: 240_000 }, async (_name, who) => {
  const actor = await who()
  const without = await shownIn(async () => {}, actor)
  const hidden = await shownIn(atRisk, actor)
  expect(QUESTIONS.filter(({ at }) => hidden.get(at) !== without.get(at)).map(({ at }) => at)).toEqual([])
})

test(
  'without the switch its things and its people are there: the comparison above can fail',
  { timeout: 240_000 },
  async () => {
    const shown = [...(await shownIn(makeCity, VISITOR))].filter(([, text]) => text?.includes(MARKER)).map(([at]) => at)
    for (const channel of [
      '/[lang=lang]/cities ',
      '/[lang=lang]/cities/[slug] ',
      '/[lang=lang]/practices/[slug] ',
      '/[lang=lang]/search ',
      '/export/cities.json ',
    ])
      expect(
        shown.some((at) => at.startsWith(channel)),
        channel,
      ).toBe(true)
    const people = [...(await shownIn(makeCity, VISITOR))]
      .filter(([, text]) => text?.includes(PERSON))
      .map(([at]) => at)
    expect(people.some((at) => at.startsWith('/[lang=lang]/sign-in '))).toBe(true)
  },
)
