import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assess } from './assess.ts'
import { acceptedSteps, isSafeguard, type Claim } from './claim.ts'
import type { GivenAnswer } from './city-answers.ts'
import { compileIndex } from './compiled-index.ts'
import { discover } from './discover.ts'
import { sizeOf, type Answer, type Factor, type Factors } from './factor-scale.ts'
import { nextQuestions } from './next-questions.ts'

/** The order of questions, tried on the practices that the sample holds: what the method page says of it. */

type Named = { readonly id: string }
type VocabularyFactor = Named & {
  readonly group: string
  readonly type: Factor['type']
  readonly scale?: readonly Named[]
  readonly options?: readonly Named[]
  readonly options_from?: string
  readonly options_without?: readonly string[]
}
type Sample = { readonly factors: readonly VocabularyFactor[]; readonly vocabularies: Record<string, readonly Named[]> }

const sample = <T>(file: string): T =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../../../sample/${file}.json`, 'utf8')) as T
const vocabulary = sample<Sample>('vocabulary')
const { practices } = sample<{ practices: readonly { id: string; claims: readonly Claim[] }[] }>('practices')
const factors: Factors = new Map(vocabulary.factors.map((factor) => [factor.id, scaleOf(factor)]))

function scaleOf({
  id,
  group,
  type,
  scale = [],
  options,
  options_from,
  options_without = [],
}: VocabularyFactor): Factor {
  if (type === 'ordinal') return { id, group, type, steps: scale.map((step) => step.id) }
  const named = options ?? vocabulary.vocabularies[options_from ?? ''] ?? []
  return {
    id,
    group,
    type,
    options: named.map((option) => option.id).filter((option) => !options_without.includes(option)),
  }
}

test('twelve answers in this order bring a word for 18 of the 27 practices and settle 11', () => {
  const index = compileIndex(practices, factors)
  const answers = new Map<string, GivenAnswer[]>()
  for (let asked = 0; asked < 12; asked++) {
    const [next] = nextQuestions(discover(index, { id: 'here', answers })).questions
    answers.set(next!.factor, [{ value: mostWelcome(factors.get(next!.factor)!) }])
  }
  const found = practices.map(({ id, claims }) => assess({ id, claims, records: [] }, { id: 'here', answers }, factors))
  const worded = found.filter(({ word }) => word !== null)
  const settled = worded.filter(({ safeguards }) => safeguards.every(({ state }) => state !== 'not_known'))
  expect([practices.length, worded.length, settled.length]).toEqual([27, 18, 11])
})

/** The answer that most claims accept, a safeguard before any condition. */
function mostWelcome(factor: Factor): Answer {
  if (factor.type === 'some_of') return factor.options
  const votes = Array.from({ length: sizeOf(factor) }, () => 0)
  for (const claim of practices.flatMap(({ claims }) => claims).filter((each) => each.factor === factor.id)) {
    for (const step of acceptedSteps(claim, factor)) votes[step]! += isSafeguard(claim) ? practices.length : 1
  }
  const best = votes.indexOf(Math.max(...votes))
  return factor.type === 'ordinal' ? best : factor.options[best]!
}

test('every claim of the sample can stand, and every practice has its tier', () => {
  const nothing = { id: 'here', answers: new Map() }
  expect(practices.map((practice) => assess({ ...practice, records: [] }, nothing, factors).tier)).toEqual(
    Array(27).fill('4'),
  )
})
