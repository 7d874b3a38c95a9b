import { expect, test } from 'vitest'
import { unstorable } from './import.ts'

test('what no database of text takes is found wherever it stands in a row, and nothing else is', () => {
  for (const row of [
    { a: 'x\u0000' },
    { a: [{ b: { en: '\u0000' } }] },
    { '\u0000': 1 },
    { a: '\ud800' },
    { a: 'x\udfff' },
  ])
    expect(unstorable(row), JSON.stringify(row)).toHaveLength(1)
  for (const row of [{ a: 'x\\u0000' }, { a: '\\\\u0000' }, { a: '😀 مدينة \t\n"' }, null, undefined, 7])
    expect(unstorable(row), JSON.stringify(row)).toHaveLength(0)
})
