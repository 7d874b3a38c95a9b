/**
 * Non-interference, generated: every kind of thing × label × actor × channel. A thing that a reader may not see leaves
 * every channel exactly as if it did not exist: no word, no count, no order. One that may be seen is seen.
 */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { testDatabase } from '#platform/testing/database.ts'
import { withSample } from '#platform/testing/sample.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { maySee } from '#features/registry/visibility.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { CHANNELS, type Channel, type Hidden, type Thing } from './channels.ts'
import { makeThing, MARKER, type Made } from './hidden-thing.ts'
import { shownBy } from './visit.ts'

const db = testDatabase(withSample)

const channels = Object.entries(CHANNELS).flatMap(([name, channel]) => (typeof channel === 'string' ? [] : [[name, channel as Channel] as const]))

/** Actors are plain values: a visitor, and a reader's seat in every relation to the thing's place. */
type Places = { own: { id: string; region: string }; sameRegion: { id: string; region: string }; named: { id: string; region: string }; other: { id: string; region: string } }
const seatIn = (place: { id: string; region: string }): Seat => ({ placeId: place.id, region: place.region, role: 'reader' })
const person = (...seats: Seat[]): Actor => ({ kind: 'person', id: 'x', seats, regions: [], assurance: 'two' })
const ACTORS: Record<string, (places: Places) => Actor> = {
  visitor: () => VISITOR,
  'a seat elsewhere': (places) => person(seatIn(places.other)),
  'a seat in the region': (places) => person(seatIn(places.sameRegion)),
  'a seat in a named city': (places) => person(seatIn(places.named)),
  'a seat in the place': (places) => person(seatIn(places.own)),
  'the hub of the region': (places) => ({ kind: 'person', id: 'hub', seats: [], regions: [places.own.region], assurance: 'two' }),
}

async function placesIn(open: Db): Promise<Places> {
  const { rows } = await sql<{ id: string; slug: string; region: string }>`select id, slug, region from item where kind = 'city'`.execute(open)
  const at = (slug: string) => rows.find((row) => row.slug === slug) ?? expect.fail(`no ${slug}`)
  const own = at('demo-marsa-lawz')
  const sameRegion = rows.find((row) => row.region === own.region && row.id !== own.id) ?? expect.fail('no neighbour')
  return { own, sameRegion, named: at('demo-bjerkhavn'), other: at('demo-cerro-colibri') }
}

/** Nothing kept in memory for one state of the world may serve another. */
let worlds = 1_000_000

async function everything(open: Db, actor: Actor, hidden: Hidden): Promise<Map<string, string | null>> {
  const shown = new Map<string, string | null>()
  const world = { db: open, actor, epoch: ++worlds, vocabulary: await loadVocabulary(open, VISITOR) }
  for (const [name, channel] of channels)
    for (const [at, ask] of channel.asks(hidden).entries())
      shown.set(`${name} ${at}`, await shownBy(await channel.route(), { ...world, ...ask }))
  return shown
}

const THINGS: Thing[] = ['term', 'city', 'practice', 'adaptation', 'answer']

describe.each(THINGS)('a hidden %s', (thing) => {
  test.each(Object.keys(ACTORS))('is nowhere for %s, and seen where its label reaches', async (name) => {
    const places = await placesIn(db())
    const actor = (ACTORS[name] ?? expect.fail('no actor'))(places)
    const hidden: Hidden = { slug: thing === 'term' ? 'challenges/zqxhidden' : 'zqx-hidden', place: 'demo-marsa-lawz', practice: 'barcelona-anti-rumours' }
    const without = await everything(db(), actor, hidden)
    for (const label of LABELS) {
      let made: Made | undefined
      let seen = new Map<string, string | null>()
      await together(db(), async (open) => {
        made = await makeThing(open, thing, { label, hidden, readers: [places.named.id] })
        seen = await everything(open, actor, hidden)
        throw new Error('taken back')
      }).catch((error: Error) => { if (error.message !== 'taken back') throw error })
      judge(thing, label, made ?? expect.fail('not made'), actor, without, seen)
    }
  })
})

function judge(thing: Thing, label: Label, made: Made, actor: Actor, without: Map<string, string | null>, seen: Map<string, string | null>): void {
  const may = maySee(actor, made.placed)
  if (!may) for (const [channel, shown] of seen) expect(shown, `${label} ${thing} in ${channel}`).toBe(without.get(channel) ?? null)
  else
    for (const [name] of channels.filter(([, each]) => each.shows.includes(thing)))
      expect([...seen].some(([at, shown]) => at.startsWith(`${name} `) && shown?.includes(MARKER)), `${label} ${thing} may be seen in ${name}, and is not`).toBe(true)
}

test('a thing that may be seen carries its marker, so that the test can fail', () => {
  expect(MARKER).toMatch(/^[a-z]{8,}$/)
  expect(newKey()).not.toBe(newKey())
})
