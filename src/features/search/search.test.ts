import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Language } from '#platform/language/languages.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { registerItem } from '#features/registry/item.queries.server.ts'
import { replaceSearchEntries } from '#features/registry/search-entry.server.ts'
import { listResults } from './results.server.ts'
import { plainWhy } from './said-why.server.ts'
import { readSearchAsk, writeSearchAsk } from './search.query.ts'
import { search, searchPracticeIds } from './search.server.ts'

const db = testDatabase(withSample)
const TEST: Actor = { kind: 'system', job: 'test' }

const ask = (q: string, language: Language = 'en', actor: Actor = VISITOR) => search(db(), actor, { language, q })
const slugs = async (q: string, language: Language = 'en', actor: Actor = VISITOR) =>
  (await ask(q, language, actor)).found.map((found) => found.slug)
const page = (query: Record<string, string>, language: Language = 'en', size = 20) =>
  listResults(db(), VISITOR, { language, ask: readSearchAsk(new URLSearchParams(query)), size })

const idOf = async (slug: string) =>
  (await db().selectFrom('item').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
const relabel = async (slug: string, label: Label) =>
  void (await db().updateTable('item').set({ label }).where('slug', '=', slug).execute())

async function aTerm(
  slug: string,
  words: { title: string; synonyms?: string[]; hidden?: string[] },
  label: Label = 'public',
) {
  const { id } = await registerItem(db(), TEST, {
    kind: 'term',
    slug,
    placeId: null,
    region: null,
    label,
    state: 'published',
    originalLanguage: 'en',
    demonstration: false,
    document: words,
    texts: { en: { title: words.title, summary: '', parts: { synonyms: words.synonyms ?? [] }, origin: 'original' } },
    search: {
      en: { title: words.title, summary: '', body: '', synonyms: words.synonyms ?? [], hidden: words.hidden ?? [] },
    },
  })
  const [vocabulary = '', code = ''] = slug.split('/')
  await db().insertInto('term').values({ id, vocabulary, code, broader: null, position: 0 }).execute()
  return id
}

const carry = async (practice: string, slug: string) => {
  const [vocabulary = '', code = ''] = slug.split('/')
  await db()
    .insertInto('practice_term')
    .values({ practice_id: await idOf(practice), vocabulary, code, position: 99 })
    .execute()
}

// words that nothing of the sample holds
beforeEach(async () => {
  await aTerm('forms/zqx', {
    title: 'Quirbles',
    synonyms: ['small quirbles', 'mumblings'],
    hidden: ['nasty vorple', 'Drumzel'],
  })
  await carry('aarhus-model', 'forms/zqx')
})

test('a practice is found by its theme: by label, synonym and hidden synonym, whole', async () => {
  for (const q of ['quirbles', 'Mumblings', 'nasty vorple', 'drumzel', 'DRÚMZEL'])
    expect(await slugs(q), q).toContain('aarhus-model')
  expect((await slugs('drumzel'))[0]).toBe('forms/zqx')
})

test('a hidden phrase matches only as a whole: no part, no beginning, no misspelling of it', async () => {
  for (const q of ['vorple', 'nasty', 'drumz', 'drumzl', 'drumzels', 'nasty big vorple'])
    expect(await slugs(q), q).not.toContain('aarhus-model')
  expect(await ask('drumzl')).toMatchObject({ found: [], corrected: [] })
  expect(await slugs('nasty vorple aarhus')).toContain('aarhus-model')
})

test('a hidden phrase is never the reason: the label of its term is', async () => {
  const { rows } = await page({ q: 'drumzel' })
  expect(rows.map((row) => row.slug)).toEqual(['forms/zqx', 'aarhus-model'])
  for (const row of rows) {
    expect(plainWhy(row, 'en')).toBe('Matched through “Quirbles” in the vocabulary.')
    expect(JSON.stringify(row).toLowerCase()).not.toContain('drumzel')
  }
})

test('hidden phrases stand in no list of spellings and in no text that is searched', async () => {
  const { rows } = await sql<{
    found: boolean
  }>`select exists (select 1 from search_word where word in ('drumzel', 'vorple'))
    or exists (select 1 from search_entry where document @@ 'drumzel | vorple'::tsquery) as found`.execute(db())
  expect(rows[0]?.found).toBe(false)
})

test('a term that the reader may not see widens nothing, and is found by who may', async () => {
  await relabel('forms/zqx', 'network')
  for (const q of ['quirbles', 'mumblings', 'drumzel', 'nasty vorple']) expect(await slugs(q), q).toEqual([])
  const seated: Actor = {
    kind: 'person',
    id: 'x',
    seats: [{ placeId: await idOf('dakar-senegal'), region: 'west_central_africa', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'two',
  }
  expect(await slugs('mumblings', 'en', seated)).toEqual(['forms/zqx', 'aarhus-model'])
})

test('a word that only a hidden thing holds is suggested to nobody else, and moves no correction', async () => {
  await aTerm('forms/zqy', { title: 'Mumblinks' }, 'team')
  expect(await ask('mumblinkz')).toMatchObject({ corrected: [{ typed: 'mumblinkz', instead: 'mumblings' }] })
  await relabel('forms/zqx', 'team')
  expect(await ask('mumblinkz')).toMatchObject({ found: [], corrected: [] })
})

test('a practice that loses a term is no longer found by it', async () => {
  await db().deleteFrom('practice_term').where('code', '=', 'zqx').execute()
  expect(await slugs('mumblings')).toEqual(['forms/zqx'])
})

test('a city is found by a concern that it names, and no more when it names it no longer', async () => {
  await aTerm('challenges/zqz', { title: 'Wobblery' })
  await db()
    .updateTable('city')
    .set({ challenge_terms: ['zqz'] })
    .where('id', '=', await idOf('dakar-senegal'))
    .execute()
  expect(await slugs('wobblery')).toEqual(['challenges/zqz', 'dakar-senegal'])
  await db()
    .updateTable('city')
    .set({ challenge_terms: [] })
    .where('id', '=', await idOf('dakar-senegal'))
    .execute()
  expect(await slugs('wobblery')).toEqual(['challenges/zqz'])
})

test('a word that no entry holds any more is forgotten, one that another still holds is not', async () => {
  const known = async (word: string) =>
    (await db().selectFrom('search_word').select('word').where('word', '=', word).execute()).length === 1
  expect(await known('mumblings')).toBe(true)
  await replaceSearchEntries(db(), await idOf('forms/zqx'), {
    en: { title: 'Quirbles and police', summary: '', body: '', synonyms: [], hidden: [] },
  })
  expect([await known('mumblings'), await known('quirbles'), await known('police')]).toEqual([false, true, true])
  await replaceSearchEntries(db(), await idOf('forms/zqx'), {})
  expect([await known('quirbles'), await known('police')]).toEqual([false, true])
})

test('an item without published state is not found', async () => {
  for (const state of ['draft', 'withdrawn', 'retired']) {
    await db().updateTable('item').set({ state }).where('slug', '=', 'forms/zqx').execute()
    expect(await slugs('quirbles'), state).toEqual([])
  }
})

test('accents, letter forms, articles, digits, hyphens and American endings make no difference', async () => {
  const same = async (...questions: [string, Language][]) => {
    const answers = await Promise.all(questions.map(([q, language]) => slugs(q, language)))
    expect(answers[0]?.length, questions[0]?.[0]).toBeGreaterThan(0)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  }
  await same(['écoles', 'fr'], ['ecoles', 'fr'], ['ÉCOLES', 'fr'], ['e\u0301coles', 'fr'])
  await same(['الأسرة', 'ar'], ['الاسره', 'ar'], ['الأُسْرَة', 'ar'], ['الأســرة', 'ar'])
  await same(['الشباب', 'ar'], ['والشباب', 'ar'], ['بالشباب', 'ar'], ['للشباب', 'ar'], ['شباب', 'ar'])
  await same(['القرى', 'ar'], ['القري', 'ar'])
  await same(['neighborhood', 'en'], ['neighbourhood', 'en'])
  await same(['multi-agency', 'en'], ['multiagency', 'en'])
  await same(['2010', 'en'], ['٢٠١٠', 'en'])
})

test('one word that nothing holds leaves the others searched, and is told', async () => {
  const answer = await ask('rumours zzqqxv')
  expect(answer.missed).toEqual(['zzqqxv'])
  expect(answer.found.map((found) => found.slug)).toContain('barcelona-anti-rumours')
  expect(await ask('zzqqxv yyqqxv')).toMatchObject({ found: [], missed: [] })
})

test('when nothing holds all words, what holds most of them comes first, and that is told', async () => {
  const answer = await ask('neo-nazi cable kumanovo')
  expect(answer.partly).toBe(true)
  expect(answer.found.map((found) => found.slug)).toEqual(
    expect.arrayContaining(['kumanovo-cat', 'medellin-metrocable', 'wunsiedel-involuntary-walkathon']),
  )
})

test('pages follow each other by key without a gap; an unknown key begins at the beginning', async () => {
  const all = (await page({ q: 'jeunes' }, 'fr', 1000)).rows.map((row) => row.slug)
  const seen: string[] = []
  for (let after: string | null = null, turns = 0; turns === 0 || after !== null; turns++) {
    const { rows, next, before } = await page({ q: 'jeunes', ...(after ? { after } : {}) }, 'fr', 7)
    expect(before).toBe(seen.length)
    seen.push(...rows.map((row) => row.slug))
    after = next
  }
  expect(seen).toEqual(all)
  expect((await page({ q: 'jeunes', after: 'practice/none' }, 'fr', 7)).rows.map((row) => row.slug)).toEqual(
    all.slice(0, 7),
  )
})

test('one kind alone, with the counts of all', async () => {
  const { rows, counts } = await page({ q: 'police', kind: 'practice' }, 'en', 100)
  expect(new Set(rows.map((row) => row.kind))).toEqual(new Set(['practice']))
  expect(counts.practice.count).toBe(rows.length)
  expect(counts.all.count).toBe(counts.practice.count + counts.city.count + counts.term.count + counts.glossary.count)
  expect((await page({ q: 'police', kind: 'nothing' })).counts).toEqual(counts)
})

test('the address is written as it is read', () => {
  const ask = { q: 'a b', kind: 'term' as const, after: 'term/forms/far_right' }
  const written = new URLSearchParams(Object.entries(writeSearchAsk(ask)).map(([name, value]) => [name, String(value)]))
  expect(readSearchAsk(written)).toEqual(ask)
  expect(readSearchAsk(new URLSearchParams('q=x&kind=y&after=../../x'))).toEqual({ q: 'x', kind: null, after: null })
})

test('words are marked in what is shown, and the reason names them in the language of the page', async () => {
  const { rows } = await page({ q: 'شائعات' })
  const barcelona = rows.find((row) => row.slug === 'barcelona-anti-rumours') ?? expect.fail('not found')
  expect(plainWhy(barcelona, 'en')).toBe('Matched “الشائعات” in the title. Found in Arabic.')
  const [market] = (await page({ q: 'fish market' })).rows
  expect(market?.slug).toBe('demo-marsa-lawz')
  expect(market?.passage?.segments.filter((each) => each.mark).map((each) => each.text)).toEqual(['fish', 'market'])
  expect(market?.demonstration).toBe(true)
})

test('odd questions are answered calmly, in every language', async () => {
  const odd = [
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '🙂',
    '&|!():*<->',
    "'; drop table item; --",
    '"rumours"',
    'rumours & !police',
    '%_\\',
    '\uD800',
    'the',
    'les des',
    'في من',
    'ـــ',
    '-',
    'x'.repeat(9999),
    'word '.repeat(500),
    '§kind/practice',
    '~polic',
    "§none' | 'police",
    '½ ﷺ ﬁ',
    '\u202Erumours',
  ]
  for (const q of odd)
    for (const language of ['en', 'fr', 'ar'] as const)
      await expect(page({ q }, language), q.slice(0, 40)).resolves.toBeDefined()
  for (const q of ['', '🙂', '&|!', 'the', 'في من']) expect((await page({ q })).rows, q).toEqual([])
  expect(await slugs('"rumours"')).toEqual(await slugs('rumours'))
})

test('facts cannot be asked for as words', async () => {
  expect(await slugs('§kind/city')).toEqual(await slugs('kind/city'))
  expect(await slugs('§forms/zqx')).not.toContain('aarhus-model')
})

test('ids of practices, best first; null where nothing was asked', async () => {
  const ids = await searchPracticeIds(db(), VISITOR, { language: 'en', q: 'rumours' })
  expect(ids?.[0]).toBe(await idOf('barcelona-anti-rumours'))
  expect(await searchPracticeIds(db(), VISITOR, { language: 'en', q: ' ' })).toBeNull()
  expect(await searchPracticeIds(db(), VISITOR, { language: 'en', q: 'zzqqxv' })).toEqual([])
})

test('a search leaves the settings of the connection as they were', async () => {
  await ask('rumours')
  const { rows } = await sql<{ on: string }>`select current_setting('enable_seqscan') as on`.execute(db())
  expect(rows[0]?.on).toBe('on')
})

test('a practice found says its place in the language of the reader', async () => {
  const placeIn = async (language: Language) =>
    (await page({ q: 'Aarhus' }, language)).rows.find((row) => row.slug === 'aarhus-model')?.place
  expect(await placeIn('en')).toMatchObject({ name: 'Aarhus', lang: 'en' })
  expect(await placeIn('ar')).toMatchObject({ name: 'آرهوس', lang: 'ar' })
})
