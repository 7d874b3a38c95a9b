/** What a role is called, in the language of the page. */
import { m } from '#messages'
import type { Language } from '#platform/language/languages.ts'
import type { Role } from '#features/registry/seat.ts'

const NAMES: Record<Role, (inputs?: object, options?: { locale?: Language }) => string> = {
  signatory: m.people_role_signatory,
  focal_point: m.people_role_focal_point,
  editor: m.people_role_editor,
  contributor: m.people_role_contributor,
  reader: m.people_role_reader,
  manager: m.people_role_manager,
  reviewer: m.people_role_reviewer,
  translator: m.people_role_translator,
  officer: m.people_role_officer,
  safeguards_officer: m.people_role_safeguards_officer,
  expert: m.people_role_expert,
  representative: m.people_role_representative,
}

export const roleName = (role: Role): string => NAMES[role]()

/** In the language of a mail's reader, whatever the page is in. */
export const roleNameIn = (role: Role, locale: Language): string => NAMES[role]({}, { locale })
