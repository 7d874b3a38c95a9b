/** The audit as a table for other programs: one line an entry, quoted, and nothing in it is read as a formula. Pure. */
import type { AuditLine } from './audit.queries.server.ts'
import type { Shown } from './audit.access.ts'

/** As many lines stand in one file. */
export const AUDIT_FILE_MOST = 10_000

const COLUMNS = [
  'id',
  'at',
  'by_key',
  'by_name',
  'act',
  'kind',
  'thing',
  'title',
  'about_key',
  'about_name',
  'why',
  'detail',
] as const

/** With a mark of byte order, which spreadsheets need to read Arabic. */
export const auditFile = (lines: readonly AuditLine[]): string =>
  `\uFEFF${[COLUMNS, ...lines.map(cellsOf)].map((cells) => cells.map(quoted).join(',')).join('\r\n')}\r\n`

function cellsOf({ id, at, by, about, act, thing, why, detail }: AuditLine): string[] {
  const [byKey, byName] = by.as === 'other' ? [by.signature, ''] : whoIn(by)
  const [aboutKey, aboutName] = about ? whoIn(about) : ['', '']
  const more = Object.entries(detail).map(([name, value]) => `${name}=${value}`)
  return [
    id,
    at.toISOString(),
    byKey,
    byName,
    act,
    thing?.kind ?? '',
    thing?.slug ?? '',
    thing?.title ?? '',
    aboutKey,
    aboutName,
    why ?? '',
    more.join('; '),
  ]
}

const whoIn = (who: Shown): [key: string, name: string] =>
  who.as === 'veiled' ? ['', ''] : [`person:${who.key}`, who.as === 'name' ? who.name : '']

const quoted = (cell: string): string => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`
