import { expect, test } from 'vitest'
import { sameSitePath } from './same-site.ts'

test.each(['/en', '/fr/worth-a-look?concern=challenges%2Fx#next', '/ar/practices/x/fit?city=y', '/en?x=1', '/en#x'])(
  '%s leads back',
  (path) => expect(sameSitePath(path, '/en/elsewhere')).toBe(path),
)

test.each([
  undefined,
  '',
  '/',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/de/x',
  '/enx',
  '/english',
  '/en/\r\nset-cookie: x',
  '/en/a b',
  '\t/en',
  '/en\\..\\x',
  `/en/${'a'.repeat(3000)}`,
  '/en@evil.example',
])('%j leads to where the page decides', (path) => expect(sameSitePath(path, '/en/elsewhere')).toBe('/en/elsewhere'))
