/** Every kind of held text with the room that knows how to put it into its place. */
import { ANSWER_PLACER } from '#features/cities/held-note.server.ts'
import { ORGANISATION_PLACER } from '#features/organisations/held-organisation.server.ts'
import type { Placers } from '#features/safeguards/decide-held.server.ts'
import { INVITATION_PLACER } from '#features/safeguards/held-invitation.server.ts'
import { REPORT_PLACER } from '#features/safeguards/held-reasons.server.ts'

export const PLACERS: Placers = {
  organisation: ORGANISATION_PLACER,
  answer: ANSWER_PLACER,
  invitation: INVITATION_PLACER,
  report: REPORT_PLACER,
}
