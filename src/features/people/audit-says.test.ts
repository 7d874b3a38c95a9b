import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { KINDS } from '#features/registry/item.ts'
import { hasWords } from './audit-says.ts'

const SRC = join(import.meta.dirname, '../..')

/** Every act that is written down anywhere: as it stands, or a family with the ends that the code gives it. */
function actsWritten(): string[] {
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|paraglide|testing\//.test(file))
    .map((file) => readFileSync(join(SRC, file), 'utf8'))
  const quoted = sources.flatMap((source) =>
    [...source.matchAll(/(?:\bact: |audited\([^']*)'([a-z_]+\.[a-z_]+)'/g)].map(([, act = '']) => act),
  )
  const made = [
    ...KINDS.flatMap((kind) => [`${kind}.registered`, `${kind}.changed`]),
    ...['let_through', 'struck', 'returned'].map((state) => `hold.${state}`),
  ]
  return [...new Set([...quoted, ...made])].toSorted()
}

/** Acts put together by the code, which the search above cannot read: each is in `made`. */
test('acts that are put together are known here', () => {
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|paraglide/.test(file))
    .filter((file) => /\bact: (?:known \? )?`/.test(readFileSync(join(SRC, file), 'utf8')))
  expect(sources.toSorted()).toEqual([
    'features/registry/item.queries.server.ts',
    'features/safeguards/decide-held.server.ts',
  ])
})

test('every act that is written down has words', () => {
  const acts = actsWritten()
  expect(acts).toEqual(expect.arrayContaining(['report.decided', 'city.at_risk', 'answer.withdrawn', 'hold.begun']))
  expect(acts.filter((act) => !hasWords(act))).toEqual([])
})
