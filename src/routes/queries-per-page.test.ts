/** A page asks the database little: twelve statements at most beside the hook's own, whoever reads it. */
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { statementsOf } from '#platform/testing/statements.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { CHANNELS, PARTNER, type Ask, type Channel, type Thing } from './channels.ts'
import { doorOf } from './doors.ts'
import { makeThing, slugOf } from './hidden-thing.ts'
import { eventOf, NOW } from './visit.ts'

const MOST = 12

const db = testDatabase(withSample)

const channels = Object.entries(CHANNELS).flatMap(([name, channel]) =>
  typeof channel === 'string' ? [] : [[name, channel as Channel] as const],
)

/** Things of the sample with much to show. */
const REAL: Record<Thing, string> = {
  practice: 'barcelona-anti-rumours',
  city: 'demo-marsa-lawz',
  term: 'challenges/polarisation',
  adaptation: 'demo-adopt-bh-anchor',
  answer: 'demo-marsa-lawz',
  organisation: 'demo-org-dar-al-mazad',
  hub: 'hub-mena',
  // the sample brings none: they are made
  file: slugOf('file', 'public'),
  partner_file: slugOf('partner_file', 'public'),
}
/** Each way to ask once. */
function asksOf(channel: Channel): Ask[] {
  const things: Thing[] = channel.shows.length > 0 ? [...channel.shows] : ['practice']
  const asks = things.flatMap((thing) =>
    channel.asks({ slug: REAL[thing], place: 'demo-marsa-lawz', practice: 'barcelona-anti-rumours' }),
  )
  return [...new Map(asks.map((ask) => [JSON.stringify(ask), ask])).values()]
}

type Reader = { actor: Actor; seat: SeatView | null; visitorId: string | null }
const READERS: Record<string, (db: Db) => Promise<Reader>> = {
  visitor: () => Promise.resolve({ actor: VISITOR, seat: null, visitorId: null }),
  'a visitor with answers': async (open) => {
    const id = newKey()
    await open
      .insertInto('visitor')
      .values({ id, until: new Date(NOW.getTime() + 86_400_000) })
      .execute()
    const factors = await open.selectFrom('factor').select(['code', 'steps']).where('quick_start', '=', true).execute()
    await open
      .insertInto('visitor_answer')
      .values(
        factors.map(({ code, steps }) => ({
          visitor_id: id,
          factor: code,
          state: 'answered',
          value: steps.slice(0, 1),
          day: '2026-11-01',
        })),
      )
      .execute()
    return { actor: VISITOR, seat: null, visitorId: id }
  },
  'a seat in demo-marsa-lawz': async (open) => {
    const { rows } = await sql<{
      id: string
      region: string
    }>`select id, region from item where kind = 'city' and slug = 'demo-marsa-lawz'`.execute(open)
    const { id, region } = rows[0] ?? expect.fail('no such city')
    const { id: partner } = await open
      .selectFrom('item')
      .select('id')
      .where('slug', '=', PARTNER)
      .executeTakeFirstOrThrow()
    return {
      actor: {
        kind: 'person',
        id: 'demonstration',
        // and in an organisation, whose files are shown to its people alone
        seats: [
          { placeId: id, region, role: 'reader', place: 'city' },
          { placeId: partner, region, role: 'contributor', place: 'organisation' },
        ],
        regions: [],
        assurance: 'demonstration',
      },
      seat: { slug: 'demo-marsa-lawz', placeId: id, name: 'Marsa Lawz' },
      visitorId: null,
    }
  },
}

describe.each(Object.keys(READERS))('for %s', (name) => {
  test.each(channels.filter(([route]) => doorOf(route) === 'anyone' || name.startsWith('a seat')))(
    '%s asks twelve times at most',
    async (_, channel) => {
      for (const thing of ['file', 'partner_file'] as const)
        await makeThing(db(), thing, {
          label: 'public',
          hidden: { slug: REAL[thing], place: 'demo-marsa-lawz', practice: 'barcelona-anti-rumours' },
          readers: [],
        })
      const reader = await (READERS[name] ?? expect.fail('no reader'))(db())
      const counts: number[] = []
      let answered = 0
      for (const ask of asksOf(channel)) {
        const { statements, shown } = await asked(await channel.route(), reader, ask)
        counts.push(statements)
        if (shown) answered++
      }
      expect(Math.max(0, ...counts), `statements of each way to ask: ${counts.join(', ')}`).toBeLessThanOrEqual(MOST)
      expect(answered, 'a page that is never shown proves nothing').toBeGreaterThan(0)
    },
  )
})

/** The statements of the load alone; `shown` is false where it answers 404 or leads elsewhere. */
async function asked(route: unknown, reader: Reader, ask: Ask): Promise<{ statements: number; shown: boolean }> {
  const { load, GET } = route as { load?: (event: unknown) => unknown; GET?: (event: unknown) => unknown }
  const event = await eventOf({ db: db(), actor: reader.actor, visitorId: reader.visitorId, ...ask })
  const { result, statements } = await statementsOf(async () => {
    try {
      const answer = await (GET ?? load)?.({ ...event, locals: { ...event.locals, seat: reader.seat } })
      if (answer instanceof Response) await answer.text()
      else await Promise.all(Object.values(answer ?? {}))
      return true
    } catch (thrown) {
      const { status } = thrown as { status?: number }
      if (typeof status === 'number' && status < 500) return false
      throw thrown
    }
  })
  return { statements: statements.length, shown: result }
}
