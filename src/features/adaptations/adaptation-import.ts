/** The documented format of adoption records (docs/data-formats.md): FRAME facts, answers of the day, outcome. Pure. */
import { z } from 'zod'
import { LABELS } from '#features/registry/item.ts'
import { dayField as day, slugField as slug } from '#features/registry/import-fields.ts'
import { maybeTranslated, translated } from '#features/registry/translated.ts'

const code = z.string().min(1).max(80)

export const changeRow = z.object({
  id: code,
  when: code,
  planned: z.boolean().nullish(),
  decided_by: z.array(code).default([]),
  changed: code,
  level: code,
  nature: code,
  core: code,
  goal: code,
  reasons: z.array(code).default([]),
  what: translated,
  why: maybeTranslated.optional(),
})

export const adoptionRow = z.object({
  id: slug,
  demonstration: z.boolean().optional(),
  city: slug,
  practice: slug.nullable(),
  name: z.union([z.string(), translated]).nullish(),
  from_adaptation: slug.nullish(),
  state: z.enum(['considering', 'planned', 'running', 'stopped', 'ended', 'finished']),
  visibility: z.enum(LABELS),
  original_language: z.string().default('en'),
  title: translated,
  period: z.object({ start: day, end: day.nullable() }),
  parts_taken: z.array(translated).max(40).default([]),
  core_kept: maybeTranslated.optional(),
  changes: z.array(changeRow).max(60).default([]),
  answers_then: z
    .array(
      z.object({
        factor: code,
        respondent: code,
        state: z.enum(['answered', 'not_known', 'rather_not_say']),
        value: z.union([z.string(), z.array(z.string()).min(1, 'is an empty list'), z.null()]),
        date: day.optional(),
      }),
    )
    .max(200)
    .default([]),
  outcome: z
    .object({
      value: z.enum(['better', 'mixed', 'no_difference', 'worse', 'unclear']),
      level: z.number().int().min(0).max(4),
      independent: z.boolean(),
      date: day,
      summary: translated,
      unwanted: maybeTranslated.optional(),
      advice: maybeTranslated.optional(),
    })
    .nullable(),
})
export type AdoptionRow = z.infer<typeof adoptionRow>

/** `adoptions[]`, and the main city's own adaptations of the demonstration file. */
export const adoptionFile = z.object({
  adoptions: z.array(z.unknown()),
  main_city: z.object({ adaptations: z.array(z.unknown()) }).optional(),
})

export type AdaptationParts = {
  taken: string[]
  core_kept: string | null
  changes: Record<string, { what: string; why: string | null }>
  outcome: { summary: string | null; unwanted: string | null; advice: string | null }
}
