/** What a tired coordinator types, in which language, misspelt or not, and whether the first rows serve. */
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Language } from '#platform/language/languages.ts'
import { shownBy } from './visit.ts'

const db = testDatabase(withSample)

type Row = { kind: string; id: string; title: string; why: string }

async function ask(language: Language, q: string): Promise<Row[]> {
  const route = await import('./[lang=lang]/search.json/+server.ts')
  return JSON.parse(
    (await shownBy(route, {
      db: db(),
      language,
      query: `?q=${encodeURIComponent(q)}`,
      path: `/${language}/search.json`,
    })) ?? 'null',
  ) as Row[]
}
const ids = (rows: Row[], most: number) => rows.slice(0, most).map((row) => row.id)

/** Language, question, and what stands among the first three rows. */
const QUESTIONS: [Language, string, string][] = [
  ['en', 'rumours', 'barcelona-anti-rumours'],
  ['en', 'rumeurs', 'barcelona-anti-rumours'],
  ['fr', 'rumours', 'barcelona-anti-rumours'],
  ['ar', 'شائعات', 'barcelona-anti-rumours'],
  ['ar', 'الشائعات', 'barcelona-anti-rumours'],
  ['en', 'radicalization', 'glossary/radicalisation'],
  ['en', 'radicalisation', 'glossary/radicalisation'],
  ['fr', 'radicalisation', 'glossary/radicalisation'],
  ['en', 'jeunes', 'target_groups/young_people'],
  ['ar', 'الشباب', 'target_groups/young_people'],
  ['fr', 'mentorat', 'practice_types/mentoring'],
  ['en', 'mentoring', 'practice_types/mentoring'],
  ['en', 'Dakar', 'dakar-senegal'],
  ['en', 'Dakar', 'dakar-grand-yoff-youth-police'],
  ['ar', 'داكار', 'dakar-grand-yoff-youth-police'],
  ['fr', 'montreal', 'montreal-cprmv'],
  ['ar', 'مونتريال', 'montreal-cprmv'],
  ['fr', 'Montréal', 'montreal-canada'],
  ['en', 'police', 'sectors/police'],
  ['fr', 'police de proximité', 'glossary/community_policing'],
  ['en', 'community policing', 'practice_types/community_policing'],
  ['en', 'stigma', 'glossary/stigma'],
  ['fr', 'stigmatisation', 'glossary/stigma'],
  ['ar', 'الوصم', 'glossary/stigma'],
  ['en', 'far right', 'forms/far_right'],
  ['fr', 'extrême droite', 'forms/far_right'],
  ['fr', 'extreme droite', 'forms/far_right'],
  ['en', 'helsinki', 'finland-anchor-helsinki'],
  ['ar', 'آرهوس', 'aarhus-model'],
  ['ar', 'ارهوس', 'aarhus-model'],
  ['en', 'mermaid zzz', ''],
  ['en', 'Medellin', 'medellin-metrocable'],
  ['fr', 'Kumanovo', 'kumanovo-cat'],
  ['en', 'kuman', 'kumanovo-cat'],
]

test.each(QUESTIONS)('in %s, "%s" finds %s among the first', async (language, q, id) => {
  const rows = await ask(language, q)
  if (id === '') expect(rows).toEqual([])
  else expect(ids(rows, 3)).toContain(id)
  for (const row of rows) {
    expect(row.why.length, row.id).toBeGreaterThan(5)
    expect(['practice', 'city', 'organisation', 'term', 'glossary']).toContain(row.kind)
  }
})

/** Ten misspelt words in each language, and what they were meant to find among the first five. */
const MISSPELT: [Language, string, string][] = [
  ['en', 'rumurs', 'barcelona-anti-rumours'],
  ['en', 'prevntion', 'glossary/prevention'],
  ['en', 'radicalisaton', 'glossary/radicalisation'],
  ['en', 'polise', 'sectors/police'],
  ['en', 'mentering', 'practice_types/mentoring'],
  ['en', 'disinformaton', 'glossary/disinformation'],
  ['en', 'helsnki', 'finland-anchor-helsinki'],
  ['en', 'barcellona', 'barcelona-anti-rumours'],
  ['en', 'stigmma', 'glossary/stigma'],
  ['en', 'reintegraton', 'glossary/reintegration'],
  ['fr', 'rumeures', 'barcelona-anti-rumours'],
  ['fr', 'prevantion', 'glossary/prevention'],
  ['fr', 'radicalisasion', 'glossary/radicalisation'],
  ['fr', 'polarization', 'glossary/polarisation'],
  ['fr', 'desinformtion', 'glossary/disinformation'],
  ['fr', 'mantorat', 'practice_types/mentoring'],
  ['fr', 'strasbourgh', 'strasbourg-prevention'],
  ['fr', 'discriminasion', 'glossary/discrimination'],
  ['fr', 'evaluasion', 'glossary/evaluation'],
  ['fr', 'bordaux', 'bordeaux-capri'],
  ['ar', 'الشائعاط', 'barcelona-anti-rumours'],
  ['ar', 'التطرق العنيف', 'glossary/violent_extremism'],
  ['ar', 'الوقايه', 'glossary/prevention'],
  ['ar', 'الوقاية', 'glossary/prevention'],
  ['ar', 'الاستقطاپ', 'glossary/polarisation'],
  ['ar', 'برشلونه', 'barcelona-anti-rumours'],
  ['ar', 'هلسنكى', 'finland-anchor-helsinki'],
  ['ar', 'الكراهيه', 'glossary/hate'],
  ['ar', 'التميز', 'glossary/discrimination'],
  ['ar', 'كومانوفوا', 'kumanovo-cat'],
]

test.each(MISSPELT)('in %s, the misspelt "%s" still finds %s', async (language, q, id) => {
  expect(ids(await ask(language, q), 5)).toContain(id)
})

test('a hidden word finds a practice by its theme and is never shown or given as the reason', async () => {
  const rows = await ask('en', 'jihadism')
  expect(rows.map((row) => row.id)).toContain('forms/religiously_framed')
  expect(rows.some((row) => row.kind === 'practice')).toBe(true)
  for (const row of rows) expect(`${row.title} ${row.why}`.toLowerCase()).not.toMatch(/jihadis[mt](?!.*you)/)
})

test('nothing asked, only signs, far too much, or nothing found is an empty list', async () => {
  for (const q of [
    '',
    '   ',
    '!!! ??',
    '\u0000',
    '\u{1F600}',
    'zzzzqqqxx',
    '&|!():*',
    "'; --",
    '%',
    '_',
    '\\',
    'x'.repeat(5000),
  ])
    expect(await ask('ar', q), q).toEqual([])
})
