/**
 * npm run --silent fit -- FILE
 * Reads worked cases of the method (the format is in docs/data-formats.md) and prints a JSON list, one result a case.
 * A fault in the file: a sentence for each on stderr, and exit code 1.
 */
import { readFile } from 'node:fs/promises'
import { runCaseFile } from '#features/fit/case-file.ts'

const [file] = process.argv.slice(2)
if (file === undefined) refuse(['Say which file: npm run --silent fit -- FILE'])
else {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) refuse([`The file ${file} cannot be read.`])
  else {
    const outcome = runCaseFile(text)
    if (outcome.ok) process.stdout.write(`${JSON.stringify(outcome.value, null, 1)}\n`)
    else refuse(outcome.reason)
  }
}

function refuse(sentences: readonly string[]): void {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
