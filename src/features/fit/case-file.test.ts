import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { holds, aList, aWorld } from './testing/random-cases.ts'
import { assess } from './assess.ts'
import { runCaseFile } from './case-file.ts'
import type { Claim } from './claim.ts'
import type { Factors } from './factor-scale.ts'

const factors = {
  a: { type: 'ordinal', group: 'g', steps: 4 },
  o: { type: 'one_of', group: 'g', options: ['x', 'y', 'z'] },
  s: { type: 'some_of', group: 'h', options: ['x', 'y', 'z'] },
}
const claim = { factor: 'a', test: 'at_least', value: 2, role: 'important' }
const record = { id: 'r', city: 'c', period: '2020', outcome: 'better', level: 3, independent: true, S: 0.8 }
const assessing = (more: object) => ({ name: 'odd', kind: 'assess', factors, claims: [claim], answers: {}, ...more })
const results = (...cases: unknown[]) => {
  const outcome = runCaseFile(JSON.stringify(cases))
  return outcome.ok ? outcome.value : outcome.reason
}

test('a bare list and an object with cases give the same; no cases give no results', () => {
  const cases = [assessing({})]
  expect(runCaseFile(JSON.stringify({ cases }))).toEqual(runCaseFile(JSON.stringify(cases)))
  expect(runCaseFile('[]')).toEqual({ ok: true, value: [] })
})

test.each([
  ['broken JSON', '{"cases": [', /^The file is not JSON: .+\.$/],
  ['a word', '"cases"', /^The file holds neither a list of cases nor an object with "cases"\.$/],
  ['cases that are no list', '{"cases": 3}', /neither a list of cases/],
  ['nothing at all', '', /not JSON/],
])('%s is one sentence', (_, text, sentence) => {
  const outcome = runCaseFile(text)
  expect(outcome.ok).toBe(false)
  if (!outcome.ok) expect(outcome.reason).toEqual([expect.stringMatching(sentence)])
})

