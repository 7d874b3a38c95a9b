import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'sc-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Never reaches a database: each of these stops before one is opened. */
const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/import.ts', ...words], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: folder },
  })
  return { status, stdout, stderr }
}
const oneSentence = (stderr: string) => stderr.trim().split('\n').length === 1 && !/\n\s+at /.test(stderr)

const broken = join(folder, 'broken.json')
writeFileSync(broken, '{ "practices": [ ')

test('a file that is not JSON ends with one sentence that names it', () => {
  const { status, stdout, stderr } = run('practices', broken)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain(`${broken} is not JSON`)
  expect(oneSentence(stderr)).toBe(true)
})

test('an unknown kind, a missing file name or an unknown flag is told how it is done', () => {
  for (const words of [['recipes', broken], [], ['practices'], ['practices', broken, '--force']]) {
    const { status, stderr } = run(...words)
    expect(status).toBe(2)
    expect(stderr).toBe(
      'Usage: npm run import -- vocabulary|cities|practices|answers|adoptions|organisations|people FILE [--apply]\n',
    )
  }
})

test('a file that is not there is named', () => {
  const { status, stderr } = run('cities', join(folder, 'nowhere.json'))
  expect(status).toBe(2)
  expect(stderr).toContain('nowhere.json cannot be read')
  expect(oneSentence(stderr)).toBe(true)
})
