import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { GET as robots } from '../robots.txt/+server.ts'
import { eventOf } from '../visit.ts'
import { GET } from './+server.ts'

const db = testDatabase(withSample)
const NETWORK = { kind: 'person', id: 'x', seats: [], regions: ['mena'], assurance: 'two' } as const

const map = async () =>
  (await GET((await eventOf({ db: db(), actor: NETWORK })) as unknown as Parameters<typeof GET>[0])).text()

test('the map of the site names each public page in every language, with its other languages', async () => {
  const xml = await map()
  for (const language of ['en', 'fr', 'ar'])
    for (const page of [
      '',
      '/practices/barcelona-anti-rumours',
      '/cities/demo-marsa-lawz',
      '/vocabulary/forms/far_right',
      '/method',
    ])
      expect(xml).toContain(`<url><loc>http://localhost/${language}${page}</loc>`)
  expect(xml).toContain(
    '<xhtml:link rel="alternate" hreflang="ar" href="http://localhost/ar/practices/barcelona-anti-rumours"/>',
  )
  expect(xml.match(/<url>/g)?.length).toBe(xml.match(/<\/url>/g)?.length)
})

test('what only the network may see is not on it, whoever asks', async () => {
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', 'barcelona-anti-rumours')
    .executeTakeFirstOrThrow()
  await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: id, label: 'network', why: 'a test' })
  expect(await map()).not.toContain('barcelona-anti-rumours')
})

test('machines are told where the map is, and which pages answer one reader alone', async () => {
  const answer = await robots((await eventOf({ db: db() })) as unknown as Parameters<typeof robots>[0])
  const text = await answer.text()
  expect(text).toContain('Sitemap: http://localhost/sitemap.xml')
  for (const page of ['/en/search', '/fr/answers', '/ar/brief', '/en/sign-in'])
    expect(text).toContain(`Disallow: ${page}\n`)
  expect(text).not.toContain('Disallow: /en/practices')
})
