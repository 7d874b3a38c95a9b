/** Fields that documents of all kinds share, each with what an import says when it is wrong. Pure. */
import { z } from 'zod'

/** Of a practice, a city, an adaptation: it becomes part of an address and never changes. */
export const slugField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'is not an id: small letters, digits and - only')
  .max(120)

/** A day that the calendar has. */
export const dayField = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/, 'is not a date like 2026-11-24')
  .refine(isDay, 'is not a day of the calendar')

function isDay(value: string): boolean {
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}

/** A text without language: a name, a code, a note of whoever wrote the file. */
export const textField = z.string().trim().min(1, 'is empty').max(2000)
