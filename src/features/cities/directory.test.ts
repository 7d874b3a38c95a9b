import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { listCityFacts } from './city.queries.server.ts'
import { NO_FILTERS } from './city.query.ts'
import { findDirectory } from './directory.server.ts'
import { countsOf } from './directory.ts'

const db = testDatabase(withSample)

/** What is kept is renewed for each case. */
let epoch = 0

async function seatIn(slug: string): Promise<Actor> {
  const { rows } = await sql<{ id: string; region: string }>`select id, region from item where slug = ${slug}`.execute(
    db(),
  )
  const { id, region } = rows[0] ?? { id: '', region: '' }
  return {
    kind: 'person',
    id: 'one',
    regions: [],
    assurance: 'one',
    seats: [{ placeId: id, region, role: 'reader', place: 'city' }],
  }
}

const HIDINGS = {
  'as the sample is': sql`select 1`,
  'a city for the network': sql`update item set label = 'network' where slug in ('barcelona-spain', 'demo-javorgrad')`,
  'a practice for the network': sql`update item set label = 'network' where slug = 'aarhus-model'`,
  'all that was taken up, for the network': sql`update item set label = 'network' where kind = 'adaptation'`,
  'a city of its own team': sql`update item set label = 'team' where slug = 'demo-marsa-lawz'`,
}

test.each(Object.entries(HIDINGS))(
  '%s: what is kept for everybody and what is added make the directory of the reader, each city once',
  async (_, hide) => {
    await hide.execute(db())
    epoch++
    for (const actor of [VISITOR, await seatIn('demo-marsa-lawz'), await seatIn('demo-cerro-colibri')]) {
      const filters = NO_FILTERS
      const found = await findDirectory(db(), actor, { filters, after: null, language: 'en', epoch, limit: 100 })
      const whole = await listCityFacts(db(), actor, 'all')
      expect(found.counts).toEqual(countsOf(whole, filters))
      expect(new Set(found.rows.map((row) => row.slug)).size).toBe(found.rows.length)
    }
  },
)
