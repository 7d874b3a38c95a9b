import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { listClaimedPractices } from './claimed-practice.queries.server.ts'
import { practicesInView } from './practices-in-view.server.ts'
import { askingIn, seatIn } from './testing/asking.server.ts'
import { scalesOf } from './vocabulary-scales.ts'

const db = testDatabase(withSample)

/** What is kept of the public part, and what is added to it, are together all that this reader may see. */
async function inTwoParts(actor: Actor) {
  const { vocabulary } = await askingIn(db())
  const scales = scalesOf(vocabulary)
  const slugs = async (who: Actor, part: 'all' | 'beyond_public') =>
    (await listClaimedPractices(db(), who, { scales, part })).map(({ id }) => id)
  return {
    kept: await slugs(VISITOR, 'all'),
    added: await slugs(actor, 'beyond_public'),
    all: await slugs(actor, 'all'),
  }
}

const HIDINGS = {
  'as the sample is': sql`select 1`,
  'a practice for the network': sql`update item set label = 'network' where slug in ('aarhus-model', 'barcelona-anti-rumours')`,
  'a practice of its own team': sql`update item set label = 'team', place_id = (select id from item where slug = 'demo-marsa-lawz') where slug = 'kumanovo-cat'`,
  'a city for the network, with all that belongs to it': sql`update item set label = 'network' where slug in ('barcelona-spain', 'demo-javorgrad')`,
}

test.each(Object.entries(HIDINGS))(
  '%s: kept and added together are what the reader sees, and nothing is in both',
  async (_, hide) => {
    await hide.execute(db())
    for (const who of ['demo-marsa-lawz', 'demo-cerro-colibri']) {
      const { kept, added, all } = await inTwoParts((await seatIn(db(), who)).actor)
      expect([...kept, ...added].sort()).toEqual([...all].sort())
      expect(new Set([...kept, ...added]).size).toBe(all.length)
    }
  },
)

test('a practice that only the reader sees stands in the reader’s index and in nobody else’s', async () => {
  await sql`update item set label = 'team', place_id = (select id from item where slug = 'demo-marsa-lawz') where slug = 'kumanovo-cat'`.execute(
    db(),
  )
  const asking = await askingIn(db())
  const { actor } = await seatIn(db(), 'demo-marsa-lawz')
  expect((await practicesInView(db(), actor, asking)).practices.has('kumanovo-cat')).toBe(true)
  expect((await practicesInView(db(), VISITOR, asking)).practices.has('kumanovo-cat')).toBe(false)
})
