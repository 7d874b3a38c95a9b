/**
 * Non-interference, generated: every kind of thing × label × actor × channel. A thing that a reader may not see leaves
 * every channel exactly as if it did not exist: no word, no count, no order. One that may be seen is seen.
 */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { countUnseen } from '#features/notices/notice.queries.server.ts'
import { composeDigest } from '#features/notices/send-digests.server.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { maySee, type Placed } from '#features/registry/visibility.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { CHANNELS, type Channel, type Hidden, type Thing } from './channels.ts'
import { isPlace, makeThing, markOf, slugOf } from './hidden-thing.ts'
import { READER, shownBy } from './visit.ts'

const db = testDatabase(withSample)

/** What goes to a reader without a page of their own asking for it: the number in the head, a digest, a notice that may be seen. */
const TOLD: Record<string, Channel> = {
  'the number of notices': {
    shows: [],
    route: async () => ({
      load: ({ locals }: Told) => countUnseen(locals.db, locals.actor, READER).then((count) => ({ count })),
    }),
    asks: () => [{}],
  },
  'a digest by mail': {
    shows: [],
    route: async () => ({
      load: async ({ locals: { db: open, actor } }: Told) => ({
        words: await composeDigest(open, { actor, id: READER, language: 'en' }, new Date(Date.now() + 60_000)),
      }),
    }),
    asks: () => [{}],
  },
}
type Told = { locals: { db: Db; actor: Actor } }

const channels = [...Object.entries(CHANNELS), ...Object.entries(TOLD)].flatMap(([name, channel]) =>
  typeof channel === 'string' ? [] : [[name, channel as Channel] as const],
)

/** Actors are plain values: a visitor, and a reader's seat in every relation to the thing's place. */
type Places = {
  own: { id: string; region: string }
  sameRegion: { id: string; region: string }
  named: { id: string; region: string }
  other: { id: string; region: string }
}
const seatIn = (place: { id: string; region: string }): Seat => ({
  placeId: place.id,
  region: place.region,
  role: 'reader',
  place: 'city',
})
const person = (...seats: Seat[]): Actor => ({ kind: 'person', id: 'x', seats, regions: [], assurance: 'two' })
const ACTORS: Record<string, (places: Places) => Actor> = {
  visitor: () => VISITOR,
  'a seat elsewhere': (places) => person(seatIn(places.other)),
  'a seat in the region': (places) => person(seatIn(places.sameRegion)),
  'a seat in a named city': (places) => person(seatIn(places.named)),
  'a seat in the place': (places) => person(seatIn(places.own)),
  'the hub of the region': (places) => ({
    kind: 'person',
    id: 'hub',
    seats: [],
    regions: [places.own.region],
    assurance: 'two',
  }),
}

async function placesIn(open: Db): Promise<Places> {
  const { rows } = await sql<{
    id: string
    slug: string
    region: string
  }>`select id, slug, region from item where kind = 'city'`.execute(open)
  const at = (slug: string) => rows.find((row) => row.slug === slug) ?? expect.fail(`no ${slug}`)
  const own = at('demo-marsa-lawz')
  const sameRegion = rows.find((row) => row.region === own.region && row.id !== own.id) ?? expect.fail('no neighbour')
  return { own, sameRegion, named: at('demo-bjerkhavn'), other: at('demo-cerro-colibri') }
}

type Pair = { thing: Thing; label: Label; hidden: Hidden }
const THINGS: Thing[] = [
  'term',
  'city',
  'practice',
  'adaptation',
  'answer',
  'organisation',
  'hub',
  'file',
  'partner_file',
]
const PAIRS: Pair[] = THINGS.flatMap((thing) =>
  LABELS.map((label) => ({
    thing,
    label,
    hidden: { slug: slugOf(thing, label), place: 'demo-marsa-lawz', practice: 'barcelona-anti-rumours' },
  })),
)

/** Every way to ask every channel, for all pairs: what does not depend on the pair is asked once. */
const QUESTIONS = channels.flatMap(([name, channel]) => {
  const asks = new Map(PAIRS.flatMap(({ hidden }) => channel.asks(hidden)).map((ask) => [JSON.stringify(ask), ask]))
  return [...asks].map(([at, ask]) => ({ at: `${name} ${at}`, name, channel, ask }))
})

/** Nothing kept in memory for one state of the world may serve another. */
let worlds = 1_000_000

type Shown = Map<string, string | null>

