import { expect, test } from 'vitest'
import { shownName } from './file-name.ts'
import { MEDIA_TYPES, type MediaType } from './media-type.ts'
import { headersOf, type Served } from './serve.ts'

const aFile = (change: Partial<Served> = {}): Served => ({
  digest: 'ab'.repeat(32),
  mediaType: 'application/pdf',
  bytes: 12,
  name: 'plan.pdf',
  public: false,
  ...change,
})

test.each(Object.keys(MEDIA_TYPES) as MediaType[])('%s is sent so that nothing in it can act', (mediaType) => {
  const headers = headersOf(aFile({ mediaType }))
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  expect(headers['content-type']).toMatch(mediaType)
  const how = mediaType.startsWith('image/') ? 'inline' : 'attachment'
  expect(headers['content-disposition']).toMatch(new RegExp(`^${how}; `))
})

test('what is not public is kept by no cache', () => {
  expect(headersOf(aFile())['cache-control']).toBe('private, no-store')
})

test('what is public is asked for each time, by browser and caches alike, and can be said to be the same', () => {
  const { etag, ...headers } = headersOf(aFile({ public: true }))
  expect(headers['cache-control']).toBe('no-cache')
  expect(etag).toBe(`"${aFile().digest}"`)
  expect(headersOf(aFile())).not.toHaveProperty('etag')
})

test('a name in any script arrives whole, and breaks out of no header', () => {
  const headers = headersOf(aFile({ name: 'خطة "2026"\r\nset-cookie: a=b.pdf' }))
  const said = headers['content-disposition'] ?? ''
  expect(said).not.toMatch(/[\r\n]/)
  expect(said).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/)
  expect(decodeURIComponent(said.split("UTF-8''")[1] ?? '')).toContain('خطة')
  expect(() => new Headers(headers)).not.toThrow()
  expect(() => headersOf(aFile({ name: '\ud800.pdf' }))).not.toThrow()
})

test('a name is cleaned of folders and turned writing, and ends as what is kept', () => {
  expect(shownName('C:\\Users\\amal\\plan.PDF', 'application/pdf')).toBe('plan.pdf')
  expect(shownName('../../etc/passwd', 'text/plain')).toBe('passwd.txt')
  expect(shownName('photo.jpeg', 'image/webp')).toBe('photo.webp')
  expect(shownName('plan\u202efdp.exe', 'application/pdf')).toBe('planfdp.exe.pdf')
  expect(shownName('Rapport 12.03', 'application/pdf')).toBe('Rapport 12.03.pdf')
  expect(shownName('خطة العمل.docx', 'application/pdf')).toBe('خطة العمل.pdf')
  expect(shownName('...', 'text/csv')).toBe('file.csv')
  expect([...shownName('é'.repeat(500), 'text/csv')]).toHaveLength(124)
})
