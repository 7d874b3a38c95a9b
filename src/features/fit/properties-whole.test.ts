import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assess } from './assess.ts'
import { isSafeguard } from './claim.ts'
import { compileIndex } from './compiled-index.ts'
import { compileRecords } from './compiled-records.ts'
import { discover, rowOf, rowsOf, tierCounts } from './discover.ts'
import { keepFinding, readKept, trimmed, whatChangedSince, type MaySee } from './kept-finding.ts'
import { METHOD_VERSION } from './method.ts'
import { nextConditions } from './next-conditions.ts'
import { nextQuestions } from './next-questions.ts'
import { similar } from './similar.ts'
import {
  aList,
  aWorld,
  everyAnswer,
  holds,
  oneAnswer,
  shuffled,
  someAnswers,
  someFactors,
  withAnswers,
  type SourcedAnswer,
  type SourcedClaim,
  type TestCity,
  type TestRecord,
  type World,
} from './testing/random-cases.ts'

/** Properties 6, 15, 16 and 18–20 of the method: order, neighbours, readers, sources, kept results. */

const aSeed = fc.nat(1_000_000)
const finding = ({ practice, city, factors }: World) => assess(practice, city, factors)

/** The finding without the lists of answers, which stand as they were given. */
function withoutAnswers(world: World) {
  const { conditions, safeguards, necessary, ...rest } = finding(world)
  const bare = <F extends { answers: unknown }>(each: F) => ({ ...each, answers: undefined })
  return {
    ...rest,
    conditions: Object.fromEntries(Object.entries(conditions).map(([state, list]) => [state, list.map(bare)])),
    safeguards: safeguards.map(bare),
    necessary: necessary.map(({ condition, state }) => [condition.claim.factor, state]),
  }
}

const reordered = (answers: TestCity['answers'], seed: number): TestCity['answers'] =>
  new Map(shuffled([...answers], seed).map(([factor, list]) => [factor, shuffled(list, seed + 1)]))

test('6. the order of claims, answers and records has no effect, to the last bit', () => {
  holds([aWorld(6), aSeed], (world, seed) => {
    const { practice, city, factors } = world
    const other: World = {
      factors: new Map(shuffled([...factors], seed)),
      practice: {
        ...practice,
        claims: shuffled(practice.claims, seed),
        // the answers of that time too, which change places inside the record
        records: shuffled(practice.records, seed),
      },
      city: { ...city, answers: reordered(city.answers, seed) },
    }
    expect(withoutAnswers(other)).toStrictEqual(withoutAnswers(world))
    const before = finding(world).elsewhere
    const after = finding(other).elsewhere
    for (const part of ['alpha', 'beta', 'n', 'low', 'high'] as const)
      expect(Object.is(after[part], before[part])).toBe(true)
  })
})

test('6. the order of practices has no effect on tiers, order, questions or conditions', () => {
  holds(
    [aList(6, 3), aSeed],
    ({ factors, practices, city }, seed) => {
      const of = (list: typeof practices) => {
        const index = compileIndex(list, factors)
        const records = compileRecords(index, new Map(list.map(({ id, records }) => [id, records])))
        const found = discover(index, city, { records, stability: true })
        const rows = rowsOf(found).map(({ practice, ...row }) => ({ id: practice.id, ...row }))
        return { rows, questions: nextQuestions(found), conditions: nextConditions(found) }
      }
      const other = shuffled(practices, seed).map((practice) => ({
        ...practice,
        claims: shuffled(practice.claims, seed + 2),
        records: shuffled(practice.records, seed + 3),
      }))
      expect(of(other)).toStrictEqual(of(practices))
    },
    1000,
  )
})

test('6. the order of cities has no effect on which are like ours', () => {
  const places = someFactors.chain((factors) =>
    fc.tuple(
      fc.constant(factors),
      someAnswers(factors),
      fc.array(someAnswers(factors), { minLength: 5, maxLength: 5 }),
    ),
  )
  holds(
    [places, aSeed],
    ([factors, ours, others], seed) => {
      const cities = others.map((answers, i) => ({ id: `city${i}`, answers }))
      const list = (order: typeof cities) => similar({ id: 'here', answers: ours }, order, factors)
      expect(list(shuffled(cities, seed))).toStrictEqual(list(cities))
    },
    500,
  )
})

test('15. adding a practice changes nothing in the finding of another', () => {
  holds(
    [aList(6, 4)],
    ({ factors, practices, city }) => {
      const rowsFor = (list: typeof practices) => {
        const index = compileIndex(list, factors)
        const records = compileRecords(index, new Map(list.map(({ id, records }) => [id, records])))
        const found = discover(index, city, { records, stability: true })
        return list.map(({ id }) => ({ ...rowOf(found, id)!, tiedWithNext: null, tiedWithPrevious: null }))
      }
      expect(rowsFor(practices)).toStrictEqual(practices.flatMap((practice) => rowsFor([practice])))
    },
    1000,
  )
})