/** What the actor is shown in a world that holds these things besides the sample; the world is taken back afterwards. */
async function shownIn(
  things: Pair[],
  actor: Actor,
  readers: string[],
  questions = QUESTIONS,
): Promise<{ shown: Shown; placed: Placed[] }> {
  const shown: Shown = new Map()
  const placed: Placed[] = []
  await together(db(), async (open) => {
    for (const { thing, label, hidden } of things)
      placed.push((await makeThing(open, thing, { label, hidden, readers })).placed)
    const world = { db: open, actor, epoch: ++worlds, vocabulary: await loadVocabulary(open, VISITOR) }
    for (const { at, channel, ask } of questions)
      shown.set(at, await shownBy(await channel.route(), { ...world, ...ask }))
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return { shown, placed }
}
class TakenBack extends Error {}

describe.each(Object.keys(ACTORS))('for %s', (name) => {
  test(
    'what is hidden leaves every channel as if it were not there, and what may be seen is seen',
    { timeout: 240_000 },
    async () => {
      const places = await placesIn(db())
      const actor = (ACTORS[name] ?? expect.fail('no actor'))(places)
      const readers = [places.named.id]
      const { placed } = await shownIn(PAIRS, actor, readers, [])
      const may = new Map(PAIRS.map((pair, index) => [pair, maySee(actor, placed[index] ?? expect.fail('not made'))]))
      const [hidden, allowed] = [PAIRS.filter((pair) => !may.get(pair)), PAIRS.filter((pair) => may.get(pair))]

      const { shown: without } = await shownIn([], actor, readers)
      const { shown: withHidden } = await shownIn(hidden, actor, readers)
      for (const question of QUESTIONS)
        if (withHidden.get(question.at) !== without.get(question.at))
          expect.fail(
            `${question.at} leaks ${await culprits(hidden, actor, readers, question, without.get(question.at) ?? null)}`,
          )

      const { shown: withAllowed } = await shownIn(allowed, actor, readers)
      for (const [channelName, channel] of channels)
        for (const thing of channel.shows) {
          const marks = allowed.filter((pair) => pair.thing === thing).map((pair) => markOf(pair.thing, pair.label))
          const said = QUESTIONS.filter((question) => question.name === channelName).map(
            (question) => withAllowed.get(question.at) ?? '',
          )
          expect(
            marks.length === 0 || marks.some((mark) => said.some((text) => text.includes(mark))),
            `a ${thing} that may be seen is not in ${channelName}`,
          ).toBe(true)
        }
    },
  )
})

async function culprits(
  hidden: Pair[],
  actor: Actor,
  readers: string[],
  question: (typeof QUESTIONS)[number],
  without: string | null,
): Promise<string> {
  const found: string[] = []
  for (const pair of hidden)
    if ((await shownIn([pair], actor, readers, [question])).shown.get(question.at) !== without)
      found.push(`the ${pair.label} ${pair.thing}`)
  return found.join(', ') || 'only several things together'
}

test('of notices too: what may be seen is on the page, counted, and, where it is public, named in the digest', async () => {
  const places = await placesIn(db())
  const items = PAIRS.filter(({ thing }) => thing === 'practice' || thing === 'organisation')
  const asked = QUESTIONS.filter(({ name }) => name in TOLD || name === '/[lang=lang]/notices')
  const actor = person(seatIn(places.own))
  const { shown, placed } = await shownIn(items, actor, [places.named.id], asked)
  const seen = items.filter((_pair, index) => maySee(actor, placed[index] ?? expect.fail('not made')))
  const [page, count, digest] = ['/[lang=lang]/notices', 'the number of notices', 'a digest by mail'].map(
    (channel) => shown.get(asked.find(({ name }) => name === channel)?.at ?? '') ?? '',
  )
  expect(JSON.parse(count ?? '')).toEqual({ count: seen.length })
  expect(page).toContain(`"unseen":${seen.length}`)
  expect(seen.length).toBeLessThan(items.length)
  for (const { thing, label } of seen) expect(digest?.includes(markOf(thing, label))).toBe(label === 'public')
})

test('every label is hidden from someone and seen by someone, so that both halves are really asked', async () => {
  const places = await placesIn(db())
  const { placed } = await shownIn(PAIRS, VISITOR, [places.named.id], [])
  const seenBy = (pick: (answers: boolean[]) => boolean) =>
    PAIRS.filter((_pair, index) =>
      pick(Object.values(ACTORS).map((make) => maySee(make(places), placed[index] ?? expect.fail('not made')))),
    )
  // nobody here has a seat in a made place, nor in the organisation
  const ofItsOwnTeam = ({ thing, label }: Pair) => (isPlace(thing) || thing === 'partner_file') && label === 'team'
  expect(seenBy((answers) => answers.some(Boolean))).toEqual(PAIRS.filter((pair) => !ofItsOwnTeam(pair)))
  expect(seenBy((answers) => answers.some((answer) => !answer)).map((pair) => pair.label)).toEqual(
    expect.arrayContaining(['network', 'region', 'cities', 'team']),
  )
})
