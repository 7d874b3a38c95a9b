/** The documented format of practice files (docs/data-formats.md): what each row must be. Pure. */
import { z } from 'zod'
import { LABELS } from '#features/registry/item.ts'
import { faultOf, type Fault } from '#features/registry/import.ts'
import { slugField as slug, textField as text } from '#features/registry/import-fields.ts'
import { maybeTranslated, translated } from '#features/registry/translated.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'

const year = z.number().int().min(1800).max(2100).nullable()
const codes = z.array(text).max(60)
const source = z.number().int().min(0).nullish()

const test = z.union(
  [
    z.strictObject({ at_least: text }),
    z.strictObject({ at_most: text }),
    z.strictObject({ any_of: z.array(text).min(1, 'no answer would meet it') }),
  ],
  'is none of at_least, at_most and any_of',
)

export const claimRow = z.object({
  factor: text,
  test,
  role: z.enum(['helps', 'important', 'necessary', 'safeguard']),
  mechanism: translated,
  basis: z.enum([
    'reported_by_owner',
    'reported_by_third_party',
    'seen_by_adopter',
    'from_study',
    'reviewer_judgement',
  ]),
  reviewers: z.number().int().min(1).max(99).optional(),
  source,
  work_around: maybeTranslated.optional(),
})
export type ClaimRow = z.infer<typeof claimRow>

const kinship = z.object({
  practice: slug.nullable(),
  name: text,
  city: z.string().nullish(),
  country: z.string().nullish(),
  note: maybeTranslated.optional(),
  source,
})

