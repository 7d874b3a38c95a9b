/** What somebody says of an answer besides its value: who may see it, how it is known, how sure, since when. Pure. */
import { z } from 'zod'
import { LABELS, type Label } from '#features/registry/item.ts'

export const HOWS = ['group', 'survey_or_register', 'one_person'] as const
export const CONFIDENCES = ['high', 'medium', 'low'] as const
export const LONGEST_NOTE = 1000
/** Cities that one answer is shown to by name. */
export const MOST_READERS = 50

export type AnswerTold = {
  label: Label
  how: (typeof HOWS)[number]
  confidence: (typeof CONFIDENCES)[number] | null
  /** `YYYY-MM-DD` */
  day: string
  note: string | null
  /** ids of the named cities; empty unless the label is `cities` */
  readers: string[]
}

export type ToldFault =
  'label_missing' | 'how_missing' | 'day_unreadable' | 'day_ahead' | 'note_too_long' | 'readers_missing'
export type ToldFaults = Partial<Record<'label' | 'how' | 'day' | 'note' | 'readers', ToldFault>>

/** What the form sent, as it was typed: it comes back with every fault. */
export type TypedTold = {
  label: string
  how: string
  confidence: string
  day: string
  note: string
  readers: string[]
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const dayOf = z.iso.date()

/** `today`: the last day that an answer may be from. */
export function readTold(
  typed: TypedTold,
  today: string,
): { ok: true; told: AnswerTold } | { ok: false; faults: ToldFaults } {
  const label = LABELS.find((each) => each === typed.label)
  const how = HOWS.find((each) => each === typed.how)
  const day = typed.day.trim()
  const note = typed.note.trim().replace(/\r\n?/g, '\n')
  const readers = [...new Set(typed.readers.filter((id) => UUID.test(id)))].slice(0, MOST_READERS)
  const faults: ToldFaults = {
    ...(label ? {} : { label: 'label_missing' }),
    ...(how ? {} : { how: 'how_missing' }),
    ...(day > today ? { day: 'day_ahead' } : {}),
    ...(dayOf.safeParse(day).success && day >= '1990' ? {} : { day: 'day_unreadable' }),
    ...(note.length > LONGEST_NOTE ? { note: 'note_too_long' } : {}),
    ...(label === 'cities' && readers.length === 0 ? { readers: 'readers_missing' } : {}),
  }
  if (!label || !how || Object.keys(faults).length > 0) return { ok: false, faults }
  const told = {
    label,
    how,
    confidence: CONFIDENCES.find((each) => each === typed.confidence) ?? null,
    day,
    note: note || null,
    readers: label === 'cities' ? readers : [],
  }
  return { ok: true, told }
}
