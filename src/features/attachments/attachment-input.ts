/** What the form of a file says, read and checked; what was typed is never lost. Pure. */
import { LICENCES, type Licence } from '#platform/files/licence.ts'
import { screen } from '#features/safeguards/screening.ts'
import type { Finding } from '#features/safeguards/finding.ts'
import { KINDS, LONGEST_ALT, LONGEST_SOURCE, LONGEST_TITLE, type AttachmentKind } from './attachment.ts'

export const TEXTS = ['title', 'alt', 'source'] as const
export type TextName = (typeof TEXTS)[number]

export type TypedFile = Record<TextName, string> & { kind: AttachmentKind; licence: string; label: string }
export type ToldOfFile = Record<TextName, string> & { kind: AttachmentKind; licence: Licence }

export type TextFault =
  | 'title_missing'
  | 'title_too_long'
  | 'alt_missing'
  | 'alt_too_long'
  | 'source_missing'
  | 'source_too_long'
  | 'licence_missing'
export type ToldFaults = { texts: TextFault[]; findings: Record<TextName, Finding[]> }

const MOST: Record<TextName, number> = { title: LONGEST_TITLE, alt: LONGEST_ALT, source: LONGEST_SOURCE }

export function readTyped(text: (name: string) => string): TypedFile {
  const one = (name: TextName) => text(name).slice(0, 2_000).replace(/\s+/g, ' ').trim()
  return {
    title: one('title'),
    alt: one('alt'),
    source: one('source'),
    kind: KINDS.find((kind) => kind === text('kind')) ?? 'document',
    licence: text('licence').slice(0, 50),
    label: text('label').slice(0, 50),
  }
}

/** A document is not described: its title says what it is. Names of persons of concern and the like are shown where they stand. */
export function checkTyped(typed: TypedFile): { ok: true; told: ToldOfFile } | { ok: false; faults: ToldFaults } {
  const asked = TEXTS.filter((name) => name !== 'alt' || typed.kind === 'photo')
  const texts = asked.flatMap((name): TextFault[] =>
    typed[name] === '' ? [`${name}_missing`] : [...typed[name]].length > MOST[name] ? [`${name}_too_long`] : [],
  )
  const licence = LICENCES.find((each) => each === typed.licence)
  if (!licence) texts.push('licence_missing')
  const findings = { title: [], alt: [], source: [] } as ToldFaults['findings']
  for (const name of asked) findings[name] = screen(typed[name])
  if (texts.length > 0 || !licence || asked.some((name) => findings[name].length > 0))
    return { ok: false, faults: { texts, findings } }
  const { title, source, kind } = typed
  return { ok: true, told: { title, source, kind, licence, alt: kind === 'photo' ? typed.alt : '' } }
}

/** A file is saved under the name it came with, which nobody looked at: one that says what words may not gives way to the title. */
export function savedName(name: string, title: string): string {
  const says = [name, name.replace(/[_.+-]+/g, ' ')].some((each) => screen(each).length > 0)
  return says ? `${title}${/\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''}` : name
}

/** What a form could not do, with all that was typed. */
export type FileRefusal<Fault extends string = string> = {
  typed: TypedFile | null
  told: ToldFaults | null
  faults: Fault[]
}
