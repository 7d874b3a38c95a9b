/** How a person is called in SQL: by name to those who may know it, a protected one by what stands for the name to all others. */
import { sql, type RawBuilder } from 'kysely'
import type { Language } from '#platform/language/languages.ts'
import { FEWEST_SAID } from './audience.ts'
import { standsForWords } from './stands-for-says.ts'

const REGION = '{region}'
const held = sql`held.since <= clock_timestamp() and (held.until is null or held.until > clock_timestamp())`
const open = sql`place.label = 'public' and place.state = 'published'`

/**
 * "Practitioner, Western Europe", and "a practitioner" where fewer than five people with a seat in a public place are in
 * that region: the phrase must not single anybody out. Counted in this moment, over places that everybody may see.
 */
export function standsFor(language: Language, person = 'person'): RawBuilder<string> {
  const id = sql.ref(`${person}.id`)
  const { wide, inRegion } = standsForWords(language)
  return sql<string>`coalesce((select replace(${inRegion(REGION)}::text, ${REGION}, words.title)
    from (select place.region from seat held join item place on place.id = held.place_id
      where held.person_id = ${id} and ${held} and ${open} and place.region is not null order by held.since, held.id limit 1) own
    join item term on term.kind = 'term' and term.slug = 'regions/' || own.region and term.label = 'public'
    join lateral (select said.title from item_text said where said.item_id = term.id and said.state = 'published'
      order by said.language = ${language} desc, said.language = term.original_language desc limit 1) words on true
    where (select count(distinct held.person_id) from seat held join item place on place.id = held.place_id
      where place.region = own.region and ${held} and ${open}) >= ${FEWEST_SAID}), ${wide}::text)`
}

/** In this language where the person wrote it so, else as they write it. */
export const writtenName = (language: Language, person = 'person'): RawBuilder<string> =>
  sql<string>`coalesce(nullif(${sql.ref(`${person}.names`)} ->> ${language}, ''), ${sql.ref(`${person}.name`)}, '')`

/** `known`: whoever reads may know a protected person by name. */
export const nameShown = (
  language: Language,
  { known, person = 'person' }: { known: RawBuilder<boolean>; person?: string },
): RawBuilder<string> =>
  sql<string>`case when ${sql.ref(`${person}.protected`)} and not ${known} then ${standsFor(language, person)} else ${writtenName(language, person)} end`

/** A text by language: the wanted one, else whichever stands there first. */
export const anyLanguage = (column: string, language: Language): RawBuilder<string> =>
  sql<string>`coalesce(nullif(${sql.ref(column)} ->> ${language}, ''), (select value from jsonb_each_text(${sql.ref(column)}) where value <> '' order by key limit 1), '')`
