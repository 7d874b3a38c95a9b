/** Our words for facts about organisations, and for what a form cannot take. */
import { m } from '#messages'
import { languageName } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Label } from '#features/registry/item.ts'
import type { EditFault } from './edit-organisation.server.ts'
import type { ProposeRefusal } from './organisation.access.ts'
import type { OrganisationKind } from './organisation.ts'
import type { ProposalFault } from './propose-organisation.server.ts'
import { TEXT_KEYS } from './organisation-draft.ts'
import type { VerifyFault } from './verify-organisation.server.ts'

const KIND: Record<OrganisationKind, () => string> = {
  association: m.organisations_kind_association,
  youth_organisation: m.organisations_kind_youth_organisation,
  womens_organisation: m.organisations_kind_womens_organisation,
  human_rights: m.organisations_kind_human_rights,
  community_mediation: m.organisations_kind_community_mediation,
  faith: m.organisations_kind_faith,
  education: m.organisations_kind_education,
  research: m.organisations_kind_research,
  media: m.organisations_kind_media,
}

/** A kind that came with an import and that we have no word for is said as it came. */
export const kindName = (kind: string): string => KIND[kind as OrganisationKind]?.() ?? kind

const SEEN: Record<Label, () => string> = {
  public: m.organisations_label_public,
  network: m.organisations_label_network,
  region: m.organisations_label_region,
  cities: m.organisations_label_cities,
  team: m.organisations_label_team,
}
/** Who sees it, as its people choose it. */
export const labelSentence = (label: Label): string => SEEN[label]()

type FaultName = EditFault['fault'] | ProposalFault | VerifyFault

const FAULT: Record<FaultName, () => string> = {
  not_signed_in: m.organisations_fault_not_signed_in,
  ask_a_representative: m.organisations_fault_ask_a_representative,
  not_yours: m.organisations_fault_not_yours,
  no_city_seat: m.organisations_fault_no_city_seat,
  verified_already: m.organisations_fault_verified_already,
  not_your_region: m.organisations_fault_not_your_region,
  gone: m.organisations_fault_gone,
  unknown_area: m.organisations_fault_unknown_area,
  unknown_city: m.organisations_fault_unknown_city,
  which_city: m.organisations_fault_which_city,
  unknown_label: m.organisations_fault_unknown_label,
  too_long: m.organisations_fault_text_too_long,
  screened: m.safeguards_screened_title,
  conflict: m.organisations_conflict_title,
  name_missing: m.organisations_fault_name_missing,
  name_too_long: m.organisations_fault_name_too_long,
  text_too_long: m.organisations_fault_text_too_long,
  unknown_kind: m.organisations_fault_unknown_kind,
  city_missing: m.organisations_fault_city_missing,
  not_your_city: m.organisations_fault_not_your_city,
  many_waiting: m.organisations_fault_many_waiting,
  why_missing: m.organisations_fault_why_missing,
  why_too_long: m.organisations_fault_why_too_long,
  put_back_already: m.organisations_fault_put_back_already,
}
export const faultSentence = (fault: FaultName | ProposeRefusal): string => FAULT[fault]()

/** What one of its texts is called: a key of a draft, or its name. */
export function partName(key: string, language: Language): string {
  const at = TEXT_KEYS.find((each) => each.key === key)
  if (!at) return m.organisations_name()
  const named = { language: languageName(at.language, language) }
  return at.part === 'about' ? m.organisations_about_in(named) : m.organisations_offers_in(named)
}
