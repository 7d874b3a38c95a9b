import { expect, test } from 'vitest'
import { countChosen, NO_FILTERS, readCityAsk, writeCityAsk } from './city.query.ts'

const read = (query: string) => readCityAsk(new URLSearchParams(query))

test('what is asked comes back, and is written back as it was', () => {
  const ask = read(
    'q=Kumanovo&region=mena&region=south_asia&country=FR&level=city&basis=engaged&practice=yes&kind=real&after=arusha-tanzania',
  )
  expect(ask).toEqual({
    filters: {
      q: 'Kumanovo',
      regions: ['mena', 'south_asia'],
      country: 'FR',
      levels: ['city'],
      bases: ['engaged'],
      practice: true,
      kind: 'real',
    },
    after: 'arusha-tanzania',
  })
  expect(countChosen(ask.filters)).toBe(8)
  expect(writeCityAsk(ask.filters)).toMatchObject({ region: ['mena', 'south_asia'], practice: 'yes', after: null })
})

test('what is unknown, empty, too long or too much is left out, and nothing fails', () => {
  const long = 'x'.repeat(5000)
  for (const query of [
    '',
    'q=&region=&country=&level=&after=',
    'country=fr&level=empire&basis=member&practice=maybe&kind=ghost&after=../x',
    `region=${long}&after=${long}`,
  ])
    expect(read(query)).toEqual({ filters: NO_FILTERS, after: null })
  expect(read(`q=${long}`).filters.q.length).toBe(80)
  expect(read('q=a%00b%0Ac').filters.q).toBe('a b c')
  expect(
    read(
      Array.from(
        { length: 10_000 },
        (_, at) => `region=r_${'abcdefghij'[at % 10]}${'abcdefghij'[((at / 10) % 10) | 0]}`,
      ).join('&'),
    ).filters.regions.length,
  ).toBeLessThanOrEqual(40)
})