test.each([
  [{ kind: 'guess' }, 'the kind "guess" is not one of assess, likeness, elsewhere, questions, conditions, order'],
  [{ kind: undefined }, 'the kind null is not one of'],
  [{ kind: 'toString' }, 'the kind "toString" is not one of'],
  [{ factors: 3 }, '"factors" is not an object'],
  [{ factors: { a: { type: 'ordinal', group: 'g' } } }, 'the factor a is neither ordinal with steps nor'],
  [
    { factors: { a: { type: 'ordinal', group: 'g', steps: 1 } } },
    'the factor a has fewer than two steps or options (1)',
  ],
  [
    { factors: { a: { type: 'ordinal', group: 'g', steps: 2.5 } } },
    'the factor a has fewer than two steps or options (2.5)',
  ],
  [{ factors: { a: { type: 'ordinal', group: 'g', steps: 99 } } }, 'the factor a has too many steps or options (99)'],
  [
    { factors: { a: { type: 'one_of', group: 'g', options: ['x', 'x'] } } },
    'the factor a names a step or option twice (2)',
  ],
  [{ factors: { a: { type: 'ordinal', steps: 4 } } }, 'the factor a has no group'],
  [{ claims: {} }, 'the claims are not a list'],
  [{ claims: [3] }, 'a claim is not an object'],
  [{ claims: [{ ...claim, factor: 'b' }] }, 'the claim on b names an unknown factor'],
  [{ claims: [{ ...claim, value: 4 }] }, 'the claim on a names a step or option that its factor does not have'],
  [{ claims: [{ ...claim, value: 0 }] }, 'the claim on a is met by every answer'],
  [{ claims: [{ ...claim, test: 'at_most', value: 3 }] }, 'the claim on a is met by every answer'],
  [{ claims: [{ ...claim, test: 'any_of', value: [] }] }, 'the claim on a is met by no answer'],
  [{ claims: [{ ...claim, test: 'any_of', value: [0, 1, 2, 3] }] }, 'the claim on a is met by every answer'],
  [{ claims: [{ ...claim, test: 'any_of', value: 2 }] }, 'the claim on a has no test'],
  [{ claims: [{ ...claim, test: 'more_than' }] }, 'the claim on a has no test'],
  [{ claims: [{ ...claim, role: 'vital' }] }, 'the claim on a has a role that is not'],
  [
    { claims: [{ ...claim, factor: 'o', test: 'at_least', value: 'x' }] },
    'the claim on o has a test that only an ordinal factor can have',
  ],
  [
    { claims: [claim, { ...claim, role: 'helps' }] },
    'the claims hold more than one condition or more than one safeguard on a',
  ],
  [{ claims: [{ ...claim, basis: 7 }] }, 'the claim on a has a basis that is not text'],
  [{ claims: [{ ...claim, reviewers: 'two' }] }, 'the claim on a has reviewers that are no number'],
  [{ answers: { b: [1] } }, '"answers" answers an unknown factor, b'],
  [{ answers: { a: 2 } }, 'the answers to a are not a list'],
  [{ answers: { a: [4] } }, 'the answer 4 to a is not on its scale'],
  [{ answers: { a: [-1] } }, 'the answer -1 to a is not on its scale'],
  [{ answers: { a: [1.5] } }, 'the answer 1.5 to a is not on its scale'],
  [{ answers: { a: [['x']] } }, 'the answer ["x"] to a is not on its scale'],
  [{ answers: { a: [null] } }, 'an answer to a is neither a step nor an option'],
  [{ answers: { o: ['w'] } }, 'the answer "w" to o is not on its scale'],
  [{ answers: { s: ['x'] } }, 'the answer "x" to s is not on its scale'],
  [{ answers: { s: [['x', 'w']] } }, 'the answer ["x","w"] to s is not on its scale'],
  [{ answers: [] }, '"answers" is not an object'],
])('%j is refused with the name of the case', (more, sentence) => {
  expect(results(assessing(more))).toEqual([expect.stringContaining(`Case "odd": ${sentence}`)])
})

test.each([
  [{ city: undefined }, '"city" is not the id of the reading city'],
  [{ records: 1 }, 'the records are not a list'],
  [{ records: [{ ...record, id: 1 }] }, 'a record has no id'],
  [{ records: [record, record] }, 'two records have the id r'],
  [{ records: [{ ...record, city: null }] }, 'the record r has no city'],
  [{ records: [{ ...record, period: null }] }, 'the record r has no period'],
  [{ records: [{ ...record, outcome: 'good' }] }, 'the record r has an outcome that is not one of better'],
  [{ records: [{ ...record, level: 5 }] }, 'the record r has a level that is not 0, 1, 2, 3 or 4'],
  [{ records: [{ ...record, independent: 'yes' }] }, 'the record r does not say whether it is independent'],
  [{ records: [{ ...record, S: 1.2 }] }, 'the record r has no likeness S between 0 and 1'],
])('%j of "elsewhere" is refused', (more, sentence) => {
  const given = { name: 'odd', kind: 'elsewhere', city: 'here', records: [record], ...more }
  expect(results(given)).toEqual([expect.stringContaining(`Case "odd": ${sentence}`)])
})

test.each([
  [{ kind: 'questions', practices: 1, answers: {} }, '"practices" is not an object'],
  [{ kind: 'questions', practices: { p: 1 }, answers: {} }, 'the claims of p are not a list'],
  [{ kind: 'conditions', practices: { p: [{ ...claim, value: 9 }] }, answers: {} }, 'the claim on a of p names a step'],
  [{ kind: 'likeness', claims: [claim], here: {} }, '"there" is not an object'],
  [{ kind: 'order', items: { i: 1 } }, 'The item i is not an object'],
  [{ kind: 'order', items: { i: { claims: [claim], answers: {}, date: 3 } } }, 'the date of i is not text'],
])('%j of the other kinds is refused', (more, sentence) => {
  expect(results({ name: 'odd', factors, ...more })).toEqual([expect.stringContaining(`Case "odd": ${sentence}`)])
})

