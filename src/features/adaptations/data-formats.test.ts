/** docs/data-formats.md names every field that an import reads, every list it may name, and every key of a worked case. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { answerFile, answerRow, cityFile, cityRow } from '#features/cities/city-import.ts'
import { claimRow, practiceFile, practiceRow } from '#features/practices/practice-import.ts'
import { factorRow, glossaryRow, termRow, vocabularyFile } from '#features/vocabulary/vocabulary-import.ts'
import { adoptionFile, adoptionRow, changeRow } from './adaptation-import.ts'

const document = readFileSync('docs/data-formats.md', 'utf8')
/** The part under one heading. */
const part = (title: string) =>
  new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(document)?.[1] ??
  expect.fail(`no part ${title}`)
const isNamed = (text: string, name: string) => new RegExp(`[\`"{ ]${name}[\`":]`).test(text)

type Inside = {
  def: {
    type: string
    shape?: Record<string, Inside>
    innerType?: Inside
    element?: Inside
    valueType?: Inside
    options?: Inside[] | unknown
    in?: Inside
    entries?: Record<string, string>
  }
}

/** Names of all fields, and the closed lists of words, however deep they stand. */
function namesIn(schema: z.ZodType): string[] {
  const seen = new Set<Inside>()
  const walk = (at: Inside | undefined): string[] => {
    if (!at || seen.has(at)) return []
    seen.add(at)
    const { shape, innerType, element, valueType, options, entries, in: before } = at.def
    return [
      ...Object.entries(shape ?? {}).flatMap(([name, each]) => [name, ...walk(each)]),
      ...Object.keys(entries ?? {}),
      ...[innerType, element, valueType, before, ...(Array.isArray(options) ? (options as Inside[]) : [])].flatMap(
        walk,
      ),
    ]
  }
  return [...new Set(walk(schema as unknown as Inside))]
}

const SCHEMAS: [part: string, schemas: z.ZodType[], least: number][] = [
  ['Vocabulary', [vocabularyFile, termRow, factorRow, glossaryRow], 25],
  ['Cities', [cityFile, cityRow], 30],
  ['Answers', [answerFile, answerRow], 10],
  ['Practices', [practiceFile, practiceRow, claimRow], 60],
  ['Adoptions', [adoptionFile, adoptionRow, changeRow], 30],
]

describe.each(SCHEMAS)('the part on %s', (title, schemas, least) => {
  const names = [...new Set(schemas.flatMap(namesIn))]

  test('names every field and every word of a closed list', () => {
    expect(names.length).toBeGreaterThan(least)
    const told = part(title) + part('Rules for all imports')
    expect(names.filter((name) => !isNamed(told, name))).toEqual([])
  })
})

test('the part on worked cases names every key of a case and of its result', () => {
  type Case = { expect: Record<string, unknown> | unknown[] } & Record<string, unknown>
  const { cases } = JSON.parse(readFileSync('src/features/fit/fit-vectors.json', 'utf8')) as { cases: Case[] }
  const keys = new Set(
    cases.flatMap((each) => [...Object.keys(each), ...(Array.isArray(each.expect) ? [] : Object.keys(each.expect))]),
  )
  expect(keys.size).toBeGreaterThan(30)
  expect(
    [...keys].filter((key) => key !== 'expect' && key !== 'source' && !isNamed(part('Worked cases'), key)),
  ).toEqual([])
})

test('a field that is missing would be found', () => {
  expect(isNamed(document, 'no_such_field')).toBe(false)
  expect(namesIn(claimRow)).toEqual(
    expect.arrayContaining(['factor', 'at_least', 'any_of', 'safeguard', 'reviewer_judgement', 'work_around']),
  )
})
