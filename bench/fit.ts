import { compileIndex, type Index, type ListedPractice } from '#features/fit/compiled-index.ts'
import { compileRecords, type RecordIndex } from '#features/fit/compiled-records.ts'
import type { AdoptionRecord } from '#features/fit/assess.ts'
import type { Claim, Role, Test } from '#features/fit/claim.ts'
import type { City, GivenAnswer } from '#features/fit/city-answers.ts'
import { discover } from '#features/fit/discover.ts'
import { sizeOf, type Answer, type Factor, type Factors } from '#features/fit/factor-scale.ts'
import { nextQuestions } from '#features/fit/next-questions.ts'

/**
 * What discovery costs for one city over many practices of ten claims, one practice in ten carrying two records, against
 * one plain pass that reads factor, accepted steps and weight of each claim from typed arrays and sums them.
 * Both take turns; medians of 30. The pass is timed in tens, since one alone is near the grain of the clock.
 */
export async function run(): Promise<void> {
  for (const practices of [5_000, 10_000, 20_000]) {
    const bench = benchOf(practices)
    for (const answered of [0, 15, 40]) {
      const figures = alternating(30, bench, aCity(answered))
      const { pass, discover: plain, stability } = figures
      console.log(
        `fit  ${practices} practices, ${bench.index.kind.length} claims, ${answered} of ${FACTORS.size} answered:` +
          `  pass ${ms(pass)}  discover ${ms(plain)} = ${ratio(plain, pass)}×  with stability ${ms(stability)} = ${ratio(stability, pass)}×`,
      )
    }
  }
}

const ms = (time: number): string => `${time.toFixed(2)} ms`
const ratio = (a: number, b: number): string => (a / b).toFixed(0)

type Bench = { index: Index; records: RecordIndex; plain: Plain }
type Plain = { factor: Int32Array; accepted: Int32Array; weight: Int32Array }

const ARMS = {
  pass: ({ plain }: Bench) => plainPass(plain.factor, plain.accepted, plain.weight),
  discover: (bench: Bench, city: City) => discoverOnce(bench, city, false),
  stability: (bench: Bench, city: City) => discoverOnce(bench, city, true),
}
type Arm = keyof typeof ARMS

function discoverOnce({ index, records }: Bench, city: City, stability: boolean): number {
  const discovery = discover(index, city, { records, stability })
  return nextQuestions(discovery).couldMove + discovery.order.length
}

/** As fast as it can be made: whole numbers only. */
function plainPass(factor: Int32Array, accepted: Int32Array, weight: Int32Array): number {
  const count = factor.length // read once: asked for in every round it costs more than the sums
  let sum = 0
  for (let i = 0; i < count; i++) sum = (sum + factor[i]! + accepted[i]! + weight[i]!) | 0
  return sum
}

const WARM_UP = 30
const PASSES = 10

/** Median times in milliseconds, the arms taking turns. */
function alternating(rounds: number, bench: Bench, city: City): Record<Arm, number> {
  const times: Record<Arm, number[]> = { pass: [], discover: [], stability: [] }
  let kept = 0
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const name of ['pass', 'discover', 'stability'] as const) {
      const runs = name === 'pass' ? PASSES : 1
      const start = performance.now()
      for (let i = 0; i < runs; i++) kept += ARMS[name](bench, city)
      if (round >= 0) times[name].push((performance.now() - start) / runs)
    }
  }
  if (kept === 0) throw new Error('Nothing was reckoned')
  return { pass: median(times.pass), discover: median(times.discover), stability: median(times.stability) }
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

/** The same numbers every time, so that runs compare. */
let state = 20_260_301
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!

const GROUPS = ['pop', 'gov', 'tru', 'srv', 'res', 'leg', 'thr', 'inf']
const OPTIONS = Array.from({ length: 16 }, (_, i) => `option ${i}`)
const FACTORS: Factors = new Map(
  Array.from({ length: 58 }, (_, i): [string, Factor] => {
    const [id, group] = [`f${String(i).padStart(2, '0')}`, GROUPS[i % GROUPS.length]!]
    if (i % 14 === 13) return [id, { id, group, type: 'one_of', options: OPTIONS.slice(0, 5) }]
    if (i % 29 === 28) return [id, { id, group, type: 'some_of', options: OPTIONS.slice(0, i === 28 ? 7 : 16) }]
    return [id, { id, group, type: 'ordinal', steps: i % 4 === 0 ? 4 : 5 }]
  }),
)
const ALL = [...FACTORS.values()]

function benchOf(count: number): Bench {
  const practices = Array.from({ length: count }, (_, i) => aPractice(i))
  const records = new Map(practices.filter((_, i) => i % 10 === 0).map(({ id }) => [id, [aRecord('a'), aRecord('b')]]))
  const index = compileIndex(practices, FACTORS)
  const { factor, accepted, weight } = index.kinds
  const plain = {
    factor: index.kind.map((kind) => factor[kind]!),
    accepted: index.kind.map((kind) => accepted[kind]!),
    weight: index.kind.map((kind) => weight[kind]!),
  }
  return { index, records: compileRecords(index, records), plain }
}

/** Eight conditions and two safeguards on ten factors. */
function aPractice(i: number): ListedPractice {
  const on = new Set<Factor>()
  while (on.size < 10) on.add(oneOf(ALL))
  const claims = [...on].map((factor, place) => aClaim(factor, place < 8 ? aRole() : 'safeguard'))
  return { id: `practice ${i}`, claims, date: `202${below(7)}-0${1 + below(9)}-${10 + below(19)}` }
}

const aRole = (): Role => oneOf(['helps', 'helps', 'important', 'important', 'important', 'necessary'])

function aClaim(factor: Factor, role: Role): Claim {
  return {
    factor: factor.id,
    test: aTest(factor),
    role,
    basis: oneOf(['reviewer_judgement', 'reported_by_owner']),
    reviewers: 1 + below(2),
  }
}

function aTest(factor: Factor): Test {
  const top = sizeOf(factor) - 1
  if (factor.type !== 'ordinal') return { any_of: [...new Set([oneOf(factor.options), oneOf(factor.options)])] }
  const kind = below(10)
  if (kind < 8) return { at_least: 1 + below(top) }
  return kind === 8 ? { at_most: below(top) } : { any_of: [...new Set([below(top), below(top)])] }
}

const aRecord = (id: string): AdoptionRecord => ({
  id,
  city: `city ${below(500)}`,
  period: `${2010 + below(15)}`,
  outcome: oneOf(['better', 'better', 'mixed', 'no_difference', 'worse']),
  level: below(5),
  independent: below(2) === 0,
  answersThen: someAnswers(40),
})

const aCity = (answered: number): City => ({ id: 'here', answers: someAnswers(answered) })

function someAnswers(count: number): Map<string, GivenAnswer[]> {
  const answers = new Map<string, GivenAnswer[]>()
  while (answers.size < count) {
    const factor = oneOf(ALL)
    const respondents = below(10) === 0 ? 2 : 1
    answers.set(
      factor.id,
      Array.from({ length: respondents }, () => ({ value: anAnswer(factor) })),
    )
  }
  return answers
}

function anAnswer(factor: Factor): Answer {
  if (factor.type === 'ordinal') return below(sizeOf(factor))
  return factor.type === 'one_of' ? oneOf(factor.options) : [...new Set([oneOf(factor.options), oneOf(factor.options)])]
}
