/** Keeps an organisation as it is now: the item with its words and history, and its own facts. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { isWritten } from '#features/registry/import.ts'
import type { Label, State } from '#features/registry/item.ts'
import { registerItem, type NewItem, type Registered } from '#features/registry/item.queries.server.ts'
import { inLanguage, languagesOf, type Translated } from '#features/registry/translated.ts'
import type { OrganisationRow } from './organisation-import.ts'

export type Keeping = {
  row: OrganisationRow
  /** Not told by the document: what is kept as jsonb does not keep the order of languages. */
  originalLanguage: string
  cityIds: readonly string[]
  /** Who sees it now: what its people chose, once a hub has verified it. */
  label: Label
  readers: readonly string[]
  state: State
  /** null: it stays as it is */
  verifiedBy: string | null
  /** Only these languages have new words; the others stay, and where the original changed they are older than it now. */
  words?: { brings: readonly string[]; othersStale: boolean }
  /** of translations */
  note: string | null
}

/** In the caller's transaction. */
export async function keepOrganisation(db: Db, actor: Actor, keeping: Keeping): Promise<Registered> {
  const { row, label, readers, state, verifiedBy } = keeping
  const texts = textsOf(keeping)
  const registered = await registerItem(db, actor, {
    kind: 'organisation',
    slug: row.id,
    placeId: 'self',
    region: row.region,
    label,
    readers,
    state,
    originalLanguage: keeping.originalLanguage,
    demonstration: row.demonstration ?? false,
    texts: keeping.words ? pickedOf(texts, keeping.words.brings) : texts,
    search: searchOf(keeping),
    document: row,
  })
  if (!isWritten(registered.change)) return registered
  const { id } = registered
  await sql`insert into organisation (id, kind, sectors, work_areas, languages, founded, verified_at, verified_by)
    values (${id}, ${row.kind}, ${row.sectors}, ${row.work_areas}, ${row.languages}, ${row.founded ?? null}, ${verifiedBy === null ? null : sql`now()`}, ${verifiedBy})
    on conflict (id) do update set kind = excluded.kind, sectors = excluded.sectors, work_areas = excluded.work_areas, languages = excluded.languages, founded = excluded.founded,
      verified_at = coalesce(organisation.verified_at, excluded.verified_at), verified_by = coalesce(organisation.verified_by, excluded.verified_by)`.execute(
    db,
  )
  await sql`delete from organisation_city where organisation_id = ${id}`.execute(db)
  await sql`insert into organisation_city (organisation_id, city_id) select ${id}, unnest(${[...keeping.cityIds]}::uuid[])`.execute(
    db,
  )
  if (keeping.words && !keeping.words.othersStale)
    await sql`update item_text set of_revision = ${registered.revision} where item_id = ${id} and of_revision = ${registered.revision - 1}`.execute(
      db,
    )
  return registered
}

/** The name where this language has none is the original one: names are often not translated. */
const nameIn = ({ row, originalLanguage }: Keeping, language: string): string =>
  inLanguage(row.name, language) ?? inLanguage(row.name, originalLanguage) ?? ''

const spokenIn = ({ name, about, offers }: OrganisationRow): string[] => [
  ...new Set([name, about, offers].flatMap((text: Translated | null | undefined) => languagesOf(text ?? {}))),
]

function textsOf(keeping: Keeping): NewItem['texts'] {
  const { row, originalLanguage, note } = keeping
  return Object.fromEntries(
    spokenIn(row).map((language) => [
      language,
      {
        title: nameIn(keeping, language),
        summary: inLanguage(row.about, language) ?? '',
        parts: { offers: inLanguage(row.offers, language) },
        origin: language === originalLanguage ? ('original' as const) : ('human' as const),
        note: language === originalLanguage ? null : note,
      },
    ]),
  )
}

/** Cities are not among the words: who may not see a city does not find anything by it. */
const searchOf = (keeping: Keeping): NewItem['search'] =>
  Object.fromEntries(
    spokenIn(keeping.row).map((language) => [
      language,
      {
        title: nameIn(keeping, language),
        summary: inLanguage(keeping.row.about, language) ?? '',
        body: inLanguage(keeping.row.offers, language) ?? '',
        synonyms: [],
        hidden: [],
      },
    ]),
  )

const pickedOf = (texts: NewItem['texts'], languages: readonly string[]): NewItem['texts'] =>
  Object.fromEntries(Object.entries(texts).filter(([language]) => languages.includes(language)))
