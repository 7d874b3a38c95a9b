/** The page on which a city's questions are answered: what it does, and that an answer which is not released changes nothing for anybody else. */
import { randomBytes } from 'node:crypto'
import { newKey } from '#base/keys.server.ts'
import { expect, test, vi } from 'vitest'
import { together } from '#platform/database/together.server.ts'
import { statementsOf } from '#platform/testing/statements.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { giveAnswer, releaseAnswers, withdrawAnswer } from '#features/cities/answering.server.ts'
import type { Speaker } from '#features/cities/answering.access.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { CHANNELS, type Channel } from './channels.ts'
import { eventOf, shownBy } from './visit.ts'

const key = randomBytes(32)
vi.mock('./instance.server.ts', () => ({ instance: async () => ({ key }) }))

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'
const ORGANISATION = 'demo-org-dar-al-mazad'
const TODAY = '2026-11-24' // of visit.ts

async function seatIn(place: Seated, role: Role, slug: string, regions: string[] = []): Promise<Actor> {
  const row = await db().selectFrom('item').select(['id', 'region']).where('slug', '=', slug).executeTakeFirst()
  const { id, region } = row ?? expect.fail(slug)
  return {
    kind: 'person',
    id: newKey(),
    seats: [{ placeId: id, place, region, role }],
    regions,
    assurance: 'two',
  }
}
const idOf = async (slug: string) =>
  (await db().selectFrom('item').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id

const READERS: Record<string, () => Promise<Actor>> = {
  visitor: () => Promise.resolve(VISITOR),
  'the focal point of the city': () => seatIn('city', 'focal_point', CITY),
  'a reader of the city': () => seatIn('city', 'reader', CITY),
  'a seat elsewhere': () => seatIn('city', 'focal_point', 'demo-bjerkhavn'),
  'another organisation of the city': () => seatIn('organisation', 'representative', 'demo-org-youth-quays'),
  'the hub of another region': () => seatIn('hub', 'manager', 'hub-mena', ['europe']),
}

const ANSWERS = '/[lang=lang]/cities/[slug]/answers'
const QUESTIONS = Object.entries(CHANNELS).flatMap(([name, channel]) =>
  typeof channel === 'string'
    ? []
    : (channel as Channel)
        .asks({ slug: CITY, place: CITY, practice: 'barcelona-anti-rumours' })
        .map((ask) => ({ at: `${name} ${JSON.stringify(ask)}`, channel: channel as Channel, ask })),
)

let worlds = 5_000_000
async function shownTo(actor: Actor, only = '') {
  const shown: Record<string, string | null> = {}
  // a page that writes down that it was read must not be read differently the second time
  await together(db(), async (open) => {
    const world = { db: open, actor, epoch: ++worlds, vocabulary: await loadVocabulary(open, VISITOR) }
    for (const { at, channel, ask } of QUESTIONS)
      if (at.startsWith(only)) shown[at] = await shownBy(await channel.route(), { ...world, ...ask })
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return shown
}
class TakenBack extends Error {}

/** The organisation answers every question with the last step of its scale, for everybody, not released. */
async function partnerAnswersAll(): Promise<{ actor: Actor; speaker: Speaker; factors: string[] }> {
  const actor = await seatIn('organisation', 'representative', ORGANISATION)
  const speaker: Speaker = {
    as: 'partner',
    respondent: 'civil_society',
    organisationId: await idOf(ORGANISATION),
    leads: true,
  }
  const factors = await db().selectFrom('factor').select(['code', 'steps']).execute()
  for (const { code, steps } of factors)
    await giveAnswer(db(), actor, {
      cityId: await idOf(CITY),
      factor: code,
      speaker,
      chosen: { state: 'answered', value: steps.slice(-1) },
      told: { label: 'public', how: 'group', confidence: 'high', day: TODAY, note: 'zqxnote', readers: [] },
      language: 'en',
      read: null,
    })
  return { actor, speaker, factors: factors.map(({ code }) => code) }
}

test.each(Object.keys(READERS))(
  'for %s a partner’s answers that are not released change no page at all, nor do they once withdrawn',
  { timeout: 240_000 },
  async (name) => {
    const actor = await (READERS[name] ?? expect.fail(name))()
    const before = await shownTo(actor)
    const { actor: partner, speaker, factors } = await partnerAnswersAll()
    const unreleased = await shownTo(actor)
    for (const [at, text] of Object.entries(unreleased)) expect(text === before[at], `${at} changed`).toBe(true)

    const asked = { cityId: await idOf(CITY), speaker }
    expect(await releaseAnswers(db(), partner, { ...asked, factor: 'all' })).toEqual({ released: factors.length })
    const released = await shownTo(actor, '/[lang=lang]/cities/[slug]')
    expect(Object.values(released).join(), 'released, they are shown').toContain('zqxnote')
    for (const factor of factors) await withdrawAnswer(db(), partner, { ...asked, factor })
    const after = await shownTo(actor, '/[lang=lang]/cities/[slug]')
    for (const [at, text] of Object.entries(after)) expect(text === before[at], `${at} changed`).toBe(true)
  },
)

test('the organisation and the hub of the region see them before, and nobody else of the region', async () => {
  await partnerAnswersAll()
  const sees = async (actor: Actor) =>
    Object.values(await shownTo(actor, ANSWERS))
      .join()
      .includes('zqxnote')
  expect(await sees(await seatIn('organisation', 'contributor', ORGANISATION))).toBe(true)
  expect(await sees(await seatIn('hub', 'manager', 'hub-mena', ['mena']))).toBe(true)
  expect(await sees(await seatIn('hub', 'manager', 'hub-mena', ['europe']))).toBe(false)
  expect(await sees(await seatIn('city', 'focal_point', CITY))).toBe(false)
})

test('the page asks twelve times at most, whoever answers and whatever stands open', async () => {
  await partnerAnswersAll()
  const { load } = await import('./[lang=lang]/cities/[slug]/answers/+page.server.ts')
  for (const make of [
    ...Object.values(READERS),
    () => seatIn('organisation', 'representative', ORGANISATION),
    () => seatIn('hub', 'manager', 'hub-mena', ['mena']),
  ])
    for (const query of ['', '?ask=gov.plan']) {
      const event = await eventOf({ db: db(), actor: await make(), params: { slug: CITY }, query })
      const { statements } = await statementsOf(() => (load as unknown as (event: unknown) => Promise<unknown>)(event))
      expect(statements.length, statements.join('\n')).toBeLessThanOrEqual(12)
    }
})

const jar = (kept: Record<string, string> = {}) => ({
  kept,
  get: (name: string) => kept[name],
  set: (name: string, value: string) => void (kept[name] = value),
  delete: (name: string) => void delete kept[name],
})

async function post(actor: Actor, name: string, fields: [string, string][], slug = CITY) {
  const { actions, load } = await import('./[lang=lang]/cities/[slug]/answers/+page.server.ts')
  const body = new FormData()
  for (const [field, value] of fields) body.append(field, value)
  const cookies = jar()
  const event = {
    ...(await eventOf({ db: db(), actor, params: { slug } })),
    cookies,
    request: new Request('http://localhost/', { method: 'POST', body }),
  }
  try {
    const run = actions[name as keyof typeof actions] as unknown as (event: unknown) => Promise<unknown>
    const failed = (await run(event)) as { status: number; data: Record<string, unknown> }
    return { ...failed, location: undefined, load, cookies }
  } catch (thrown) {
    const { status, location } = thrown as { status?: number; location?: string }
    if (status === undefined) throw thrown
    return { status, location, data: undefined, load, cookies }
  }
}

const newest = async (factor = 'gov.plan') =>
  (
    await db()
      .selectFrom('city_answer')
      .select('id')
      .where('city_id', '=', await idOf(CITY))
      .where('factor', '=', factor)
      .where('respondent', '=', 'administration')
      .orderBy('day', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
  ).id

const form = async (more: Record<string, string> = {}): Promise<[string, string][]> =>
  Object.entries({
    factor: 'gov.plan',
    value: 'adopted',
    label: 'public',
    how: 'group',
    confidence: 'high',
    day: TODAY,
    note: '',
    read: await newest(),
    ...more,
  })

test('an answer is saved and leads back to its question, which the address does not answer', async () => {
  const { status, location, cookies } = await post(await seatIn('city', 'focal_point', CITY), 'give', await form())
  expect([status, location]).toEqual([303, `/en/cities/${CITY}/answers#gov.plan`])
  expect(Object.keys(cookies.kept)).toEqual(['told'])
})

test('a faulty form comes back with all that was typed and a fault beside each field', async () => {
  const typed = { value: 'no_such_step', label: '', day: '24.11.2026', note: 'Call Karim on +212 612 345 678.' }
  const { status, data } = await post(await seatIn('city', 'focal_point', CITY), 'give', await form(typed))
  expect(status).toBe(400)
  expect(data).toMatchObject({
    value: 'unknown_choice',
    told: { label: 'label_missing', day: 'day_unreadable' },
    warning: { texts: [{ findings: [{ kind: 'telephone' }] }] },
    typed: { ...typed, value: [typed.value] },
  })
})

test('a stale form keeps what was typed', async () => {
  const [lead, editor] = [await seatIn('city', 'focal_point', CITY), await seatIn('city', 'editor', CITY)]
  const opened = await form({ note: 'Agreed in council.' })
  await post(editor, 'give', await form({ value: 'none' }))
  const { status, data } = await post(lead, 'give', opened)
  expect([status, data?.['why']]).toEqual([409, 'stale'])
  expect(data?.['typed']).toMatchObject({ value: ['adopted'], note: 'Agreed in council.' })
})

test('seats that may not answer are refused, whatever they send', async () => {
  const refused: [Seated, Role, string][] = [
    ['city', 'contributor', CITY],
    ['city', 'reader', CITY],
    ['city', 'focal_point', 'demo-bjerkhavn'],
    ['organisation', 'representative', 'demo-org-north-light'],
    ['hub', 'manager', 'hub-mena'],
  ]
  for (const [place, role, slug] of refused) {
    const actor = await seatIn(place, role, slug)
    expect((await post(actor, 'give', await form())).status, `${role} of ${slug}`).toBe(403)
    expect((await post(actor, 'still', await form())).status).toBe(403)
    expect((await post(actor, 'release', [['factor', '']])).status).toBe(403)
  }
  expect((await post(VISITOR, 'give', await form())).status).toBe(403)
})

test('nobody releases for the city, nor shows its answers to more people from elsewhere', async () => {
  const lead = await seatIn('city', 'focal_point', CITY)
  expect((await post(lead, 'release', [['factor', '']])).status).toBe(403)
  const shown: [string, string][] = [
    ['factor', 'gov.plan'],
    ['id', await newest()],
    ['label', 'team'],
  ]
  expect((await post(await seatIn('city', 'focal_point', 'demo-bjerkhavn'), 'show', shown)).status).toBe(403)
  expect((await post(lead, 'show', shown, 'demo-bjerkhavn')).status).toBe(404)
  expect((await post(lead, 'show', shown)).location).toBe(`/en/cities/${CITY}/answers?done=shown#gov.plan`)
})
