/** The documented format of files of organisations and hubs (docs/data-formats.md). Pure. */
import { z } from 'zod'
import { LABELS } from '#features/registry/item.ts'
import { slugField, textField } from '#features/registry/import-fields.ts'
import { maybeTranslated, translated } from '#features/registry/translated.ts'

const languages = z.array(z.string().regex(/^[a-z]{2,3}$/)).max(20)

export const organisationFile = z.object({
  organisations: z.array(z.unknown()).max(10_000),
  hubs: z.array(z.unknown()).max(200).optional(),
})

export const organisationRow = z.object({
  id: slugField,
  demonstration: z.boolean().optional(),
  name: translated,
  kind: textField,
  region: textField,
  cities: z.array(slugField).max(500),
  sectors: z.array(textField).max(30),
  work_areas: z.array(textField).max(30),
  languages,
  founded: z.number().int().min(1000).max(2100).nullish(),
  visibility: z.enum(LABELS),
  about: maybeTranslated.optional(),
  offers: maybeTranslated.optional(),
})
export type OrganisationRow = z.infer<typeof organisationRow>

export const hubRow = z.object({
  id: slugField,
  demonstration: z.boolean().optional(),
  secretariat: z.boolean().optional(),
  name: translated,
  short_name: maybeTranslated.optional(),
  regions: z.array(textField).min(1, 'is empty').max(50),
  languages,
  documented: z.boolean().optional(),
  source: z.string().nullish(),
})
export type HubRow = z.infer<typeof hubRow>
