import { describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { askingIn, seatIn } from './testing/asking.server.ts'
import { layOut, laidOutFor } from './laid-out.server.ts'
import { findCompared, type Asking } from './compared.server.ts'
import { saveVisitorAnswer } from './visitor.queries.server.ts'
import { NOTHING_ASKED, type LookAsk } from './worth-a-look.query.ts'
import { ROWS_SHOWN, worthALook } from './worth-a-look.server.ts'

const db = testDatabase(withSample)
const ask = (more: Partial<LookAsk> = {}): LookAsk => ({ ...NOTHING_ASKED, ...more })

/** Answers the next best question so often; `choose` says what, or leaves it blank. */
async function answered(
  asking: Asking,
  count: number,
  concerns: readonly string[],
  choose: (steps: readonly string[], at: number, sensitive: boolean) => string | null,
): Promise<Asking> {
  let { visitorId } = asking
  for (let at = 0; at < count; at++) {
    const { questions } = await layOut({ ...asking, visitorId }, { city: null, concerns })
    const factor = asking.vocabulary.factors.get(questions.questions[0]?.factor ?? '')
    if (!factor) break
    const chosen = choose(factor.steps, at, factor.sensitive)
    visitorId = await saveVisitorAnswer(asking.db, {
      visitorId,
      now: asking.now,
      days: 30,
      factor: factor.code,
      state: chosen === null ? 'rather_not_say' : 'answered',
      value: chosen === null ? [] : [chosen],
    })
  }
  return { ...asking, visitorId }
}
const somewhere = (steps: readonly string[], at: number) => steps[(at * 2 + 1) % steps.length] ?? null

describe('with eight answers', () => {
  const concerns = [
    'challenges/local_recruitment',
    'challenges/polarisation_after_event',
    'challenges/youth_without_prospects',
    'target_groups/young_people',
    'practice_types/multi_agency_coordination',
    'challenges/election_disinformation',
  ]
  test.each(concerns)(
    '%s: the page says three useful things, and most practices have left "too little known"',
    async (concern) => {
      const asking = await answered(await askingIn(db()), 8, [concern], somewhere)
      const look = await worthALook(asking, ask({ concerns: [concern] }))
      expect(look.things).toHaveLength(3)
      expect(look.things.map(({ kind }) => kind)).not.toContain('nearest')
      expect(look.rows.some(({ tier }) => tier === '1' || tier === '2' || tier === '3')).toBe(true)
    },
  )

  test('every sensitive question left blank: it still helps', async () => {
    const concern = 'challenges/local_recruitment'
    const asking = await answered(await askingIn(db()), 12, [concern], (steps, at, sensitive) =>
      sensitive ? null : somewhere(steps, at),
    )
    const look = await worthALook(asking, ask({ concerns: [concern] }))
    expect(look.things).toHaveLength(3)
    expect(look.tiers['4']).toBeLessThan(look.page.total)
    expect(look.questions.length).toBeGreaterThan(0)
  })
})

test('what was answered with "not known" is not asked again, and counts like a blank', async () => {
  const asking = await askingIn(db())
  const first = (await layOut(asking, { city: null, concerns: [] })).questions.questions[0]?.factor
  const visitorId = await saveVisitorAnswer(db(), {
    visitorId: null,
    now: asking.now,
    days: 30,
    factor: first ?? '',
    state: 'not_known',
    value: [],
  })
  const before = await worthALook(asking, ask())
  const after = await worthALook({ ...asking, visitorId }, ask())
  expect(after.questions.map(({ factor }) => factor)).not.toContain(first)
  expect(after.rows).toEqual(before.rows)
})

test('where fewer than five practices match, all count, and the page says so', async () => {
  const look = await worthALook(await askingIn(db()), ask({ concerns: ['challenges/election_disinformation'] }))
  expect(look.fewMatch).toBe(true)
  expect(look.matching).toBeLessThan(5)
  expect(look.page.total).toBe(27)
})

test('pages by key show every practice once, in the order of the list; an unknown key begins anew', async () => {
  const asking = await askingIn(db())
  const seen: string[] = []
  for (let after: string | null = null, page = 0; page < 5; page++) {
    const look = await worthALook(asking, ask({ after }))
    seen.push(...look.rows.map(({ practice }) => practice))
    after = look.page.next
    if (after === null) break
  }
  expect(seen).toHaveLength(27)
  expect(new Set(seen).size).toBe(27)
  expect((await worthALook(asking, ask({ after: 'nothing' }))).rows.map(({ practice }) => practice)).toEqual(
    seen.slice(0, ROWS_SHOWN),
  )
})

test.each(['cost', 'time', 'size', 'language', 'distance'] as const)(
  'sorted by %s, the same practices are there',
  async (order) => {
    const asking = await askingIn(db())
    const look = await worthALook(asking, ask({ order, city: 'barcelona-spain' }))
    expect(look.page.total).toBe(27)
    if (order === 'distance') expect(look.rows[0]?.practice).toBe('barcelona-anti-rumours')
  },
)

test('the address can name a city; what this reader may not see of its answers counts nowhere', async () => {
  const visitor = await worthALook(await askingIn(db()), ask({ city: 'demo-marsa-lawz' }))
  const seated = await worthALook(await askingIn(db(), await seatIn(db(), 'demo-marsa-lawz')), ask())
  expect([visitor.compared.kind, seated.compared.kind]).toEqual(['city', 'seat'])
  expect(visitor.compared.answered).toBeLessThan(seated.compared.answered)
  expect(visitor.compared.place?.invented).toBe(true)
})

test('a city that is not there: the page is laid out for the reader, and says so', async () => {
  const look = await worthALook(await askingIn(db()), ask({ city: 'nowhere' }))
  expect(look.compared).toMatchObject({ kind: 'you', place: null, cityNotSeen: true })
})

test('a result of an invented city orders no list outside a demonstration', async () => {
  const seat = await seatIn(db(), 'demo-marsa-lawz')
  const inside = await layOut(await askingIn(db(), seat), { city: null, concerns: [] })
  const outside = await layOut(await askingIn(db(), { ...seat, demonstration: false }), { city: null, concerns: [] })
  expect(inside.view.records.cityNumbers.has('demo-javorgrad')).toBe(true)
  expect([...outside.view.records.cityNumbers.keys()].filter((city) => city.startsWith('demo-'))).toEqual([])
})

test('laying 27 practices out takes a few milliseconds of rules', async () => {
  const asking = await askingIn(db(), await seatIn(db(), 'demo-marsa-lawz'))
  const { view } = await layOut(asking, { city: null, concerns: [] })
  const compared = await findCompared(asking, null)
  laidOutFor(view, compared, [])
  const began = performance.now()
  for (let round = 0; round < 20; round++) laidOutFor(view, compared, ['challenges/local_recruitment'])
  expect((performance.now() - began) / 20).toBeLessThan(10)
})
