/** The documented format of files of invented people (docs/data-formats.md): demonstration only. Pure. */
import { z } from 'zod'
import { slugField, textField } from '#features/registry/import-fields.ts'
import { maybeTranslated, translated } from '#features/registry/translated.ts'
import { ROLES } from '#features/registry/seat.ts'

export const peopleFile = z.object({ people: z.array(z.unknown()).max(10_000) })

export const personRow = z
  .object({
    id: slugField,
    demonstration: z.boolean().optional(),
    names: translated.nullish(),
    shown_as: translated.nullish(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1, 'is empty')
      .max(20),
    zone: textField,
    protected: z.boolean(),
    sector: textField.nullish(),
    about: maybeTranslated.optional(),
    seats: z
      .array(
        z.object({
          place: slugField,
          role: z.enum(Object.values(ROLES).flat() as [string, ...string[]]),
          title: translated,
        }),
      )
      .max(20),
  })
  .refine((person) => person.names || person.shown_as, {
    path: ['names'],
    message: 'is missing: a name, or what stands for it',
  })
export type PersonRow = z.infer<typeof personRow>
