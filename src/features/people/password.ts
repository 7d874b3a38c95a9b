/** What makes a password good enough: length over composition, and not among the common ones. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'

export const LEAST_CHARACTERS = 12
/** Longer ones are refused before they are hashed: hashing must not be a way to keep the server busy. */
export const MOST_CHARACTERS = 256

export type PasswordFault = 'password_short' | 'password_long' | 'password_common' | 'password_yours'

/** `own`: words that stand for the person (name, address, city); a password made of one of them is refused. */
export function checkPassword(
  typed: string,
  known: { common: ReadonlySet<string>; own: readonly string[] },
): Outcome<string, PasswordFault> {
  const password = typed.normalize('NFC')
  const characters = [...password].length
  if (characters < LEAST_CHARACTERS) return refused('password_short')
  if (characters > MOST_CHARACTERS) return refused('password_long')
  const plain = plainOf(password)
  if (known.common.has(plain) || isOneThingAgain(plain)) return refused('password_common')
  if (known.own.some((word) => [...word].length >= 4 && isMadeOf(plain, plainOf(word))))
    return refused('password_yours')
  return done(password)
}

/** Without case, and without the digits and signs that are put before and behind a common word. */
const plainOf = (password: string): string =>
  password.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') || password.toLowerCase()

/** "aaaaaaaaaaaa", "abcabcabcabc", "123456789012". */
function isOneThingAgain(plain: string): boolean {
  if (/^(.{1,4})\1+$/u.test(plain)) return true
  const steps = [...plain]
    .slice(1)
    .map((character, at) => (character.codePointAt(0) ?? 0) - (plain.codePointAt(at) ?? 0))
  return steps.length > 0 && steps.every((step) => step === 1 || step === -9) // 9 is followed by 0
}

/** Little besides the word itself. */
const isMadeOf = (plain: string, word: string): boolean =>
  word.length > 0 && plain.includes(word) && plain.length - word.length < 6
