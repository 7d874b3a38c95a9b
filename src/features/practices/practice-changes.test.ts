import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { changesBetween } from './practice-changes.ts'
import { readDocument, recordOfDocument, trimDocument, languageOf } from './practice-document.ts'
import type { PracticeRow } from './practice-import.ts'

const sample = (JSON.parse(readFileSync('sample/practices.json', 'utf8')) as { practices: PracticeRow[] }).practices
const kumanovo = readDocument(sample.find((row) => row.id === 'kumanovo-cat'))
const SEEN = {
  practices: new Set(['majdal-anjar-lpn']),
  cities: new Map([['kumanovo-north-macedonia', { name: 'كومانوفو', language: 'ar' }]]),
}

describe('the difference of two revisions', () => {
  const [first, ...rest] = kumanovo.claims
  const after: PracticeRow = {
    ...kumanovo,
    title: { ...kumanovo.title, en: `${kumanovo.title['en']} renewed`, fr: 'Nouveau' },
    forms: [...kumanovo.forms, 'far_left'],
    claims: [
      ...rest,
      { ...(first ?? expect.fail()), role: 'helps', mechanism: { ...first?.mechanism, en: 'Another reason.' } },
    ],
    cost: { ...kumanovo.cost, band: 'high' },
    harm: null,
  }
  const changes = changesBetween(kumanovo, after, 'en')

  test('stands under the headings of the record, in the words of the reader', () => {
    expect(changes.sections.map(({ section }) => section)).toEqual(
      kumanovo.harm ? ['head', 'in_short', 'needs', 'results'] : ['head', 'in_short', 'needs'],
    )
    expect(changes.sections[0]?.changes.map((change) => change.path)).toEqual(['title.en'])
  })
  test('a claim that moved is no change, one whose reason changed names its factor', () => {
    expect(
      changes.sections
        .find(({ section }) => section === 'needs')
        ?.changes.map((change) => [change.factor, change.kind, change.list]),
    ).toEqual([
      [first?.factor, 'changed', 'claim_roles'],
      [first?.factor, 'changed', null],
    ])
  })
  test('a term names its vocabulary', () => {
    expect(changes.sections.find(({ section }) => section === 'in_short')?.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ list: 'forms', after: 'far_left', kind: 'added', language: null }),
        expect.objectContaining({ list: 'cost', after: 'high' }),
      ]),
    )
  })
  test('words of other languages are counted', () =>
    expect(changes.elsewhere).toEqual(expect.arrayContaining([{ language: 'fr', count: kumanovo.harm ? 2 : 1 }])))
  test('nothing differs from itself', () =>
    expect(changesBetween(kumanovo, kumanovo, 'en')).toEqual({ sections: [], elsewhere: [] }))
})

describe('a document', () => {
  test('reads as a record in the wanted language, its place named in it', () => {
    const record = recordOfDocument(kumanovo, 'ar', SEEN)
    expect(record).toMatchObject({
      slug: 'kumanovo-cat',
      words: { lang: 'ar', dir: 'rtl', origin: 'human' },
      place: { name: 'كومانوفو', citySlug: 'kumanovo-north-macedonia' },
    })
    expect(record.claims).toHaveLength(kumanovo.claims.length)
  })
  test('falls back to the language it was written in', () => {
    const french: PracticeRow = { ...kumanovo, original_language: 'fr', title: { fr: 'Titre' } }
    expect(languageOf(french, 'ar')).toBe('fr')
    expect(recordOfDocument(french, 'ar', SEEN).words).toMatchObject({
      lang: 'fr',
      dir: 'ltr',
      title: 'Titre',
      origin: 'original',
    })
  })
  test('is without kin and places that the reader may not see', () => {
    const trimmed = trimDocument(kumanovo, { practices: new Set(), cities: new Map() })
    expect(trimmed.adopted_from).toEqual([])
    expect(trimmed.place.city_id).toBeNull()
    expect(trimDocument(kumanovo, SEEN).adopted_from).toHaveLength(1)
  })
  test.each([null, 7, 'text', [], {}, { id: '!', title: 3, claims: [{}] }, { title: { en: 'Kept' }, place: null }])(
    'of any shape is read without a fault: %j',
    (document) => {
      expect(recordOfDocument(readDocument(document), 'en', SEEN).claims).toEqual([])
    },
  )
})
