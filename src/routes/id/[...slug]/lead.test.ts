import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { updateLabel } from '#features/registry/item.queries.server.ts'
import { eventOf } from '../../visit.ts'
import { GET } from './+server.ts'

const db = testDatabase(withSample)

/** Where the name of a concept leads: the status and the address. */
async function leads(slug: string, headers: Record<string, string> = {}, remembered?: string): Promise<string> {
  const event = await eventOf({ db: db(), params: { slug } })
  const asked = {
    ...event,
    request: new Request(event.url, { headers }),
    cookies: { ...event.cookies, get: () => remembered },
  }
  try {
    await GET(asked as unknown as Parameters<typeof GET>[0])
    return 'nowhere'
  } catch (thrown) {
    const { status, location } = thrown as { status: number; location?: string }
    return `${status} ${location ?? ''}`.trim()
  }
}

test('the name of a concept leads to its page in the language of the reader', async () => {
  expect(await leads('forms/far_right', { 'accept-language': 'ar-TN,fr;q=0.8' })).toBe(
    '303 /ar/vocabulary/forms/far_right',
  )
  expect(await leads('forms/far_right', { 'accept-language': 'ar' }, 'fr')).toBe('303 /fr/vocabulary/forms/far_right')
  expect(await leads('glossary/hate')).toBe('303 /en/vocabulary/glossary/hate')
  expect(await leads('factors/gov.mandate')).toBe('303 /en/vocabulary/factors/gov.mandate')
  expect(await leads('factors/gov.mandate/steps')).toBe('303 /en/vocabulary/factors/gov.mandate#steps')
})

test('the name of a vocabulary leads to its list', async () => {
  expect(await leads('forms')).toBe('303 /en/vocabulary/forms')
  expect(await leads('factors')).toBe('303 /en/vocabulary/factors')
})

test('who asks for data is led to the file', async () => {
  expect(await leads('forms/far_right', { accept: 'text/turtle, */*;q=0.1' })).toBe('303 /vocabulary.ttl')
  expect(await leads('forms/far_right', { accept: 'application/ld+json' })).toBe('303 /vocabulary.jsonld')
  expect(await leads('forms/far_right', { accept: 'text/html,*/*' })).toBe('303 /en/vocabulary/forms/far_right')
})

test('what is no concept is not found', async () => {
  for (const slug of [
    '',
    'nothing',
    'forms/nothing',
    'forms/far_right/steps',
    'factors/gov.mandate/steps/more',
    'factors/gov.mandate/reserved',
    'practices/barcelona-anti-rumours',
    '../etc/passwd',
  ])
    expect(await leads(slug), slug).toBe('404')
})

test('a person who follows a name that is lost is led to the page that says so in their language', async () => {
  expect(await leads('forms/nothing', { accept: 'text/html', 'accept-language': 'fr' })).toBe(
    '303 /fr/vocabulary/forms/nothing',
  )
  expect(await leads('forms/<script>', { accept: 'text/html' })).toBe('404')
})

test('a concept that the reader may not see is as lost as one that never was', async () => {
  const { id } = await db()
    .selectFrom('item')
    .select('id')
    .where('slug', '=', 'forms/far_right')
    .executeTakeFirstOrThrow()
  await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: id, label: 'network', why: 'a test' })
  expect(await leads('forms/far_right')).toBe(await leads('forms/never_was'))
})
