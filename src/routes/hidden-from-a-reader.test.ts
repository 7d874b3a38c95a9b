/**
 * Property 18 of the method, through the queries and with two readers: whatever changes that a reader may not see, the
 * pages of the comparison stay the same to the last letter: no bar, likeness, weight, order or count moves.
 */
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { seatIn } from '#features/fit/testing/asking.server.ts'
import { makeThing } from './hidden-thing.ts'
import { shownBy } from './visit.ts'

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'
const RUNS = 25

const LOOK = () => import('./[lang=lang]/worth-a-look/+page.server.ts')
const FIT = () => import('./[lang=lang]/practices/[slug]/fit/+page.server.ts')
const BRIEF = () => import('./[lang=lang]/brief/+page.server.ts')
const ALIKE = () => import('./[lang=lang]/cities-like-ours/+page.server.ts')

const ASKS = [
  { route: LOOK, query: `?city=${CITY}` },
  { route: LOOK, query: `?city=${CITY}&concern=challenges/youth_police_distrust&order=size` },
  { route: LOOK, query: '' },
  { route: FIT, query: `?city=${CITY}`, params: { slug: 'barcelona-anti-rumours' } },
  {
    route: FIT,
    query: `?city=${CITY}&concern=challenges/local_recruitment`,
    params: { slug: 'dakar-grand-yoff-youth-police' },
  },
  { route: FIT, query: '', params: { slug: 'kumanovo-cat' } },
  { route: BRIEF, query: `?city=${CITY}` },
  { route: ALIKE, query: `?city=${CITY}` },
  { route: ALIKE, query: '?city=demo-bjerkhavn' },
]

async function everythingShown(actor: Actor): Promise<(string | null)[]> {
  const shown: (string | null)[] = []
  for (const { route, ...ask } of ASKS) shown.push(await shownBy(await route(), { db: db(), actor, ...ask }))
  return shown
}

type Reader = { actor: () => Promise<Actor>; hiddenLabels: readonly Label[] }
const READERS: Record<string, Reader> = {
  'a visitor': { actor: async () => VISITOR, hiddenLabels: ['network', 'region', 'cities', 'team'] },
  'a seat in a city of another region': {
    actor: async () => (await seatIn(db(), 'demo-cerro-colibri')).actor,
    hiddenLabels: ['region', 'cities', 'team'],
  },
}

const RESPONDENTS = ['administration', 'civil_society', 'police', 'school']
const anAnswer = fc.record({
  factor: fc.nat(),
  step: fc.nat(),
  respondent: fc.constantFrom(...RESPONDENTS),
  day: fc.constantFrom('2020-05-01', '2026-11-20'),
  label: fc.nat(),
})
type AnAnswer = { factor: number; step: number; respondent: string; day: string; label: number }

async function addAnswer(open: Db, { factor, step, respondent, day }: AnAnswer, label: Label): Promise<void> {
  const { id: city_id } = await open
    .selectFrom('item')
    .select('id')
    .where('kind', '=', 'city')
    .where('slug', '=', CITY)
    .executeTakeFirstOrThrow()
  const factors = await open.selectFrom('factor').select(['code', 'steps']).orderBy('code').execute()
  const { code, steps } = factors[factor % factors.length] ?? expect.fail('no factor')
  await open
    .insertInto('city_answer')
    .values({
      id: newKey(),
      city_id,
      factor: code,
      respondent,
      state: 'answered',
      value: [steps[step % steps.length] ?? ''],
      day,
      label,
      by_whom: 'test',
    })
    .execute()
}

describe.each(Object.keys(READERS))('what %s may not see', (name) => {
  const reader = READERS[name] ?? expect.fail('no reader')

  test('answers of a city: any factor, value, respondent, day and hidden label', async () => {
    const actor = await reader.actor()
    const before = await everythingShown(actor)
    expect(before).not.toContain(null)
    await fc.assert(
      fc.asyncProperty(anAnswer, async (answer) => {
        await addAnswer(db(), answer, reader.hiddenLabels[answer.label % reader.hiddenLabels.length] ?? 'team')
        expect(await everythingShown(actor)).toEqual(before)
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  test.each(['team', 'cities'] as const)(
    'a practice with the label %s, and any change of its claims',
    async (label) => {
      const actor = await reader.actor()
      const before = await everythingShown(actor)
      await makeThing(db(), 'practice', {
        label,
        hidden: { slug: 'zqx-hidden', place: CITY, practice: 'barcelona-anti-rumours' },
        readers: [],
      })
      expect(await everythingShown(actor)).toEqual(before)
      for (const role of ['necessary', 'safeguard', 'helps']) {
        await sql`update practice_claim set role = ${role} where practice_id = (select id from item where slug = 'zqx-hidden')`.execute(
          db(),
        )
        expect(await everythingShown(actor)).toEqual(before)
      }
      await sql`delete from practice_claim where practice_id = (select id from item where slug = 'zqx-hidden')`.execute(
        db(),
      )
      expect(await everythingShown(actor)).toEqual(before)
    },
  )

  test('an adoption record, its outcome, its answers of the time, and what it changed', async () => {
    const actor = await reader.actor()
    const before = await everythingShown(actor)
    await makeThing(db(), 'adaptation', {
      label: 'team',
      hidden: { slug: 'zqx-hidden', place: CITY, practice: 'barcelona-anti-rumours' },
      readers: [],
    })
    for (const outcome of ['better', 'worse', null]) {
      await sql`update adaptation set outcome = ${outcome}, outcome_level = 4 where id = (select id from item where slug = 'zqx-hidden')`.execute(
        db(),
      )
      expect(await everythingShown(actor)).toEqual(before)
    }
  })

  test('and what anybody may see does move the pages, so that this test can fail', async () => {
    const actor = await reader.actor()
    const before = await everythingShown(actor)
    await addAnswer(db(), { factor: 5, step: 0, respondent: 'police', day: '2026-11-20', label: 0 }, 'public')
    expect(await everythingShown(actor)).not.toEqual(before)
  })
})
