/** Each refusal around a city's own sign-in as a sentence that says what to do: for whoever signs in, and for whoever sets it up. */
import { m } from '#messages'
import type { ReturnFault } from './provider-client.server.ts'
import type { SetUpFault, TryFault } from './provider-set-up.server.ts'
import type { EntryRefusal, SettingFault } from './provider.ts'

/** What whoever signs in is told: what it is called inside is for whoever sets it up. */
export const SHOWN_FAULTS = [
  'down',
  'nonsense',
  'refused',
  'no_seat',
  'email_unconfirmed',
  'other_domain',
  'own_way_first',
  'again',
  'clock_off',
  'off',
  'too_often',
] as const
export type ShownFault = (typeof SHOWN_FAULTS)[number]

const SENTENCES: Record<ShownFault, () => string> = {
  down: m.provider_fault_down,
  nonsense: m.provider_fault_nonsense,
  refused: m.provider_fault_refused,
  no_seat: m.provider_fault_no_seat,
  email_unconfirmed: m.provider_fault_email_unconfirmed,
  other_domain: m.provider_fault_other_domain,
  own_way_first: m.provider_fault_own_way_first,
  again: m.provider_fault_again,
  clock_off: m.provider_fault_clock_off,
  off: m.provider_fault_off,
  too_often: m.provider_fault_too_often,
}
export const shownFaultSentence = (fault: ShownFault): string => SENTENCES[fault]()

type Inside = ReturnFault | EntryRefusal | 'too_many_groups' | 'again' | 'off' | 'too_often' | 'secret_unreadable'

/** Whatever keeps the provider from answering is "down" to a person; whatever it says wrongly is "nonsense". */
export function shownFault(reason: Inside): ShownFault {
  const shown = SHOWN_FAULTS.find((fault) => fault === reason)
  if (shown) return shown
  return ['slow', 'no_such_name'].includes(reason) ? 'down' : 'nonsense'
}

const SETTINGS: Record<SettingFault | SetUpFault, () => string> = {
  missing: m.provider_setting_missing,
  too_long: m.provider_setting_too_long,
  not_an_issuer: m.provider_setting_not_an_issuer,
  not_a_domain: m.provider_setting_not_a_domain,
  too_many: m.provider_setting_too_many,
  not_a_role: m.provider_setting_not_a_role,
  not_yours: m.provider_setting_not_yours,
  not_a_city: m.provider_setting_not_a_city,
  domain_not_yours: m.provider_setting_domain_not_yours,
  invented_only: m.provider_setting_invented_only,
  secret_again: m.provider_setting_secret_again,
  gone: m.provider_setting_gone,
}
export const settingFaultSentence = (fault: SettingFault | SetUpFault): string => SETTINGS[fault]()

const TRIED: Record<TryFault, () => string> = {
  insecure: m.provider_try_insecure,
  private: m.provider_try_private,
  slow: m.provider_try_slow,
  too_large: m.provider_try_too_large,
  no_such_name: m.provider_try_no_such_name,
  certificate: m.provider_try_certificate,
  down: m.provider_try_down,
  not_found: m.provider_try_not_found,
  leads_elsewhere: m.provider_try_leads_elsewhere,
  not_json: m.provider_try_not_json,
  other_issuer: m.provider_try_other_issuer,
  incomplete: m.provider_try_incomplete,
  nonsense: m.provider_try_nonsense,
  incomplete_settings: m.provider_try_incomplete_settings,
  secret_unreadable: m.provider_try_secret_unreadable,
  too_often: m.provider_try_too_often,
}
export const triedSentence = (fault: TryFault | SetUpFault): string =>
  fault in TRIED ? TRIED[fault as TryFault]() : settingFaultSentence(fault as SetUpFault)
