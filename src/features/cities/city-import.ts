/** The documented format of city files and of answers (docs/data-formats.md). Pure. */
import { z } from 'zod'
import { LABELS } from '#features/registry/item.ts'
import { dayField as day, slugField as slug, textField as text } from '#features/registry/import-fields.ts'
import { maybeTranslated, translated } from '#features/registry/translated.ts'

export const cityRow = z.object({
  id: slug,
  demonstration: z.boolean().optional(),
  name: translated,
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'is not a country of two letters')
    .nullable(),
  country_name: maybeTranslated.optional(),
  admin1: text.nullish(),
  region: text,
  government_level: text,
  lat: z.number().min(-90).max(90).nullable(),
  lon: z.number().min(-180).max(180).nullable(),
  point_of: text.nullish(),
  population: z.number().int().min(0).max(100_000_000).nullable(),
  population_year: z.number().int().min(1900).max(2100).nullish(),
  population_source: text.nullish(),
  population_scope: text.nullish(),
  population_status: z.enum(['checked', 'from_dataset', 'entered_by_hand']).nullish(),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(20),
  timezone: text,
  membership_basis: z.enum(['listed_member', 'stated_member', 'engaged', 'applying', 'practice_place']).nullish(),
  /** A year or a day. */
  member_since: z
    .union([z.number().int().min(1900).max(2100), day], 'is neither a year nor a date like 2026-11-24')
    .nullish(),
  basis_latest_date: z.string().nullish(),
  place_certainty: z.string().nullish(),
  charter_accepted: z
    .array(z.object({ version: text, on: day }))
    .max(50)
    .optional(),
  note: text.nullish(),
  sources: z
    .array(z.object({ address: z.string().max(1000), what: z.string().max(1000), exact_page: z.boolean().optional() }))
    .nullish()
    .transform((value) => value ?? []),
  visibility: z.enum(LABELS).optional(),
  profile: z
    .object({
      original_language: z.string().optional(),
      summary: translated,
      challenges: z.array(z.object({ id: z.string(), kinds: z.array(z.string()), text: translated })).max(30),
      proud_of: maybeTranslated.optional(),
      asks: maybeTranslated.optional(),
      offers: maybeTranslated.optional(),
    })
    .optional(),
})
export type CityRow = z.infer<typeof cityRow>

export const answerRow = z
  .object({
    city: slug,
    factor: text,
    respondent: text,
    state: z.enum(['answered', 'not_known', 'rather_not_say']),
    value: z.union([
      z.string(),
      z.array(z.string()).min(1, 'is an empty list: null where nothing was answered'),
      z.null(),
    ]),
    date: day,
    how: text.nullish(),
    visibility: z.enum(LABELS),
    confidence: z.enum(['high', 'medium', 'low']).nullish(),
    note: maybeTranslated.optional(),
  })
  .refine((answer) => (answer.state === 'answered') === (answer.value !== null), {
    path: ['value'],
    message: 'stands exactly when the state is "answered"',
  })
export type AnswerRow = z.infer<typeof answerRow>

export const cityFile = z.object({ cities: z.array(z.unknown()) })

/** Answers come as `answers[]` with a city each, or inside `cities[]` as in the demonstration file. */
export const answerFile = z.union([
  z.object({ answers: z.array(z.unknown()) }).transform((file) => file.answers),
  z
    .object({
      cities: z.array(
        z.object({
          id: z.string(),
          demonstration: z.boolean().optional(),
          answers: z.array(z.record(z.string(), z.unknown())),
        }),
      ),
    })
    .transform((file) =>
      file.cities.flatMap((city) =>
        city.answers.map((answer) => ({
          ...answer,
          city: city.id,
          ...(city.demonstration ? { demonstration: true } : {}),
        })),
      ),
    ),
])
