import { expect, test } from 'vitest'
import { readCsv } from './csv.ts'
import { readInvitations } from './invitation-csv.ts'
import { calledIn } from './team-fault-says.ts'

const read = (text: string) => {
  const table = readInvitations(text, calledIn('fr'))
  return table.ok
    ? table.value.map(({ row, email, read: each }) => ({
        row,
        email,
        ...(each.ok ? each.value : { faults: each.reason }),
      }))
    : table.reason
}

test('quoted fields hold commas, quotation marks and line breaks; rows keep the number of the spreadsheet', () => {
  expect(readCsv('a,b\r\n"x, ""y""","two\nlines"\r\n\r\n last , cell\n')).toEqual({
    ok: true,
    value: [
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['x, "y"', 'two\nlines'] },
      { row: 4, cells: ['last', 'cell'] },
    ],
  })
  expect(readCsv('a;b\n1,5;2')).toEqual({
    ok: true,
    value: [
      { row: 1, cells: ['a', 'b'] },
      { row: 2, cells: ['1,5', '2'] },
    ],
  })
  expect(readCsv('a,"b\nc')).toEqual({ ok: false, reason: 'quote_open' })
})

test('a table with a mark of byte order, Arabic names and Arabic words for roles is read as it is meant', () => {
  expect(
    read(
      '\uFEFFEmail;Name;Role;Language\r\nlayla@city.example;"ليلى، الميناء";مساهِم;العربية\r\nAli@City.Example;;READER;\r\n',
    ),
  ).toEqual([
    { row: 2, email: 'layla@city.example', name: 'ليلى، الميناء', role: 'contributor', language: 'ar', note: '' },
    { row: 3, email: 'ali@city.example', name: '', role: 'reader', language: 'fr', note: '' },
  ])
})

test('what is wrong is told by row and field, all of it at once', () => {
  expect(
    read(
      'name,email,role,language\nA,,boss,xx\nB,no address,reader,en\nC,c@city.example,reader,en\nD,C@city.example,Reader,en',
    ),
  ).toEqual([
    {
      row: 2,
      email: '',
      faults: [
        { field: 'email', fault: 'missing' },
        { field: 'role', fault: 'not_a_role' },
        { field: 'language', fault: 'not_a_language' },
      ],
    },
    { row: 3, email: 'no address', faults: [{ field: 'email', fault: 'not_an_address' }] },
    { row: 4, email: 'c@city.example', name: 'C', role: 'reader', language: 'en', note: '' },
    { row: 5, email: 'C@city.example', faults: [{ field: 'email', fault: 'twice' }] },
  ])
})

test.each([
  ['', 'empty'],
  ['email,role', 'empty'],
  ['mail,role\na@b.example,reader', 'no_columns'],
  [`email,role\n${'a@b.example,reader\n'.repeat(201)}`, 'too_many_rows'],
  ['x'.repeat(200_001), 'too_large'],
])('what is no such table is refused as a whole (%#)', (text, reason) => expect(read(text)).toBe(reason))
