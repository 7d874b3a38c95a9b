/** What every made thing shares: its item, its words in three languages, its revision. */
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Kind, Label } from '#features/registry/item.ts'
import { replaceSearchEntries } from '#features/registry/search-entry.server.ts'
import { fill } from './bulk.ts'
import { SPOKEN, type Spoken } from './made-words.ts'

export type MadeItem = {
  id: string
  kind: Kind
  slug: string
  placeId: string | null
  region: string
  label: Label
  /** Named cities, where the label is `cities`. */
  readers: readonly string[]
  publishedAt: string
  title: Spoken
  summary: Spoken
  /** What search reads beside title and summary. */
  body: Spoken
  parts: InEach<unknown>
}

type InEach<Made> = Record<(typeof SPOKEN)[number], Made>

const BY = { created_by: 'bench', updated_by: 'bench' }

export async function fillItems(db: Db, made: readonly MadeItem[]): Promise<void> {
  await fill(
    db,
    'item',
    made.map((one) => ({
      id: one.id,
      kind: one.kind,
      place_id: one.placeId,
      region: one.region,
      label: one.label,
      state: 'published',
      slug: one.slug,
      original_language: 'en',
      revision: 1,
      demonstration: false,
      published_at: one.publishedAt,
      created_at: one.publishedAt,
      updated_at: one.publishedAt,
      ...BY,
    })),
  )
  await fill(
    db,
    'item_text',
    made.flatMap((one) =>
      SPOKEN.map((language) => ({
        item_id: one.id,
        language,
        title: one.title[language],
        summary: one.summary[language],
        parts: one.parts[language],
        origin: language === 'en' ? 'original' : 'human',
        of_revision: 1,
        state: 'published',
        note: language === 'en' ? null : 'awaits_review',
        by_whom: 'bench',
        at: one.publishedAt,
      })),
    ),
  )
  await fill(
    db,
    'item_reader',
    made.flatMap((one) => one.readers.map((place_id) => ({ item_id: one.id, place_id }))),
  )
  await fill(
    db,
    'item_move',
    made.map((one) => ({
      id: newKey(),
      item_id: one.id,
      to_state: 'published',
      by_whom: 'bench',
      at: one.publishedAt,
    })),
  )
  await fill(
    db,
    'item_revision',
    made.map((one) => ({
      item_id: one.id,
      revision: 1,
      document: { id: one.slug, title: one.title },
      at: one.publishedAt,
      by_whom: 'bench',
    })),
  )
}

const ENTRIES_AT_ONCE = 250

/** Written by the product's own writer, after the facts: these too are searched. In a few transactions, as an import does. */
export async function fillSearch(db: Db, made: readonly MadeItem[]): Promise<void> {
  for (let from = 0; from < made.length; from += ENTRIES_AT_ONCE)
    await together(db, async (open) => {
      for (const { id, title, summary, body } of made.slice(from, from + ENTRIES_AT_ONCE))
        await replaceSearchEntries(
          open,
          id,
          inEach((language) => ({
            title: title[language],
            summary: summary[language],
            body: body[language],
            synonyms: [],
            hidden: [],
          })),
        )
    })
}

/** Nine in ten are public; the rest wear every other label. */
export function labelBy(chance: () => number): Label {
  const drawn = chance()
  if (drawn < 0.9) return 'public'
  return drawn < 0.94 ? 'network' : drawn < 0.96 ? 'region' : drawn < 0.98 ? 'cities' : 'team'
}

/** Some day of the three years before the clock of the tests. */
export const dayBy = (chance: () => number): string =>
  new Date(Date.UTC(2026, 10, 20) - Math.floor(chance() * 1095) * 86_400_000).toISOString().slice(0, 10)

export const inEach = <Made>(make: (language: (typeof SPOKEN)[number]) => Made): InEach<Made> => ({
  en: make('en'),
  fr: make('fr'),
  ar: make('ar'),
})