export const practiceRow = z.object({
  id: slug,
  demonstration: z.boolean().optional(),
  original_language: z.string().optional(),
  visibility: z.enum(LABELS).optional(),
  title: translated,
  place: z.object({
    city: text,
    country: z.string().nullish(),
    region: text,
    city_id: slug.nullable(),
    more_city_ids: z.array(slug).default([]),
  }),
  owner: text,
  years: z.object({ start: year, end: year }),
  state: text,
  summary: translated,
  problem: translated,
  how_it_works: translated,
  core_components: z.array(z.object({ text: translated, why: maybeTranslated.optional() })).max(40),
  adaptable_parts: z.array(z.object({ text: translated })).max(40),
  forms: codes,
  challenges: codes,
  prevention_levels: codes,
  sectors: codes,
  target_groups: codes,
  practice_types: codes,
  settings: codes,
  partners: codes,
  cost: z.object({ band: z.string().nullable(), note: maybeTranslated.optional() }),
  duration: maybeTranslated.optional(),
  claims: z.array(claimRow).max(60),
  lessons: z
    .array(z.object({ kind: z.enum(['worked', 'failed', 'barrier', 'caution']), text: translated, source }))
    .max(60),
  results: z.object({
    text: maybeTranslated.optional(),
    design: maybeTranslated.optional(),
    level: z.number().int().min(0).max(5),
    direction: text,
    caution: maybeTranslated.optional(),
  }),
  record: z
    .object({
      outcome: z.enum(['better', 'mixed', 'no_difference', 'worse', 'unclear']),
      level: z.number().int().min(0).max(4),
      independent: z.boolean(),
      period: z.object({ start: year, end: year }),
    })
    .nullable(),
  harm: maybeTranslated.optional(),
  rights_gate: z
    .object({
      individual_work: z.boolean().nullable(),
      legal_basis: maybeTranslated,
      voluntary: maybeTranslated,
      minors: maybeTranslated,
      police_role: maybeTranslated,
      data_retention: maybeTranslated,
      complaint: maybeTranslated,
    })
    .nullable(),
  adopted_from: z.array(kinship).max(60),
  adopted_by: z.array(kinship).max(200),
  sources: z
    .array(
      z.object({
        title: text,
        url: z
          .string()
          .regex(/^https?:\/\//, 'is not a web address')
          .max(1000),
        publisher: text.nullish(),
        year: z.number().int().nullish(),
        language: z.string().nullish(),
        exact_page: z.boolean().optional(),
      }),
    )
    .max(60),
})
export type PracticeRow = z.infer<typeof practiceRow>

export const TERM_LISTS = [
  'forms',
  'challenges',
  'prevention_levels',
  'sectors',
  'target_groups',
  'practice_types',
  'settings',
] as const
export const RIGHTS = ['legal_basis', 'voluntary', 'minors', 'police_role', 'data_retention', 'complaint'] as const

/** The test as a name and the steps that it names; `acceptedSteps` of the fit rules says which it takes. */
export function testOf(claim: Pick<ClaimRow, 'test'>): { test: 'at_least' | 'at_most' | 'any_of'; steps: string[] } {
  if ('at_least' in claim.test) return { test: 'at_least', steps: [claim.test.at_least] }
  if ('at_most' in claim.test) return { test: 'at_most', steps: [claim.test.at_most] }
  return { test: 'any_of', steps: claim.test.any_of }
}

export type PracticeWorld = { vocabulary: Vocabulary; cities: ReadonlySet<string>; practices: ReadonlySet<string> }

/** What a row's ids must point at; a claim that every answer would meet, or none, is refused. */
export function checkPractice(world: PracticeWorld, row: PracticeRow): Fault[] {
  const unknown = (name: string, code: string) => !world.vocabulary.terms.has(`${name}/${code}`)
  return [
    ...TERM_LISTS.flatMap((list) =>
      row[list].filter((code) => unknown(list, code)).map((code) => faultOf(list, `"${code}" is not in ${list}`)),
    ),
    ...(unknown('regions', row.place.region) ? [faultOf('place.region', `"${row.place.region}" is not a region`)] : []),
    ...[row.place.city_id, ...row.place.more_city_ids]
      .filter((id) => id !== null && !world.cities.has(id))
      .map((id) => faultOf('place.city_id', `there is no city "${id}"`)),
    ...row.claims.flatMap((claim, index) => checkClaim(world.vocabulary, row, claim, `claims.${index}`)),
    ...twice(
      row.claims.map((claim) => `${claim.factor} ${claim.role === 'safeguard' ? 'safeguard' : 'condition'}`),
    ).map((name) => faultOf('claims', `two claims of one kind on one factor: ${name}`)),
    ...row.lessons.flatMap((lesson, index) => sourceFault(row, lesson.source, `lessons.${index}.source`)),
    ...(unknown('direction', row.results.direction)
      ? [faultOf('results.direction', `"${row.results.direction}" is not in direction`)]
      : []),
    ...(['adopted_from', 'adopted_by'] as const).flatMap((way) =>
      row[way].flatMap((kin, index) => [
        ...(kin.practice !== null && !world.practices.has(kin.practice)
          ? [faultOf(`${way}.${index}.practice`, `there is no practice "${kin.practice}"`)]
          : []),
        ...sourceFault(row, kin.source, `${way}.${index}.source`),
      ]),
    ),
    ...(languagesToldIn(row).length === 0
      ? [faultOf('title', 'has no language in which title, summary, problem and how_it_works all stand')]
      : []),
    ...(row.original_language && !languagesToldIn(row).includes(row.original_language)
      ? [faultOf('original_language', `the text is not whole in "${row.original_language}"`)]
      : []),
  ]
}

function checkClaim(vocabulary: Vocabulary, row: PracticeRow, claim: ClaimRow, at: string): Fault[] {
  const factor = vocabulary.factors.get(claim.factor)
  if (!factor) return [faultOf(`${at}.factor`, `"${claim.factor}" is not a factor`)]
  const { test, steps } = testOf(claim)
  const missing = steps.filter((step) => !factor.steps.includes(step))
  if (missing.length > 0) return missing.map((step) => faultOf(`${at}.test`, `${claim.factor} has no step "${step}"`))
  if (test !== 'any_of' && factor.type !== 'ordinal')
    return [faultOf(`${at}.test`, `"${test}" needs a factor with an order; use any_of`)]
  const first = factor.steps.indexOf(steps[0] ?? '')
  const taken = test === 'any_of' ? new Set(steps).size : test === 'at_least' ? factor.steps.length - first : first + 1
  return [
    ...(taken === factor.steps.length ? [faultOf(`${at}.test`, 'every answer would meet it')] : []),
    ...sourceFault(row, claim.source, `${at}.source`),
    ...((claim.source == null) !== (claim.basis === 'reviewer_judgement')
      ? [faultOf(`${at}.source`, 'names a source, or the basis is reviewer_judgement')]
      : []),
  ]
}

/** A language counts when all that a reader needs is in it; what is only half in a language falls back to the original. */
export const languagesToldIn = (row: Pick<PracticeRow, 'title' | 'summary' | 'problem' | 'how_it_works'>): string[] =>
  Object.keys(row.title).filter((language) =>
    [row.title, row.summary, row.problem, row.how_it_works].every((text) => text[language]),
  )

const sourceFault = (row: PracticeRow, index: number | null | undefined, field: string): Fault[] =>
  index == null || index < row.sources.length ? [] : [faultOf(field, `there is no source ${index}`)]

const twice = (names: string[]): string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]

export const practiceFile = z.object({ practices: z.array(z.unknown()) })
