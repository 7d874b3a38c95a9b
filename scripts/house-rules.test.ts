import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readHouse, RULES } from './house-rules.ts'

const house = readHouse(resolve('src'))

describe.each(Object.entries(RULES))('the rule "%s"', (_name, rule) => {
  test('holds in the whole house', () => expect(rule(house)).toEqual([]))
})

/** A house with one thing wrong, and the sentence that a newcomer gets. */
const WRONG: [keyof typeof RULES, Record<string, string>, string][] = [
  [
    'climbs',
    { 'features/cities/bad.ts': "import { assess } from '#features/fit/assess.ts'" },
    'features/cities/bad.ts climbs to features/fit/assess.ts',
  ],
  [
    'climbs',
    { 'base/bad.ts': "import type { X } from '../platform/config.ts'" },
    'base/bad.ts climbs to platform/config.ts',
  ],
  [
    'circles',
    { 'base/a.ts': "import { b } from './b.ts'", 'base/b.ts': "import { a } from './a.ts'" },
    'circle: base/a.ts → base/b.ts → base/a.ts',
  ],
  [
    'impure',
    { 'features/fit/bad.ts': 'export const now = () => Date.now()' },
    'features/fit/bad.ts is a rule, yet asks the world: Date.now(',
  ],
  [
    'impure',
    { 'features/fit/bad.ts': "import { m } from '#messages'" },
    'features/fit/bad.ts is a rule, yet imports #messages',
  ],
  [
    'impure',
    { 'features/fit/bad.ts': "import { findX } from './x.queries.server.ts'" },
    'features/fit/bad.ts is a rule, yet imports features/fit/x.queries.server.ts',
  ],
  [
    'openers',
    { 'features/fit/bad.server.ts': "import { openDatabase } from '#platform/database/pool.server.ts'" },
    'features/fit/bad.server.ts opens the database: take `db` instead (platform/database/pool.server.ts)',
  ],
  ['namesThatKnowNothing', { 'features/fit/utils.ts': '' }, 'features/fit/utils.ts: a file is named for what it knows'],
  [
    'barrels',
    { 'features/fit/index.ts': "export { a } from './a.ts'\nexport * from './b.ts'" },
    'features/fit/index.ts is a barrel: import from the file that knows',
  ],
  [
    'handWrittenAddresses',
    { 'routes/x.svelte': '<a href="/en/practices">x</a>' },
    'routes/x.svelte writes an address by hand: href="/',
  ],
  [
    'handWrittenAddresses',
    { 'routes/x.ts': 'const at = `/${language}/cities`' },
    'routes/x.ts writes an address by hand: /${language}/',
  ],
  ['physicalSides', { 'ui/x.css': '.a{margin-left:1px}' }, 'ui/x.css names a physical side: margin-left'],
  [
    'physicalSides',
    { 'ui/x.css': '.a{padding:1px 2px 3px 4px}' },
    'ui/x.css names a physical side: padding:1px 2px 3px 4px',
  ],
  [
    'inlineStyles',
    { 'ui/X.svelte': '<p style="color:red">x</p>' },
    'ui/X.svelte has an inline style or handler: the policy refuses it',
  ],
]

test.each(WRONG)('the rule "%s" names the offender %#', (name, files, sentence) => {
  expect(RULES[name](new Map(Object.entries(files)))).toEqual([sentence])
})
