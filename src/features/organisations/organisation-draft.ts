/** What the people of an organisation change of it, as a form sends it; and what became of it beside somebody else's changes. Pure. */
import { LANGUAGE_IDS, type Language } from '#platform/language/languages.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import type { Translated } from '#features/registry/translated.ts'
import type { OrganisationRow } from './organisation-import.ts'

export type TextsByLanguage = Record<Language, string>

export type Draft = { about: TextsByLanguage; offers: TextsByLanguage; areas: string[]; cities: string[]; label: Label }

/** `addCity`: typed, by its name or the last part of its address. */
export type Typed = { draft: Draft; revision: number; addCity: string }

export const LONGEST_TEXT = 4_000
export const LONGEST_NAME = 200
const LONGEST_CITY = 120
const MOST = 30

const MOST_CITIES = 100

type Fields = { one: (name: string) => string; all: (name: string) => string[] }

export function readTyped({ one, all }: Fields): Typed {
  const byLanguage = (name: string) =>
    Object.fromEntries(
      LANGUAGE_IDS.map((language) => [language, asLines(one(`${name}_${language}`)).slice(0, LONGEST_TEXT * 2)]),
    ) as TextsByLanguage
  const label = one('label')
  return {
    draft: {
      about: byLanguage('about'),
      offers: byLanguage('offers'),
      areas: [...new Set(all('area'))].slice(0, MOST),
      cities: [...new Set(all('city'))].slice(0, MOST_CITIES),
      label: LABELS.find((known) => known === label) ?? 'team',
    },
    revision: Number(/^\d{1,9}$/.exec(one('revision'))?.[0] ?? 0),
    addCity: one('add_city').trim().slice(0, LONGEST_CITY),
  }
}

/** Forms send \r\n; what cannot be stored is left out. */
export const asLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- the database takes no such signs
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .trim()

/** What stands, as the form shows it; cities that this reader may not see are not in it. */
export const draftOf = (row: OrganisationRow, citiesSeen: readonly string[]): Draft => ({
  about: spread(row.about),
  offers: spread(row.offers),
  areas: [...row.work_areas],
  cities: [...citiesSeen],
  label: row.visibility,
})

const spread = (text: Translated | null | undefined): TextsByLanguage =>
  Object.fromEntries(LANGUAGE_IDS.map((language) => [language, text?.[language] ?? ''])) as TextsByLanguage

/** The document with the changes: languages of the product that are empty now are gone, others stay. */
export const withDraft = (row: OrganisationRow, draft: Draft, cities: readonly string[]): OrganisationRow => ({
  ...row,
  about: merged(row.about, draft.about),
  offers: merged(row.offers, draft.offers),
  work_areas: draft.areas,
  cities: [...cities],
  visibility: draft.label,
})

function merged(was: Translated | null | undefined, typed: TextsByLanguage): Record<string, string> | null {
  const kept = { ...was, ...typed }
  const filled = Object.entries(kept).flatMap(([language, text]) => (text ? [[language, text] as const] : []))
  return filled.length === 0 ? null : Object.fromEntries(filled)
}

export type TextKey = `${'about' | 'offers'}_${Language}`
export const TEXT_KEYS = (['about', 'offers'] as const).flatMap((part) =>
  LANGUAGE_IDS.map((language) => ({ key: `${part}_${language}` as TextKey, part, language })),
)

/** Texts of a draft that are longer than is kept. */
export const tooLong = (draft: Draft): TextKey[] =>
  TEXT_KEYS.filter(({ part, language }) => draft[part][language].length > LONGEST_TEXT).map(({ key }) => key)

/** Fields that say something else than what stands now: shown beside what was typed, so that neither is lost. */
export function differsIn(
  mine: Draft,
  theirs: Draft,
): { texts: TextKey[]; areas: boolean; cities: boolean; label: boolean } {
  const same = (one: readonly string[], other: readonly string[]) =>
    one.toSorted().join('\n') === other.toSorted().join('\n')
  return {
    texts: TEXT_KEYS.filter(({ part, language }) => mine[part][language] !== theirs[part][language]).map(
      ({ key }) => key,
    ),
    areas: !same(mine.areas, theirs.areas),
    cities: !same(mine.cities, theirs.cities),
    label: mine.label !== theirs.label,
  }
}

export const isSame = (differs: ReturnType<typeof differsIn>): boolean =>
  differs.texts.length === 0 && !differs.areas && !differs.cities && !differs.label

/** With another text in one of its places. */
export function withText(draft: Draft, key: string, text: string): Draft {
  const at = TEXT_KEYS.find((each) => each.key === key)
  return at ? { ...draft, [at.part]: { ...draft[at.part], [at.language]: text } } : draft
}

/** Languages whose words this change brings; where the original changed, the other translations are older than it now. */
export function broughtBy(was: Draft, now: Draft, original: string): { brings: string[]; othersStale: boolean } {
  const changed = LANGUAGE_IDS.filter(
    (language) => was.about[language] !== now.about[language] || was.offers[language] !== now.offers[language],
  )
  return {
    brings: [...new Set([original, ...changed])],
    othersStale: changed.some((language) => language === original),
  }
}
