/** A practice as linked data, in the words of schema.org and Dublin Core, each term by its name in our vocabulary. Pure. */
import { LANGUAGE_IDS, type Language } from '#platform/language/languages.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { labelOf, type Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { TERM_LISTS } from './practice-import.ts'
import type { PracticeView } from './practice.queries.server.ts'

const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

export type Publishing = {
  /** scheme and host of this site */
  origin: string
  language: Language
  vocabulary: Vocabulary
  /** slugs of practices that it was taken from, as far as the reader may see them */
  basedOn: readonly string[]
}

export function linkedData(
  practice: PracticeView,
  { origin, language, vocabulary, basedOn }: Publishing,
): Record<string, unknown> {
  const to = addressesIn(language)
  const about = TERM_LISTS.flatMap((list) =>
    practice.terms[list]
      .filter((code) => vocabulary.terms.has(`${list}/${code}`))
      .map((code) => ({
        '@type': 'DefinedTerm',
        '@id': origin + to.identifier(`${list}/${code}`),
        name: labelOf(vocabulary, list, code, language),
        termCode: code,
        inDefinedTermSet: list,
      })),
  )
  return {
    '@context': { '@vocab': 'https://schema.org/', dcterms: 'http://purl.org/dc/terms/' },
    '@type': ['CreativeWork', 'dcterms:BibliographicResource'],
    '@id': origin + addressesIn('en').practice(practice.slug),
    url: origin + to.practice(practice.slug),
    identifier: practice.slug,
    name: practice.words.title,
    abstract: practice.words.summary,
    inLanguage: practice.words.lang,
    'dcterms:available': LANGUAGE_IDS.map((each) => origin + addressesIn(each).practice(practice.slug)),
    author: { '@type': 'Organization', name: practice.owner },
    contributor: practice.partners.map((name) => ({ '@type': 'Organization', name })),
    publisher: { '@type': 'Organization', name: 'Strong Cities', url: origin },
    license: LICENCE,
    version: String(practice.revision),
    'dcterms:isVersionOf': origin + to.practice(practice.slug),
    'dcterms:hasVersion': origin + to.revision(practice.slug, practice.revision),
    datePublished: practice.publishedAt?.toISOString(),
    dateModified: practice.updatedAt.toISOString(),
    spatialCoverage: {
      '@type': 'Place',
      name: practice.place.name,
      ...(practice.place.country
        ? { address: { '@type': 'PostalAddress', addressCountry: practice.place.country } }
        : {}),
      ...(practice.place.citySlug ? { url: origin + to.city(practice.place.citySlug) } : {}),
    },
    ...(practice.startYear === null ? {} : { temporalCoverage: `${practice.startYear}/${practice.endYear ?? '..'}` }),
    about,
    isBasedOn: basedOn.map((slug) => origin + addressesIn('en').practice(slug)),
    citation: practice.sources.map((source) => ({
      '@type': 'CreativeWork',
      name: source.title,
      url: source.url,
      ...(source.publisher ? { publisher: source.publisher } : {}),
      ...(source.year ? { datePublished: String(source.year) } : {}),
      ...(source.language ? { inLanguage: source.language } : {}),
    })),
    creativeWorkStatus: practice.state,
    ...(practice.demonstration ? { 'dcterms:description': 'Invented for demonstration' } : {}),
  }
}
