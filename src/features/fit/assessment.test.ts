import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { assessment } from './assessment.server.ts'
import { askingIn, seatIn } from './testing/asking.server.ts'
import { layOut } from './laid-out.server.ts'
import { rowOf } from './discover.ts'
import type { ShownClaim } from './shown-finding.ts'
import { NOTHING_ASKED } from './worth-a-look.query.ts'

const db = testDatabase(withSample)
const slugs = async () =>
  (await db().selectFrom('item').select('slug').where('kind', '=', 'practice').execute()).map(({ slug }) => slug)

/** Property 19: every word on the screen leads to claim, answer, date and source. */
test('each listed claim of each practice carries what was asked, on what it rests, and who answered what when', async () => {
  const asking = await askingIn(db(), await seatIn(db(), 'demo-marsa-lawz'))
  let answers = 0
  for (const slug of await slugs()) {
    const found = (await assessment(asking, slug, NOTHING_ASKED)) ?? expect.fail(slug)
    const { supports, barriers, differs, unknown } = found.conditions
    for (const claim of [...found.safeguards, ...supports, ...barriers, ...differs, ...unknown]) {
      expect(leadsBack(claim), `${slug} ${claim.factor}`).toEqual([])
      answers += claim.answers.length
    }
    for (const claim of [...supports, ...barriers, ...differs]) expect(claim.answers.length).toBeGreaterThan(0)
    for (const claim of unknown) expect(claim.answers).toEqual([])
  }
  expect(answers).toBeGreaterThan(100)
})

function leadsBack(claim: ShownClaim): string[] {
  const missing: string[] = []
  if (!claim.label || !claim.question) missing.push('words of the factor')
  if (!claim.asked || claim.asked.steps.some((step) => step === '')) missing.push('what was asked')
  if (!claim.mechanism) missing.push('mechanism')
  if ((claim.basis === 'reviewer_judgement') === (claim.source !== null)) missing.push('source')
  if (claim.source && !/^https?:\/\/\S+$/.test(claim.source.url)) missing.push('address of the source')
  for (const answer of claim.answers) {
    if (answer.words.length === 0 || answer.words.includes('')) missing.push('words of the answer')
    if (!/^\d{4}-\d\d-\d\d$/.test(answer.date)) missing.push('date')
    if (!answer.who) missing.push('respondent')
  }
  return missing
}

test('each record says where, what, how far it is known and who says so; what does not weigh says why', async () => {
  const asking = await askingIn(db(), await seatIn(db(), 'demo-marsa-lawz'))
  const found = (await assessment(asking, 'barcelona-anti-rumours', NOTHING_ASKED)) ?? expect.fail('not found')
  expect(found.records.filter(({ kind }) => kind === 'named')).toHaveLength(13)
  expect(found.haveNotTold).toBe(13)
  for (const record of found.records) {
    expect(record.place.name).not.toBe('')
    expect(record.weight > 0 || record.setAside !== null).toBe(true)
  }
  const own = found.records.find(({ place }) => place.slug === 'demo-marsa-lawz')
  expect(own).toMatchObject({ outcome: 'worse', setAside: 'own_city', invented: true })
  expect(own?.account?.changes.length).toBeGreaterThan(0)
  expect(found.worse).toEqual([])
})

test('worse elsewhere stands on its own line and leads to the account', async () => {
  const asking = await askingIn(db(), await seatIn(db(), 'demo-bjerkhavn'))
  const found = (await assessment(asking, 'barcelona-anti-rumours', NOTHING_ASKED)) ?? expect.fail('not found')
  expect(found.worse.map(({ place, account }) => [place.slug, account !== null])).toEqual([['demo-marsa-lawz', true]])
})

test('the tier of the page and of the list are the same, for every practice and several readers', async () => {
  for (const reader of [{}, await seatIn(db(), 'demo-marsa-lawz'), await seatIn(db(), 'demo-kourwende')]) {
    const asking = await askingIn(db(), reader)
    const { discovery } = await layOut(asking, { city: null, concerns: [] })
    for (const slug of await slugs()) {
      const found = await assessment(asking, slug, NOTHING_ASKED)
      const row = rowOf(discovery, slug)
      expect([found?.tier, found?.because, found?.word], slug).toEqual([row?.tier, row?.because, row?.word])
      expect(found?.bar, slug).toEqual({
        yes: row?.bar.supports.num,
        both: row?.bar.differs.num,
        no: row?.bar.barriers.num,
        open: row?.bar.unknown.num,
      })
    }
  }
})

test('what others changed names records of cities that had the same barrier, with their changes', async () => {
  const asking = await askingIn(db(), await seatIn(db(), 'demo-marsa-lawz'))
  const found = (await assessment(asking, 'barcelona-anti-rumours', NOTHING_ASKED)) ?? expect.fail('not found')
  const agreement = found.othersChanged.find(({ factor }) => factor === 'gov.agreement')
  expect(agreement?.records.map(({ place }) => place.slug)).toEqual(['demo-javorgrad'])
  expect(agreement?.records[0]?.account?.changes[0]).toMatchObject({ core: 'kept' })
})

test('no practice by that name, or none for this reader: nothing', async () => {
  expect(await assessment(await askingIn(db()), 'nothing-of-the-kind', NOTHING_ASKED)).toBeUndefined()
})

test('the same finding in all three languages, in other words', async () => {
  const [en, ar] = await Promise.all(
    (['en', 'ar'] as const).map(async (language) =>
      assessment(
        await askingIn(db(), { ...(await seatIn(db(), 'demo-marsa-lawz')), language }),
        'aarhus-model',
        NOTHING_ASKED,
      ),
    ),
  )
  expect([ar?.tier, ar?.bar, ar?.tally]).toEqual([en?.tier, en?.bar, en?.tally])
  expect(ar?.conditions.supports.map(({ factor }) => factor)).toEqual(
    en?.conditions.supports.map(({ factor }) => factor),
  )
  expect(ar?.practice.words.lang).toBe('ar')
})
