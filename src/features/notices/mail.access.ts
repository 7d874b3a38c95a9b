/** Who may look after the mail of an instance: an officer of the secretariat, and nobody else. Pure. */
import type { Actor } from '#features/registry/actor.ts'

export const mayMindMail = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.seats.some(({ place, role }) => place === 'secretariat' && role === 'officer')
