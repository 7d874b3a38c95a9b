/** What is said of a profile: its fields, who sees them, what stands in the way of keeping it. */
import { m } from '#messages'
import type { Language } from '#platform/language/languages.ts'
import type { Label } from '#features/registry/item.ts'
import { reachSaid } from './audience-says.ts'
import type { SaidAudience } from './audience.ts'
import type { ProtectRefusal, UnprotectRefusal } from './profile.access.ts'
import type { ProfileRefusal, UndoRefusal } from './keep-profile.server.ts'
import { titleOf, type ProfileFault } from './profile.ts'

const FIELD: Record<string, () => string> = {
  name: m.profiles_field_name,
  name_en: m.profiles_field_name_en,
  name_fr: m.profiles_field_name_fr,
  name_ar: m.profiles_field_name_ar,
  languages: m.profiles_field_languages,
  expertise: m.profiles_field_expertise,
  sectors: m.profiles_field_sectors,
  about: m.profiles_field_about,
  phone: m.profiles_field_phone,
  work_email: m.profiles_field_work_email,
  readers: m.profiles_group_readers,
}

/** A post is named by its place. */
export function fieldName(field: string, seats: readonly { id: string; place: string }[]): string {
  const seat = seats.find(({ id }) => titleOf(id) === field)
  return seat ? m.profiles_field_title({ place: seat.place }) : (FIELD[field]?.() ?? field)
}

const LABEL: Record<Label, () => string> = {
  team: m.profiles_label_team,
  cities: m.profiles_label_cities,
  region: m.profiles_label_region,
  network: m.profiles_label_network,
  public: m.profiles_label_public,
}
export const seersName = (label: Label): string => LABEL[label]()

/** In numbers: "5 cities and 14 people"; of named cities, that they are named. */
export const seersCount = (label: Label, audience: SaidAudience, language: Language): string =>
  label === 'cities' ? m.profiles_reach_named() : reachSaid(label, audience, language)

const FAULT: Record<ProfileFault, () => string> = {
  name_missing: m.profiles_fault_name_missing,
  too_long: m.profiles_fault_too_long,
  email_wrong: m.profiles_fault_email_wrong,
  phone_wrong: m.profiles_fault_phone_wrong,
  label_missing: m.profiles_fault_label_missing,
  readers_missing: m.profiles_fault_readers_missing,
}
export const profileFaultSaid = (fault: ProfileFault): string => FAULT[fault]()

type Refusal = ProfileRefusal | UndoRefusal | ProtectRefusal | UnprotectRefusal
const REFUSED: Record<Refusal, () => string> = {
  not_yours: m.profiles_fault_not_yours,
  gone: m.profiles_fault_gone,
  stale: m.profiles_stale_title,
  nothing_before: m.profiles_fault_nothing_before,
  already: m.profiles_fault_already,
  only_themself: m.profiles_fault_not_yours,
  not_protected: m.profiles_fault_not_protected,
}
export const profileRefusalSaid = (refusal: Refusal): string => REFUSED[refusal]()

const DONE = {
  kept: m.profiles_done_kept,
  unchanged: m.profiles_done_unchanged,
  undone: m.profiles_done_undone,
  protected: m.profiles_done_protected,
  unprotected: m.profiles_done_unprotected,
}
export type ProfileDone = keyof typeof DONE
export const PROFILE_DONE = Object.keys(DONE) as ProfileDone[]
export const profileDoneSaid = (done: ProfileDone): string => DONE[done]()
