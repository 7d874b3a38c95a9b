/** Reading organisations: who sees which, choices, pages, names of people. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import {
  countOrganisations,
  findOrganisation,
  listAwaiting,
  listOrganisationDocuments,
  listOrganisations,
  listOrganisationsOfCity,
} from './organisation.queries.server.ts'
import { NO_FILTERS, readOrganisationAsk, type OrganisationFilters } from './organisation.query.ts'
import { sitting } from './testing/sitting.server.ts'

const db = testDatabase(withSample)
const DAR = 'demo-org-dar-al-mazad'

const listed = async (actor: Actor, filters: Partial<OrganisationFilters> = {}) =>
  (
    await listOrganisations(db(), actor, { filters: { ...NO_FILTERS, ...filters }, after: null, language: 'en' })
  ).rows.map((row) => row.slug)
const counted = (actor: Actor, filters: Partial<OrganisationFilters> = {}) =>
  countOrganisations(db(), actor, { filters: { ...NO_FILTERS, ...filters }, language: 'en' })
const relabel = (slug: string, label: Label) => sql`update item set label = ${label} where slug = ${slug}`.execute(db())
const cityId = async (slug: string) =>
  (await sql<{ id: string }>`select id from item where kind = 'city' and slug = ${slug}`.execute(db())).rows[0]?.id ??
  ''

test('each label shows an organisation to its readers and to nobody else, on its page, in the list and at its city', async () => {
  const readers = {
    visitor: VISITOR,
    'elsewhere in the network': await sitting(db(), 'demo-p-lucero'),
    'in the region': await sitting(db(), 'demo-p-rassif'),
    'in a named city': await sitting(db(), 'demo-p-havnes'),
    'of the organisation': await sitting(db(), 'demo-p-nakhla'),
  }
  await sql`insert into item_reader (item_id, place_id) select item.id, ${await cityId('demo-bjerkhavn')} from item where slug = ${DAR}`.execute(
    db(),
  )
  const home = await cityId('demo-marsa-lawz')
  const seen: Record<string, string[]> = {}
  for (const label of LABELS) {
    await relabel(DAR, label)
    for (const [name, actor] of Object.entries(readers)) {
      const page = await findOrganisation(db(), actor, { slug: DAR, language: 'en' })
      const atCity = await listOrganisationsOfCity(db(), actor, { cityId: home, language: 'en' })
      const ways = [page !== undefined, (await listed(actor)).includes(DAR), atCity.some((row) => row.slug === DAR)]
      expect(new Set(ways).size, `${label} for ${name}: ${ways.join()}`).toBe(1)
      if (page) (seen[label] ??= []).push(name)
    }
  }
  const all = Object.keys(readers)
  expect(seen).toEqual({
    public: all,
    network: all.slice(1),
    region: ['in the region', 'of the organisation'],
    cities: ['in a named city', 'of the organisation'],
    team: ['of the organisation'],
  })
})

test('choices narrow the list, the counts agree with it, and what is hidden is not counted', async () => {
  const all = await listed(VISITOR)
  expect(all).toHaveLength(7)
  expect((await counted(VISITOR)).total).toBe(7)
  for (const dimension of ['kind', 'region', 'area', 'city'] as const)
    for (const { code, count } of (await counted(VISITOR))[dimension]) {
      const chosen = await listed(VISITOR, { [dimension]: code })
      expect(chosen, `${dimension} ${code}`).toHaveLength(count)
      expect((await counted(VISITOR, { [dimension]: code })).total).toBe(count)
    }
  const before = await counted(VISITOR)
  await relabel(DAR, 'network')
  const after = await counted(VISITOR)
  expect([before.total - after.total, after.kind.find((each) => each.code === 'association')?.count]).toEqual([1, 1])
})

test('a city that the reader may not see is no choice, and asked for by name it is as if there were none', async () => {
  await relabel('demo-marsa-lawz', 'team')
  expect((await counted(VISITOR)).city.map((each) => each.code)).not.toContain('demo-marsa-lawz')
  expect(await listed(VISITOR, { city: 'demo-marsa-lawz' })).toEqual([])
  const page = await findOrganisation(db(), VISITOR, { slug: DAR, language: 'en' })
  expect(page?.cities).toEqual([])
  const { documents } = await listOrganisationDocuments(db(), { after: null, limit: 100 })
  expect(JSON.stringify(documents)).not.toContain('demo-marsa-lawz')
})

test('pages follow one another by name without gap or repetition, in every language', async () => {
  for (const language of ['en', 'fr', 'ar'] as const) {
    const officer = await sitting(db(), 'demo-p-rassif')
    const whole = await listOrganisations(db(), officer, { filters: NO_FILTERS, after: null, language })
    const walked: string[] = []
    let after: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listOrganisations>> = await listOrganisations(db(), officer, {
        filters: NO_FILTERS,
        after,
        language,
        limit: 2,
      })
      walked.push(...page.rows.map((row) => row.slug))
      after = page.next
    } while (after !== null)
    expect(walked).toEqual(whole.rows.map((row) => row.slug))
    expect(new Set(walked).size).toBe(walked.length)
  }
})

test('people are named to whom they chose, a protected one to the organisation alone: to others like anybody who shows no name', async () => {
  const people = async (actor: Actor) => (await findOrganisation(db(), actor, { slug: DAR, language: 'en' }))?.people
  const elsewhere = await sitting(db(), 'demo-p-lucero')
  const own = await sitting(db(), 'demo-p-nakhla')
  const unnamed = [{ id: null, role: 'representative', name: null, title: null }]
  const named = [{ id: own.id, role: 'representative', name: 'Salma Nakhla', title: 'Director' }]
  expect(await people(VISITOR)).toEqual(unnamed)
  expect(await people(elsewhere)).toEqual(named)
  await sql`update person set protected = true where id = ${own.id}`.execute(db())
  expect(await people(elsewhere)).toEqual(unnamed)
  expect(await people(own)).toEqual(named)
  await sql`update seat set until = now() - interval '1 second' where person_id = ${own.id}`.execute(db())
  expect(await people(elsewhere)).toEqual([])
})

test('the export holds what is public and only that, page by page', async () => {
  const whole = await listOrganisationDocuments(db(), { after: null, limit: 100 })
  expect(whole.documents.map((each) => (each as { id: string }).id).toSorted()).toEqual(
    (await listed(VISITOR)).toSorted(),
  )
  const names = whole.documents.map((each) => Object.keys((each as { name: object }).name)[0])
  expect(new Set(names), 'the original comes first, as an import reads it').toEqual(new Set(['en']))
  const first = await listOrganisationDocuments(db(), { after: null, limit: 3 })
  const rest = await listOrganisationDocuments(db(), { after: first.next, limit: 100 })
  expect([...first.documents, ...rest.documents]).toEqual(whole.documents)
})

test('what the address asks for is read without failing, and what is unknown is left out', () => {
  const read = (query: string) => readOrganisationAsk(new URLSearchParams(query))
  expect(read('city=demo-marsa-lawz&area=mentoring&kind=faith&region=mena&after=a-b')).toEqual({
    filters: { city: 'demo-marsa-lawz', area: 'mentoring', kind: 'faith', region: 'mena' },
    after: 'a-b',
  })
  expect(read("city='--&area=%00&kind=A&region=" + 'x'.repeat(90))).toEqual({ filters: NO_FILTERS, after: null })
})

test('nobody awaits a word of whoever looks after nothing', async () => {
  expect(await listAwaiting(db(), VISITOR, { placeIds: [], language: 'en' })).toEqual([])
})