test('16. same input, same output', () => {
  holds([aWorld(4)], (world) => {
    expect(finding(structuredClone(world))).toEqual(finding(world))
  })
})

test('16. no rule reads the clock, chance, the world, or the language of the machine', () => {
  const rules = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !/\.(test|server)\.ts$/.test(name),
  )
  expect(rules.length).toBeGreaterThan(20)
  const odd = /Date\b|Math\.random|localeCompare|\bIntl\b|toLocale|process\.|from 'node:|performance\.|fetch\(/
  expect(
    rules.filter((name) =>
      odd.test(readFileSync(`${import.meta.dirname}/${name}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')),
    ),
  ).toEqual([])
})

test('18. changing what a reader may not see changes nothing that this reader is shown of a practice', () => {
  let changed = 0
  holds(
    [aWorld(4).chain((world) => fc.tuple(fc.constant(world), someAnswers(world.factors), aSeed))],
    ([world, otherAnswers, seed]) => {
      // by the place in the input, so that what is hidden can be anything
      const hiddenFactor = (id: string) => (Number(id.slice(1)) + seed) % 3 === 0
      const secret = (answer: SourcedAnswer) => answer.source === 'secret'
      const maySee: MaySee<SourcedClaim, SourcedAnswer, TestRecord> = {
        claim: ({ factor }) => !hiddenFactor(factor),
        answer: (answer) => !secret(answer),
        record: ({ id }) => (Number(id.slice(1)) + seed) % 2 === 0,
      }
      const hide = (answers: TestCity['answers']) =>
        [...answers].map(([factor, list]): [string, SourcedAnswer[]] => [
          factor,
          list.map((answer) => ({ ...answer, source: 'secret' })),
        ])
      const both = (answers: TestCity['answers']): TestCity => {
        const hidden = new Map(hide(answers))
        const all = [...world.factors.keys()].map((id): [string, SourcedAnswer[]] => [
          id,
          [...(world.city.answers.get(id) ?? []), ...(hidden.get(id) ?? [])],
        ])
        return { id: 'here', answers: new Map(all) }
      }
      const practiceWith = (turned: boolean) => ({
        ...world.practice,
        claims: world.practice.claims.filter(({ factor }) => !turned || !hiddenFactor(factor)),
        records: world.practice.records.map((record) =>
          turned && !maySee.record(record) ? { ...record, outcome: 'worse' as const, level: 4 } : record,
        ),
      })
      const one = keepFinding(practiceWith(false), both(new Map()), '2026-01-01')
      const two = keepFinding(practiceWith(true), both(otherAnswers), '2026-01-01')
      expect(readKept(two, maySee, world.factors)).toStrictEqual(readKept(one, maySee, world.factors))
      expect(whatChangedSince(trimmed(one, maySee), trimmed(two, maySee))).toEqual([])
      if (finding({ ...world, ...one }).tier !== finding({ ...world, ...two }).tier) changed++
    },
  )
  expect(changed).toBeGreaterThan(100) // what is hidden would have mattered
})

test('18. practices out of view move no row, count, tie, question or condition', () => {
  holds(
    [aList(7, 2), aSeed],
    ({ factors, practices, city }, seed) => {
      const visible = new Set(practices.filter((_, i) => (seed >> i) % 2 === 0).map(({ id }) => id))
      const shown = (list: typeof practices) => {
        const index = compileIndex(list, factors)
        const records = compileRecords(index, new Map(list.map(({ id, records }) => [id, records])))
        const found = discover(index, city, { records, only: visible, stability: true })
        const rows = rowsOf(found).map(({ practice, ...row }) => ({ id: practice.id, ...row }))
        const wanted = { concerns: ['challenges/hate', 'challenges/rumours'] }
        return {
          rows,
          tiers: tierCounts(found),
          questions: nextQuestions(found, wanted),
          conditions: nextConditions(found),
        }
      }
      const strangers = practices.map((practice) => ({
        ...practice,
        id: `hidden ${practice.id}`,
        terms: ['challenges/hate'],
      }))
      const hiddenChanged = practices.map((practice) =>
        visible.has(practice.id)
          ? practice
          : { ...practice, claims: practice.claims.slice(1), date: '2026-12-31', terms: [] },
      )
      expect(shown([...hiddenChanged, ...strangers])).toStrictEqual(shown(practices))
      expect(shown(practices.filter(({ id }) => visible.has(id)))).toStrictEqual(shown(practices))
    },
    1000,
  )
})

test('18. records that a reader may not see move neither tenths nor order', () => {
  holds(
    [aList(5, 3)],
    ({ factors, practices, city }) => {
      const index = compileIndex(practices, factors)
      const none = compileRecords(index, new Map())
      const bare = discover(index, city)
      const blind = discover(index, city, { records: none })
      expect([...blind.order]).toEqual([...bare.order])
      expect([...blind.lowTenths]).toEqual([...bare.lowTenths])
    },
    300,
  )
})

test('19. every listed thing carries claim, answer, date and source as they were given', () => {
  holds([aWorld(4)], (world) => {
    const found = finding(world)
    const listed = [...Object.values(found.conditions).flat(), ...found.safeguards]
    expect(new Set(listed.map(({ claim }) => claim))).toEqual(new Set(world.practice.claims))
    expect(listed).toHaveLength(world.practice.claims.length)
    for (const { claim, answers, factor, accepted } of listed) {
      expect(claim.source).toBe(`source of ${claim.factor}`)
      expect(factor).toBe(world.factors.get(claim.factor))
      expect(accepted.length).toBeGreaterThan(0)
      expect(answers).toEqual(world.city.answers.get(claim.factor) ?? [])
      for (const answer of answers) expect([answer.date, answer.source, answer.respondent].every(Boolean)).toBe(true)
    }
    for (const { condition } of found.necessary) expect(listed).toContain(condition)
    expect(found.elsewhere.records.map(({ record }) => record).sort(byId)).toEqual(
      [...world.practice.records].sort(byId),
    )
    for (const { claim, records } of found.othersChanged) {
      expect(world.practice.claims).toContain(claim)
      for (const record of records) expect(record.changes).toEqual([`change of ${record.id}`])
    }
  })
})

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

test('20. a kept result keeps the claims and answers of its day', () => {
  holds(
    [aWorld(3), aSeed],
    (world, seed) => {
      const kept = keepFinding(world.practice, world.city, '2026-01-01')
      const all: MaySee<SourcedClaim, SourcedAnswer, TestRecord> = {
        claim: () => true,
        answer: () => true,
        record: () => true,
      }
      const [id, factor] = [...world.factors][seed % world.factors.size]!
      withAnswers(world.city, [id, [oneAnswer(everyAnswer(factor)[0]!)]])
      expect(readKept(kept, all, world.factors)).toStrictEqual(finding(world))
      expect(kept.methodVersion).toBe(METHOD_VERSION)
      expect(whatChangedSince(kept, world)).toEqual([])
    },
    500,
  )
})

test('20. it says what changed since, and when; where nothing is said, nothing moved', () => {
  let said = 0
  holds(
    [aWorld(2).chain((world) => fc.tuple(fc.constant(world), someAnswers(world.factors), aSeed))],
    ([world, now, seed]) => {
      const kept = keepFinding(world.practice, world.city, '2026-01-01')
      const claims = world.practice.claims.filter((_, i) => i !== seed % 12)
      const today: World = { ...world, practice: { ...world.practice, claims }, city: { id: 'here', answers: now } }
      const changes = whatChangedSince(kept, today)
      const gone = world.practice.claims.find((claim) => !claims.includes(claim))
      if (gone)
        expect(changes).toContainEqual({
          what: isSafeguard(gone) ? 'safeguard' : 'condition',
          how: 'removed',
          of: gone.factor,
          on: null,
        })
      for (const id of world.factors.keys()) {
        const values = (city: TestCity['answers']) =>
          JSON.stringify((city.get(id) ?? []).map(({ value }) => JSON.stringify(value)).sort())
        const told = changes.filter(({ what, of }) => what === 'answers' && of === id)
        expect(told).toHaveLength(values(now) === values(world.city.answers) ? 0 : 1)
        const newest =
          (now.get(id) ?? [])
            .map(({ date }) => date)
            .sort()
            .at(-1) ?? null
        if (told[0]) expect(told[0].on).toBe(newest)
      }
      if (changes.length > 0) said++
      else expect(finding(today).tier).toBe(finding(world).tier)
    },
  )
  expect(said).toBeGreaterThan(1000)
})

test('20. a result kept under another version of the method says so', () => {
  const world = { practice: { id: 'p', claims: [], records: [] }, city: { id: 'here', answers: new Map() } }
  const kept = { ...keepFinding(world.practice, world.city, '2026-01-01'), methodVersion: METHOD_VERSION - 1 }
  expect(whatChangedSince(kept, world)).toEqual([{ what: 'method', how: 'changed', of: null, on: null }])
})
