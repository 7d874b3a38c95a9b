import { expect, test } from 'vitest'
import { maySeeAddress } from './mail.access.ts'

test.each([
  ['an officer sees to whom an invitation went', 'invitation', 'salma@city.gov', false, true],
  ['nobody sees to whom news of a report went', 'report_news', 'salma@city.gov', false, false],
  ['nor where the address is nobody’s', 'report_news', 'salma@city.example', true, false],
  ['an invented officer sees no real address', 'invitation', 'salma@city.gov', true, false],
  ['nor one that only ends like a reserved name', 'invitation', 'salma@myexample', true, false],
  ['an invented officer sees addresses that are nobody’s', 'invitation', 'salma@city.example', true, true],
  ['and those of invented people', 'sign_in_link', 'demo-p-rassif@demonstration.invalid', true, true],
] as const)('%s', (_, occasion, address, demonstration, may) =>
  expect(maySeeAddress({ occasion, address }, { demonstration }, new Set())).toBe(may),
)

test('nobody who minds the mail sees the address of a protected person, however it is written', () => {
  const guarded = new Set(['salma@city.gov'])
  const of = (address: string) => ({ occasion: 'invitation' as const, address })
  expect(maySeeAddress(of('Salma@City.gov'), { demonstration: false }, guarded)).toBe(false)
  expect(maySeeAddress(of('karim@city.gov'), { demonstration: false }, guarded)).toBe(true)
})
