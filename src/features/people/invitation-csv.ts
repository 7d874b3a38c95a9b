/** A table of people to invite: email, name, role, language. What is wrong is told by row and field. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import { readCsv, type CsvRow } from './csv.ts'
import { readInvited, type Fault, type FieldFault, type Invited } from './invitation.ts'

export const COLUMNS = ['email', 'name', 'role', 'language'] as const
type Column = (typeof COLUMNS)[number]
/** Without these nobody can be invited; a language that is not said is the one of the page. */
const NEEDED: readonly Column[] = ['email', 'role']
export const MOST_ROWS = 200

export type TableFault = 'quote_open' | 'too_large' | 'empty' | 'no_columns' | 'too_many_rows'
export type ReadRow = { row: number; email: string; read: Outcome<Invited, Fault<FieldFault | 'twice'>[]> }

/** `words`: what else a role or a language may be called, in small letters. */
export type Called = { role: ReadonlyMap<string, string>; language: ReadonlyMap<string, string>; otherwise: string }

export function readInvitations(text: string, called: Called): Outcome<ReadRow[], TableFault> {
  const table = readCsv(text)
  if (!table.ok) return table
  const [head, ...rows] = table.value
  if (!head || rows.length === 0) return refused('empty')
  const columns = head.cells.map((cell) => cell.toLowerCase())
  if (NEEDED.some((column) => !columns.includes(column))) return refused('no_columns')
  if (rows.length > MOST_ROWS) return refused('too_many_rows')
  return done(withDoubles(rows.map((row) => readRow(row, columns, called))))
}

function readRow({ row, cells }: CsvRow, columns: readonly string[], called: Called): ReadRow {
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? ''
  const email = cell('email')
  const read = readInvited({
    email,
    name: cell('name'),
    role: wordIn(called.role, cell('role')),
    language: wordIn(called.language, cell('language')) || called.otherwise,
    note: '',
  })
  return { row, email, read }
}

const wordIn = (words: ReadonlyMap<string, string>, typed: string): string => {
  const small = typed.normalize('NFC').toLowerCase()
  return words.get(small) ?? small
}

/** The second row for one address and role is the one that is told. */
function withDoubles(rows: ReadRow[]): ReadRow[] {
  const seen = new Set<string>()
  return rows.map((each) => {
    if (!each.read.ok) return each
    const key = `${each.read.value.email} ${each.read.value.role}`
    if (seen.has(key)) return { ...each, read: refused([{ field: 'email' as const, fault: 'twice' as const }]) }
    seen.add(key)
    return each
  })
}
