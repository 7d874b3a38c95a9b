/** Each refusal of signing in as a sentence that says what to do, in the language of the page. */
import { m } from '#messages'
import type { LanguageFault } from './keep-language.server.ts'
import type { CodeFault } from './second-step.server.ts'
import type { PasswordFault } from './password.ts'
import type { SignInFault } from './sign-in.server.ts'

export type AccountFault = LanguageFault | SignInFault | CodeFault | PasswordFault | 'email' | 'link_spent'

const SENTENCES: Record<AccountFault, () => string> = {
  sign_in_wrong: m.people_fault_sign_in_wrong,
  too_often: m.people_fault_too_often,
  email: m.people_fault_email,
  link_spent: m.people_fault_link_spent,
  code_wrong: m.people_fault_code_wrong,
  code_used: m.people_fault_code_used,
  clock_off: m.people_fault_clock_off,
  language_unknown: m.people_fault_language_unknown,
  zone_unknown: m.people_fault_zone_unknown,
  password_short: m.people_fault_password_short,
  password_long: m.people_fault_password_long,
  password_common: m.people_fault_password_common,
  password_yours: m.people_fault_password_yours,
}

export const faultSentence = (fault: AccountFault): string => SENTENCES[fault]()
