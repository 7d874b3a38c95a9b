/** Our words for files: what they are, who sees them, and what a form cannot take. */
import { m } from '#messages'
import type { Licence } from '#platform/files/licence.ts'
import type { MediaType } from '#platform/files/media-type.ts'
import { formatNumber } from '#platform/language/format.ts'
import type { Language } from '#platform/language/languages.ts'
import { reachSaid } from '#features/people/audience-says.ts'
import type { SaidAudience } from '#features/people/audience.ts'
import type { Label } from '#features/registry/item.ts'
import type { TextFault } from './attachment-input.ts'
import type { BringFault, ChangeFault } from './bring-attachment.server.ts'
import type { ShowFault } from './show-attachment.server.ts'

export type FaultName =
  | BringFault
  | ChangeFault
  | ShowFault
  | TextFault
  | 'no_file'
  | 'label_missing'
  | 'screened'
  | 'too_often'
  | 'not_stored'

const FAULT: Record<FaultName, () => string> = {
  no_file: m.attachments_fault_no_file,
  empty: m.attachments_fault_empty,
  too_large: m.attachments_fault_too_large,
  type_unknown: m.attachments_fault_type_unknown,
  type_lies: m.attachments_fault_type_lies,
  type_refused: m.attachments_fault_type_refused,
  picture_broken: m.attachments_fault_picture_broken,
  document_unsafe: m.attachments_fault_document_unsafe,
  document_locked: m.attachments_fault_document_locked,
  no_photo: m.attachments_fault_no_photo,
  no_document: m.attachments_fault_no_document,
  store_down: m.attachments_fault_store_down,
  not_stored: m.attachments_fault_not_stored,
  label_missing: m.attachments_fault_label_missing,
  label_wider: m.attachments_fault_label_wider,
  too_many: m.attachments_fault_too_many,
  too_often: m.attachments_fault_too_often,
  gone: m.attachments_fault_gone,
  stale: m.attachments_fault_stale,
  too_late: m.attachments_fault_too_late,
  not_signed_in: m.attachments_fault_not_signed_in,
  not_yours: m.attachments_fault_not_yours,
  ask_an_editor: m.attachments_fault_ask_an_editor,
  ask_a_representative: m.attachments_fault_ask_a_representative,
  ask_the_place: m.attachments_fault_ask_the_place,
  title_missing: m.attachments_fault_title_missing,
  title_too_long: m.attachments_fault_title_too_long,
  alt_missing: m.attachments_fault_alt_missing,
  alt_too_long: m.attachments_fault_alt_too_long,
  source_missing: m.attachments_fault_source_missing,
  source_too_long: m.attachments_fault_source_too_long,
  licence_missing: m.attachments_fault_licence_missing,
  screened: m.attachments_fault_screened,
}
export const faultSaid = (fault: FaultName): string => FAULT[fault]()

/** The field that a fault belongs to: where its line in the summary leads. */
export function fieldOf(fault: FaultName): string {
  const [field = ''] = /^(title|alt|source|licence|label)(?=_)/.exec(fault) ?? []
  if (field) return field
  return OF_THE_FILE.has(fault) ? 'file' : 'top'
}
const OF_THE_FILE = new Set<FaultName>([
  'no_file',
  'empty',
  'too_large',
  'type_unknown',
  'type_lies',
  'type_refused',
  'picture_broken',
  'document_unsafe',
  'document_locked',
  'no_photo',
  'no_document',
  'store_down',
])

const DONE = {
  added: m.attachments_done_added,
  changed: m.attachments_done_changed,
  shown: m.attachments_done_shown,
  withdrawn: m.attachments_done_withdrawn,
  put_back: m.attachments_done_put_back,
  unchanged: m.attachments_done_unchanged,
}
export type Done = keyof typeof DONE
export const DONES = Object.keys(DONE) as Done[]
export const doneSaid = (done: Done): string => DONE[done]()

const LICENCE: Record<Licence, () => string> = {
  cc_by: m.attachments_licence_cc_by,
  public_domain: m.attachments_licence_public_domain,
  all_rights_reserved: m.attachments_licence_all_rights_reserved,
}
export const licenceSaid = (licence: Licence): string => LICENCE[licence]()

const TYPE: Record<MediaType, () => string> = {
  'image/jpeg': m.attachments_type_picture,
  'image/png': m.attachments_type_picture,
  'image/webp': m.attachments_type_picture,
  'image/gif': m.attachments_type_picture,
  'application/pdf': m.attachments_type_pdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': m.attachments_type_word,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': m.attachments_type_excel,
  'application/vnd.oasis.opendocument.text': m.attachments_type_odt,
  'application/vnd.oasis.opendocument.spreadsheet': m.attachments_type_ods,
  'text/plain': m.attachments_type_text,
  'text/markdown': m.attachments_type_text,
  'text/csv': m.attachments_type_csv,
}
export const typeSaid = (type: MediaType): string => TYPE[type]()

export function sizeSaid(bytes: number, language: Language): string {
  if (bytes < 1_000_000)
    return m.attachments_kilobytes({ count: formatNumber(Math.max(1, Math.round(bytes / 1_000)), language) })
  return m.attachments_megabytes({ count: formatNumber(Math.round(bytes / 100_000) / 10, language) })
}

const SEEN: Record<Label, () => string> = {
  public: m.attachments_seen_public,
  network: m.attachments_seen_network,
  region: m.attachments_seen_region,
  cities: m.attachments_seen_cities,
  team: m.attachments_seen_team,
}
export const seenSaid = (label: Label): string => SEEN[label]()

/** In numbers, under the word. */
export const numbersSaid = (label: Label, audience: SaidAudience, language: Language): string =>
  label === 'cities' ? m.attachments_reach_cities() : reachSaid(label, audience, language)
