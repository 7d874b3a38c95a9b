/** What an import says of each row before anything is written, and the same after. Pure. */
import { z } from 'zod'
import { done, refused, type Outcome } from '#base/outcome.ts'

export type Fault = { field: string; says: string }
export type RowFate = { row: number; id: string; fate: 'new' | 'changed' | 'unchanged' | 'refused'; faults: Fault[] }

/** What became of an item that an import brought. */
export type Change = 'new' | 'changed' | 'unchanged' | 'struck'

export const isWritten = (change: Change): boolean => change === 'new' || change === 'changed'

/** An item out of which a passage was struck is not changed by an import: the file would bring the passage back. */
export const fateOf = (row: number, id: string, change: Change): RowFate =>
  change === 'struck'
    ? {
        row,
        id,
        fate: 'refused',
        faults: [faultOf('(row)', 'a passage was struck out of it, and this file would bring it back')],
      }
    : { row, id, fate: change, faults: [] }

/** A row that was read: either its document, or what is wrong with it. */
export type ReadRow<Document> = { row: number; id: string; read: Outcome<Document, Fault[]> }

/**
 * Reads each raw row by its schema, then by the checks that need the rest of the world.
 * A second row with the same id is a fault of the second.
 */
export function readRows<Document extends { id: string }>(
  raw: readonly unknown[],
  schema: z.ZodType<Document>,
  check: (document: Document) => Fault[] = () => [],
): ReadRow<Document>[] {
  const seen = new Set<string>()
  return raw.map((value, index) => {
    const id = idOf(value)
    const parsed = schema.safeParse(value)
    const faults = parsed.success ? check(parsed.data) : faultsOf(parsed.error)
    faults.push(...unstorable(value))
    if (seen.has(id)) faults.push({ field: 'id', says: `"${id}" stands in this file twice` })
    seen.add(id)
    return { row: index + 1, id, read: parsed.success && faults.length === 0 ? done(parsed.data) : refused(faults) }
  })
}

/** NUL, and half of a sign that is written in two parts: no database of text takes them. */
export const unstorable = (row: unknown): Fault[] =>
  /(?:^|[^\\])(?:\\\\)*\\u(?:0000|d[89a-f]..)/i.test(JSON.stringify(row) ?? '')
    ? [faultOf('(row)', 'holds a character that cannot be stored')]
    : []

const idOf = (value: unknown): string => {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined
  return typeof id === 'string' ? id.slice(0, 160) : '(no id)'
}

export const faultsOf = (error: z.ZodError): Fault[] =>
  error.issues.slice(0, 20).map((issue) => ({
    field: issue.path.join('.') || '(row)',
    says: issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message,
  }))

export const faultOf = (field: string, says: string): Fault => ({ field, says })
