import { expect, test } from 'vitest'
import { DOORS } from './doors.ts'

test('of the account, whoever came by a city’s provider is shown nothing but its first page; nor what they hold anywhere', () => {
  const open = Object.entries(DOORS).filter(
    ([route, door]) => /^\/\[lang=lang\]\/(account\/|held)/.test(route) && door !== 'own_way',
  )
  expect(open).toEqual([])
})
