/** The cities that an answer can be shown to by name. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'

/** Far more than a form can offer; a larger network needs a search here. */
const MOST_OFFERED = 200

export type ReaderCity = { id: string; title: string; language: string }

/** Cities with somebody in them who could be shown an answer by name: those that the actor may see, but this one. */
export async function listReaderCities(
  db: Db,
  actor: Actor,
  city: { id: string; language: Language },
): Promise<ReaderCity[]> {
  const { rows } = await sql<ReaderCity>`
    select item.id, words.title, words.language from item ${wordsIn(city.language)}
    where item.kind = 'city' and item.id <> ${city.id} and item.state = 'published' and ${visibleTo(actor)}
      and exists (select from seat where seat.place_id = item.id and seat.since <= now() and (seat.until is null or seat.until > now()))
    order by words.title, item.id limit ${MOST_OFFERED}`.execute(db)
  return rows
}
