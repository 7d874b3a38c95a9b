/** Who may look after the mail of an instance, and what of it they may see. Pure. */
import { NOBODYS, type Occasion } from '#platform/mail/mail.ts'
import type { Actor } from '#features/registry/actor.ts'

export const mayMindMail = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.seats.some(({ place, role }) => place === 'secretariat' && role === 'officer')

/** Who reported something, or insisted on a text that is held. */
const IN_CONFIDENCE: readonly Occasion[] = ['report_news', 'held_news']

/**
 * Whoever reported something is told to nobody, and an invented officer is any visitor: they learn no real address.
 * A protected person's address is theirs and the safeguards officer's, who minds no mail. What the relay said may hold
 * the address too, and goes with it.
 */
export const maySeeAddress = (
  mail: { occasion: Occasion; address: string },
  reader: { demonstration: boolean },
  guarded: ReadonlySet<string>,
): boolean =>
  !IN_CONFIDENCE.includes(mail.occasion) &&
  !guarded.has(mail.address.toLowerCase()) &&
  (!reader.demonstration || new RegExp(NOBODYS).test(mail.address))
