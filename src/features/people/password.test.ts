import { expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.server.ts'
import { checkPassword } from './password.ts'

const check = (typed: string, own: string[] = []) => {
  const checked = checkPassword(typed, { common: commonPasswords(), own })
  return checked.ok ? 'good' : checked.reason
}

test.each([
  ['short', 'password_short'],
  ['elevenchars', 'password_short'],
  ['كلمة قصيرة', 'password_short'],
  ['x'.repeat(257), 'password_long'],
  ['aaaaaaaaaaaaaaaa', 'password_common'],
  ['abcabcabcabcabc', 'password_common'],
  ['123456789012', 'password_common'],
  ['password123456', 'password_common'],
  ['!!!Passwords!!!', 'password_common'],
  ['قطار الليل يمر قرب الميناء', 'good'],
  ['le train de nuit longe le port', 'good'],
  ['four almond trees behind the hall', 'good'],
])('%s: %s', (typed, says) => expect(check(typed)).toBe(says))

test('mostly the person’s own name or address is refused, a sentence that holds it is not', () => {
  expect(check('karimrassif12', ['Karim Rassif', 'karimrassif'])).toBe('password_yours')
  expect(check('karimrassif walks to the quay', ['karimrassif'])).toBe('good')
})
