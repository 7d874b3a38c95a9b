import { expect, test } from 'vitest'
import { readTold, type TypedTold } from './answer-input.ts'
import { saidAudience } from '#features/people/audience.ts'

const TODAY = '2026-11-24'
const READER = '019a0000-0000-7000-8000-000000000001'
const typed = (more: Partial<TypedTold> = {}): TypedTold => ({
  label: 'network',
  how: 'group',
  confidence: 'high',
  day: TODAY,
  note: '',
  readers: [],
  ...more,
})
const faults = (more: Partial<TypedTold>) => {
  const read = readTold(typed(more), TODAY)
  return read.ok ? {} : read.faults
}

test('what is said of an answer is read, white space apart', () => {
  expect(readTold(typed({ note: ' One line.\r\nTwo. ', confidence: 'none' }), TODAY)).toEqual({
    ok: true,
    told: { label: 'network', how: 'group', confidence: null, day: TODAY, note: 'One line.\nTwo.', readers: [] },
  })
})

test('each fault is named beside its field', () => {
  expect(faults({ label: 'nobody' })).toEqual({ label: 'label_missing' })
  expect(faults({ how: '' })).toEqual({ how: 'how_missing' })
  expect(faults({ day: '2026-02-30' })).toEqual({ day: 'day_unreadable' })
  expect(faults({ day: '0001-01-01' })).toEqual({ day: 'day_unreadable' })
  expect(faults({ day: '2026-11-25' })).toEqual({ day: 'day_ahead' })
  expect(faults({ note: 'a'.repeat(1001) })).toEqual({ note: 'note_too_long' })
  expect(faults({ label: 'cities', readers: ['nobody'] })).toEqual({ readers: 'readers_missing' })
  expect(faults({ label: '', how: '' })).toEqual({ label: 'label_missing', how: 'how_missing' })
})

test('named cities count with their label alone', () => {
  expect(readTold(typed({ readers: [READER] }), TODAY)).toMatchObject({ ok: true, told: { readers: [] } })
  expect(readTold(typed({ label: 'cities', readers: [READER, READER] }), TODAY)).toMatchObject({
    told: { readers: [READER] },
  })
})

test('fewer than five people are never counted out, nor what could be subtracted to find them', () => {
  const said = (team: number, region: number, network: number) => {
    const all = saidAudience({
      team: { cities: 1, people: team },
      region: { cities: 2, people: region },
      network: { cities: 5, people: network },
    })
    return [all.team.people, all.region.people, all.network.people]
  }
  expect(said(7, 12, 30)).toEqual([{ said: 7 }, { said: 12 }, { said: 30 }])
  expect(said(7, 7, 7)).toEqual([{ said: 7 }, { said: 7 }, { said: 7 }])
  expect(said(2, 4, 4)).toEqual(['few', 'few', 'few'])
  expect(said(7, 8, 30)).toEqual([{ said: 7 }, 'unsaid', { said: 30 }])
  expect(said(7, 8, 9)).toEqual([{ said: 7 }, 'unsaid', 'unsaid'])
  expect(said(3, 5, 8)).toEqual(['few', 'unsaid', { said: 8 }])
})
