import { describe, expect, test } from 'vitest'
import { nextDigest, periodOf } from './digest-period.ts'
import { endOfQuiet, isQuiet, momentOf } from './quiet-hours.ts'

const at = (iso: string) => new Date(iso)
const NIGHT = { from: 22 * 60, until: 7 * 60 }

test.each([
  ['an ordinary night in Paris', 'Europe/Paris', NIGHT, '2026-11-23T22:10:00Z', '2026-11-24T06:00:00Z'],
  ['at noon nothing waits', 'Europe/Paris', NIGHT, '2026-11-24T11:00:00Z', '2026-11-24T11:00:00Z'],
  ['the first quiet minute', 'Europe/Paris', NIGHT, '2026-11-23T21:00:00Z', '2026-11-24T06:00:00Z'],
  ['the minute of its end is not quiet', 'Europe/Paris', NIGHT, '2026-11-24T06:00:00Z', '2026-11-24T06:00:00Z'],
  [
    'the night on which the clock is put forward',
    'Europe/Paris',
    NIGHT,
    '2026-03-28T22:00:00Z',
    '2026-03-29T05:00:00Z',
  ],
  [
    'an end in the hour that is not there',
    'Europe/Paris',
    { from: 1320, until: 150 },
    '2026-03-29T00:00:00Z',
    '2026-03-29T01:00:00Z',
  ],
  ['the night on which the clock is put back', 'Europe/Paris', NIGHT, '2026-10-24T21:00:00Z', '2026-10-25T06:00:00Z'],
  [
    'an end in the hour that comes twice: the first of them',
    'Europe/Paris',
    { from: 1320, until: 150 },
    '2026-10-24T22:00:00Z',
    '2026-10-25T00:30:00Z',
  ],
  [
    'a zone of half an hour',
    'Asia/Kolkata',
    { from: 1320, until: 390 },
    '2026-11-24T18:00:00Z',
    '2026-11-25T01:00:00Z',
  ],
  ['a zone of three quarters', 'Asia/Kathmandu', NIGHT, '2026-11-24T18:00:00Z', '2026-11-25T01:15:00Z'],
  [
    'a clock that is put forward by half an hour',
    'Australia/Lord_Howe',
    NIGHT,
    '2026-10-03T13:00:00Z',
    '2026-10-03T20:00:00Z',
  ],
  ['a span within the day', 'Africa/Tunis', { from: 720, until: 840 }, '2026-11-24T12:20:00Z', '2026-11-24T13:00:00Z'],
] as const)('%s', (_, zone, quiet, asked, ends) => expect(endOfQuiet(at(asked), zone, quiet)).toEqual(at(ends)))

test('without quiet hours nothing waits', () => {
  expect(endOfQuiet(at('2026-11-24T02:00:00Z'), 'Europe/Paris', null)).toEqual(at('2026-11-24T02:00:00Z'))
})

test('through both change days, every quarter before the end is quiet and the end is not', () => {
  const spans = [NIGHT, { from: 60, until: 210 }, { from: 0, until: 1410 }, { from: 150, until: 120 }]
  for (const zone of ['Europe/Paris', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca'])
    for (const quiet of spans)
      for (const day of [
        '2026-03-28T12:07:00Z',
        '2026-10-24T12:07:00Z',
        '2026-04-04T09:07:00Z',
        '2026-10-03T09:07:00Z',
      ])
        for (let hour = 0; hour < 30; hour++) {
          const begun = new Date(Date.parse(day) + hour * 3_600_000)
          const end = endOfQuiet(begun, zone, quiet)
          expect(isQuiet(end, zone, quiet)).toBe(false)
          for (let step = begun.getTime(); step < end.getTime(); step += 900_000)
            expect(isQuiet(new Date(step), zone, quiet)).toBe(true)
        }
})

test('the moment of a clock that is put over it is the first after', () => {
  expect(momentOf('2026-03-29', 150, 'Europe/Paris')).toEqual(at('2026-03-29T01:00:00Z'))
  expect(momentOf('2026-10-25', 150, 'Europe/Paris')).toEqual(at('2026-10-25T00:30:00Z'))
  expect(momentOf('2026-11-24', 480, 'Pacific/Kiritimati')).toEqual(at('2026-11-23T18:00:00Z'))
})

describe('the period of a digest', () => {
  const daily = { every: 'day', weekday: 1 } as const
  const mondays = { every: 'week', weekday: 1 } as const
  test.each([
    [
      'before eight it is that of yesterday',
      daily,
      'Asia/Kolkata',
      '2026-11-24T02:29:00Z',
      'day:2026-11-23',
      '2026-11-23T02:30:00Z',
    ],
    [
      'at eight a new one begins',
      daily,
      'Asia/Kolkata',
      '2026-11-24T02:30:00Z',
      'day:2026-11-24',
      '2026-11-24T02:30:00Z',
    ],
    [
      'on a Tuesday it is that of Monday',
      mondays,
      'Europe/Paris',
      '2026-11-24T12:00:00Z',
      'week:2026-11-23',
      '2026-11-23T07:00:00Z',
    ],
    [
      'on Monday before eight it is that of a week ago',
      mondays,
      'Europe/Paris',
      '2026-11-23T06:59:00Z',
      'week:2026-11-16',
      '2026-11-16T07:00:00Z',
    ],
    [
      'on the Sunday of the change it is eight by the new clock',
      { every: 'week', weekday: 7 },
      'Europe/Paris',
      '2026-03-29T12:00:00Z',
      'week:2026-03-29',
      '2026-03-29T06:00:00Z',
    ],
  ] as const)('%s', (_, rhythm, zone, now, key, begunAt) =>
    expect(periodOf(at(now), zone, rhythm)).toEqual({ key, begunAt: at(begunAt) }),
  )

  test('the next one is a period later, by the clock there', () => {
    expect(nextDigest(at('2026-10-24T12:00:00Z'), 'Europe/Paris', daily)).toEqual(at('2026-10-25T07:00:00Z'))
    expect(nextDigest(at('2026-11-24T12:00:00Z'), 'Europe/Paris', mondays)).toEqual(at('2026-11-30T07:00:00Z'))
  })
})