test('every bad case is named, by its place where it has no name, and then nothing is printed', () => {
  expect(results(assessing({}), 7, assessing({ kind: 'x', name: undefined }), assessing({ kind: 'y' }))).toEqual([
    'Case "number 2": The case is not an object.',
    expect.stringContaining('Case "number 3": the kind "x"'),
    expect.stringContaining('Case "odd": the kind "y"'),
  ])
})

test('whatever is thrown at it, it answers with results or sentences', () => {
  const vectors = JSON.parse(readFileSync(`${import.meta.dirname}/fit-vectors.json`, 'utf8')) as { cases: unknown[] }
  let refused = 0
  const odd = [null, 0, -1, 1e9, '', 'x', [], {}, [null], { a: 1 }, true]
  for (const given of vectors.cases) {
    for (const path of pathsIn(given)) {
      for (const value of odd) {
        const [changed] = [structuredClone(given)]
        put(changed, path, value)
        const outcome = runCaseFile(JSON.stringify([changed]))
        if (outcome.ok) continue
        refused++
        for (const sentence of outcome.reason) expect(sentence).toMatch(/^Case ".*": .+\.$/)
      }
    }
  }
  expect(refused).toBeGreaterThan(1000)
})

function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  // of long lists the first two say as much as all
  const inner = Object.entries(value)
    .filter(([key]) => key !== 'expect')
    .slice(0, 4)
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, each]) => pathsIn(each, [...path, key]))]
}

function put(target: unknown, path: readonly string[], value: unknown): void {
  const last = path.at(-1)
  let at = target as Record<string, unknown>
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>
  if (last !== undefined) at[last] = value
}

/** A random world as a case of the file. */
const asCase = (claims: readonly Claim[]) =>
  claims.map(({ test: asked, ...rest }) => ({
    ...rest,
    test: Object.keys(asked)[0],
    value: Object.values(asked)[0] as unknown,
  }))
const scales = (given: Factors) =>
  Object.fromEntries([...given].map(([id, scale]) => [id, { ...scale, id: undefined }]))

test('cases never seen before come out as the assessment says, however they are given', () => {
  holds(
    [aWorld()],
    ({ factors: given, practice, city }) => {
      const answers = Object.fromEntries([...city.answers].map(([id, list]) => [id, list.map(({ value }) => value)]))
      const found = assess(practice, city, given)
      expect(
        results({ name: 'n', kind: 'assess', factors: scales(given), claims: asCase(practice.claims), answers }),
      ).toMatchObject([
        {
          tier: found.tier,
          because: found.because,
          word: found.word,
          depends_on_weight_of: found.dependsOnWeightOf,
          safeguards: Object.fromEntries(found.safeguards.map(({ claim: { factor }, state }) => [factor, state])),
          necessary: Object.fromEntries(found.necessary.map(({ condition, state }) => [condition.claim.factor, state])),
        },
      ])
    },
    500,
  )
})

test('questions and conditions of lists never seen before name the tiers of all', () => {
  holds(
    [aList(5)],
    ({ factors: given, practices, city }) => {
      const answers = Object.fromEntries([...city.answers].map(([id, list]) => [id, list.map(({ value }) => value)]))
      const shared = {
        name: 'n',
        factors: scales(given),
        practices: Object.fromEntries(practices.map(({ id, claims }) => [id, asCase(claims)])),
        answers,
      }
      const tiers = Object.fromEntries(practices.map((practice) => [practice.id, assess(practice, city, given).tier]))
      expect(results({ ...shared, kind: 'questions' }, { ...shared, kind: 'conditions' })).toMatchObject([
        { tiers },
        { tiers },
      ])
    },
    300,
  )
})
