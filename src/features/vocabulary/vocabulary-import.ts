/** The documented format of vocabulary files (docs/data-formats.md): what each row must be. Pure. */
import { z } from 'zod'
import { LABELS } from '#features/registry/item.ts'
import { maybeTranslated, translated } from '#features/registry/translated.ts'

const code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_.]*$/, 'is not an id: small letters, digits, _ and . only')
  .max(80)
const phrases = z
  .record(z.string(), z.array(z.string().trim().min(1).max(200)).max(100))
  .nullish()
  .transform((value) => value ?? {})
const step = z.object({ id: code, label: translated })

export const termRow = z.object({
  id: code,
  label: translated,
  definition: maybeTranslated.optional(),
  synonyms: phrases.optional(),
  hidden_synonyms: phrases.optional(),
  broader: code.nullish(),
  scope_note: maybeTranslated.optional(),
})

export const glossaryRow = z.object({
  id: code,
  label: translated,
  plain: translated,
  note: maybeTranslated.optional(),
  see_also: z
    .array(code)
    .nullish()
    .transform((value) => value ?? []),
})

export const factorRow = z
  .object({
    id: code,
    group: code,
    type: z.enum(['ordinal', 'one_of', 'some_of']),
    label: translated,
    question: translated,
    help: translated,
    why: translated,
    scale: z.array(step).min(3).optional(),
    options: z.array(step).min(3).optional(),
    options_from: code.optional(),
    options_without: z.array(code).optional(),
    max_choices: z.number().int().min(1).optional(),
    quick_start: z.boolean(),
    sensitive: z.boolean(),
    basis: z.string().max(300),
    default_visibility: z.enum(LABELS),
  })
  .superRefine((factor, context) => {
    const fault = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
    if ((factor.type === 'ordinal') !== (factor.scale !== undefined))
      fault('scale', 'belongs to ordinal factors, and to them alone')
    if ((factor.type !== 'ordinal') !== (factor.options !== undefined))
      fault('options', 'belong to one_of and some_of factors, and to them alone')
    if ((factor.max_choices ?? 0) > (factor.options?.length ?? 0))
      fault('max_choices', 'is more than there are options')
    if ((factor.type === 'some_of') !== (factor.max_choices !== undefined))
      fault('max_choices', 'belongs to some_of, and to it alone')
    const ids = (factor.scale ?? factor.options ?? []).map((each) => each.id)
    if (new Set(ids).size !== ids.length) fault(factor.scale ? 'scale' : 'options', 'holds an id twice')
    if (!factor.id.startsWith(`${factor.group}.`)) fault('id', 'begins with its group and a dot')
  })

/** Names of lists that the file gives a place of their own. */
const APART = ['factors', 'factor_groups', 'glossary']

export const vocabularyFile = z
  .object({
    groups: z.record(code, translated).optional(),
    factors: z.array(z.unknown()).optional(),
    vocabularies: z
      .record(
        code.refine((name) => !APART.includes(name), 'has a place of its own in the file'),
        z.array(z.unknown()),
      )
      .optional(),
    glossary: z.array(z.unknown()).optional(),
  })
  .refine(
    (file) => file.groups ?? file.factors ?? file.vocabularies ?? file.glossary,
    'holds none of groups, factors, vocabularies and glossary',
  )

export type TermRow = z.infer<typeof termRow>
export type GlossaryRow = z.infer<typeof glossaryRow>
export type FactorRow = z.infer<typeof factorRow>
export const stepsOf = (factor: FactorRow) => factor.scale ?? factor.options ?? []
