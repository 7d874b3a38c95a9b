/** Reads tables as spreadsheets save them: comma or semicolon, quoted fields, a mark of byte order. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'

/** `row` is the line of the spreadsheet that it stands in, from one. */
export type CsvRow = { row: number; cells: string[] }

const MOST_CHARACTERS = 200_000

/** Lines without anything in them are passed over. */
export function readCsv(text: string): Outcome<CsvRow[], 'quote_open' | 'too_large'> {
  if (text.length > MOST_CHARACTERS) return refused('too_large')
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const between = separatorOf(plain)
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = () => {
    rows.at(-1)?.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at] ?? ''
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (plain[at + 1] === '"') cell += plain[at++]
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === between) endCell()
    else if (sign === '\n') {
      endCell()
      rows.push([])
    } else cell += sign
  }
  if (quoted) return refused('quote_open')
  endCell()
  return done(
    rows.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => cells.some((each) => each !== '')),
  )
}

/** Whichever stands first in the head: where the comma is the sign of decimals, spreadsheets save semicolons; from a paste come tabs. */
const separatorOf = (text: string): string => /[,;\t]/.exec(text.split('\n', 1)[0] ?? '')?.[0] ?? ','
