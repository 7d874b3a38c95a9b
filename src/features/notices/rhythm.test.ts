import { describe, expect, test } from 'vitest'
import { channelOf, KINDS, TOPICS, type NoticeChannel, type Topic } from './notice.ts'
import { isPaused, NO_WISHES, readWishes } from './rhythm.ts'

const TODAY = '2026-11-24'
const form = { every: 'week', weekday: '3', quiet_from: '', quiet_until: '', paused_until: '' }

describe('where a notice goes', () => {
  test.each<[Topic, NoticeChannel | undefined, boolean, NoticeChannel]>([
    ['seats', undefined, false, 'mail'],
    ['seats', 'here', false, 'mail'],
    ['seats', 'here', true, 'mail'],
    ['reports', 'digest', true, 'mail'],
    ['organisations', undefined, false, 'mail'],
    ['organisations', 'digest', false, 'digest'],
    ['organisations', 'here', false, 'here'],
    ['organisations', 'mail', true, 'digest'],
    ['answers', undefined, false, 'digest'],
    ['answers', 'mail', false, 'mail'],
    ['answers', undefined, true, 'digest'],
    ['questions', undefined, false, 'mail'],
    ['questions', 'digest', false, 'mail'],
    ['questions', 'here', false, 'here'],
    ['questions', undefined, true, 'here'],
  ])('%s, chosen %s, paused %s: %s', (topic, chosen, paused, goes) =>
    expect(channelOf(topic, chosen ? { [topic]: chosen } : {}, paused)).toBe(goes),
  )
})

test('what tells of safety cannot be turned off, and what may vanish with its subject is no safety', () => {
  for (const [kind, { topic, withoutSubject }] of Object.entries(KINDS)) {
    expect([kind, TOPICS[topic].fixed]).toEqual([kind, kind.startsWith('seat_') || kind.startsWith('report_')])
    if (TOPICS[topic].fixed) expect(withoutSubject).toBe(true)
  }
})

describe('a form of choices', () => {
  test('is read whole; what no page offers falls back', () => {
    const typed = {
      ...form,
      topic_answers: 'mail',
      topic_organisations: 'here',
      topic_questions: 'digest',
      topic_seats: 'here',
      quiet_from: '21:30',
      quiet_until: '07:00',
      weekday: '9',
      every: 'hour',
    }
    expect(readWishes(typed, TODAY)).toEqual({
      ok: true,
      wishes: {
        choices: { answers: 'mail', organisations: 'here' },
        rhythm: { every: 'week', weekday: 1, quiet: { from: 1290, until: 420 }, pausedUntil: null },
      },
    })
  })
  test.each([
    [{ quiet_from: '21:30' }, { quiet: 'quiet_half' }],
    [{ quiet_from: '21:30', quiet_until: '25:00' }, { quiet: 'quiet_half' }],
    [{ quiet_from: '21:30', quiet_until: '21:30' }, { quiet: 'quiet_same' }],
    [{ paused_until: 'soon' }, { pause: 'pause_unreadable' }],
    [{ paused_until: '2026-02-30' }, { pause: 'pause_unreadable' }],
    [{ paused_until: TODAY }, { pause: 'pause_past' }],
    [{ paused_until: '2029-01-01' }, { pause: 'pause_too_long' }],
  ])('%j is %j', (typed, faults) => expect(readWishes({ ...form, ...typed }, TODAY)).toEqual({ ok: false, faults }))
})

test('a pause ends with the day that was named, in the person’s own zone', () => {
  const rhythm = { ...NO_WISHES.rhythm, pausedUntil: '2026-11-25' }
  expect(isPaused(rhythm, new Date('2026-11-24T18:29:00Z'), 'Asia/Kolkata')).toBe(true)
  expect(isPaused(rhythm, new Date('2026-11-24T18:30:00Z'), 'Asia/Kolkata')).toBe(false)
  expect(isPaused(NO_WISHES.rhythm, new Date(), 'Asia/Kolkata')).toBe(false)
})
