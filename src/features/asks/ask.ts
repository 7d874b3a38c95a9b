/** What can be asked of a person by mail, as a closed table. Pure. */

import type { Role } from '#features/registry/seat.ts'

/**
 * `undoes`: answers that the same link takes back for a day. What has no undo here is mended after signing in.
 * No kind gives a right, shows anything to more people than its person could show it to without a second step, or is
 * about a seat that leads a place (decision 20).
 */
export const ASKS = {
  still_so: { answers: ['yes', 'changed', 'unknown'], undoes: [] },
  still_here: { answers: ['yes', 'no', 'unknown'], undoes: ['no'] },
  release: { answers: ['yes', 'not_yet'], undoes: [] },
} as const satisfies Record<string, { answers: readonly string[]; undoes: readonly string[] }>
export type AskKind = keyof typeof ASKS
export type Answer = (typeof ASKS)[AskKind]['answers'][number]

export const isAskKind = (kind: string): kind is AskKind => Object.hasOwn(ASKS, kind)

/** A link is good for so long, its undo for a day. */
export const ASK_GOOD_DAYS = 14
export const UNDO_HOURS = 24
/** Between two questions to one person. */
export const ASK_EVERY_DAYS = 7

export const answersOf = (kind: AskKind): readonly Answer[] => ASKS[kind].answers

export const mayUndo = (kind: AskKind, answer: string, answeredAt: Date, now: Date): boolean =>
  (ASKS[kind].undoes as readonly string[]).includes(answer) &&
  now.getTime() - answeredAt.getTime() < UNDO_HOURS * 3_600_000

/** Why nothing was done. */
export type AskRefusal =
  | 'unknown'
  | 'used'
  | 'expired'
  | 'somebody_else'
  | 'no_longer_yours'
  | 'changed_meanwhile'
  | 'not_public'
  | 'value_missing'
  | 'refused'

export type Subject = Record<string, string | readonly string[]>

export type Question =
  | {
      kind: 'still_so'
      city: Titled
      question: string
      said: string[]
      day: string
      /** where one of several is chosen; null: only on the form */
      choices: { id: string; label: string }[] | null
    }
  | { kind: 'still_here'; place: Titled; name: string; role: Role; since: Date }
  | { kind: 'release'; organisation: Titled; city: Titled; count: number }
export type Titled = { slug: string; title: string; lang: string }

export const keyIn = (subject: Subject, name: string): string => {
  const key = subject[name]
  return typeof key === 'string' ? key : ''
}
export const keysIn = (subject: Subject, name: string): readonly string[] => {
  const keys = subject[name]
  return typeof keys === 'string' || keys === undefined ? [] : keys
}
