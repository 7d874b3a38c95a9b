import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { runCaseFile } from './case-file.ts'

/** The worked cases of the method, as they were given, and the command line that recomputes them. */

type Case = { name: string; kind: string; expect: unknown }
const file = `${import.meta.dirname}/fit-vectors.json`
const text = readFileSync(file, 'utf8')
const { cases } = JSON.parse(text) as { cases: Case[] }
const outcome = runCaseFile(text)
const results = outcome.ok ? outcome.value : []

describe('every worked case comes out as given', () => {
  test.each(cases.map(({ kind, name, expect: expected }, i) => [kind, name, i, expected] as const))(
    '%s: %s',
    (_, __, i, expected) => {
      expect(rounded(results[i])).toEqual(rounded(expected))
    },
  )
})

/** Numbers are given to six decimals. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toFixed(5))
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)]))
}

const run = promisify(execFile)
const fit = (...args: string[]) =>
  run(process.execPath, ['scripts/fit.ts', ...args], { cwd: `${import.meta.dirname}/../../..` })

test('the command prints one result a case, in order', async () => {
  const { stdout, stderr } = await fit(file)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual(results)
})

test('the command says in a sentence what it cannot read, and ends with 1', async () => {
  await expect(fit('nowhere.json')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'The file nowhere.json cannot be read.\n',
  })
  await expect(fit()).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'Say which file: npm run --silent fit -- FILE\n',
  })
  await expect(fit('README.md')).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.not.stringContaining('    at '),
  })
})
