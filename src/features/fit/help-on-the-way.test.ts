import { expect, test } from 'vitest'
import { helpOnTheWay } from './help-on-the-way.ts'

const nothing = {
  coreComponents: 0,
  materialLanguages: [],
  readerLanguages: ['ar'],
  ownerAnswers: null,
  offersCall: [],
  courses: [],
}

test('what is missing keeps its line', () => {
  expect(helpOnTheWay(nothing).map(({ kind, there }) => [kind, there])).toEqual([
    ['core_components_named', false],
    ['material_in_shared_language', false],
    ['owner_answers', null],
    ['someone_offers_call', false],
    ['course', false],
  ])
})

test('material helps in a language that the reader shares', () => {
  const [, material] = helpOnTheWay({ ...nothing, materialLanguages: ['fr', 'ar'] })
  expect(material).toEqual({ kind: 'material_in_shared_language', there: true, languages: ['ar'] })
  const [, foreign] = helpOnTheWay({ ...nothing, materialLanguages: ['fr'] })
  expect(foreign).toMatchObject({ there: false, languages: [] })
})

test('counts and names stay with their line', () => {
  const [core, , owner, call, course] = helpOnTheWay({
    ...nothing,
    coreComponents: 4,
    ownerAnswers: false,
    offersCall: ['one'],
    courses: ['c'],
  })
  expect(core).toMatchObject({ there: true, count: 4 })
  expect(owner).toMatchObject({ there: false })
  expect(call).toMatchObject({ there: true, cities: ['one'] })
  expect(course).toMatchObject({ there: true, courses: ['c'] })
})
