/** What the registry costs a list: its predicate and its words, against the same page of rows without them, at 100,000 things. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import { median, ms, percentile, printTable, ratioOf } from './measure.ts'

const THINGS = 100_000
const PAGE = 50
const RUNS = 300

export async function benchJoin(db: Db): Promise<void> {
  await fillUp(db)
  const actor = await personWithSeats(db)
  const newest = sql`item.kind = 'adaptation' and item.state = 'published'`
  const plain = sql`select item.id, item.slug from item where ${newest} order by item.published_at desc, item.id desc limit ${PAGE}`
  const full = (who: Actor, words = true) => sql`
    select item.id, item.slug ${words ? sql`, words.title, words.summary, words.language` : sql``} from item ${words ? wordsIn('ar') : sql``}
    where ${newest} and ${visibleTo(who)} order by item.published_at desc, item.id desc limit ${PAGE}`
  const arms = {
    'rows alone': plain,
    'visitor, predicate': full(VISITOR, false),
    'visitor, predicate and words': full(VISITOR),
    'two seats, predicate': full(actor, false),
    'two seats, predicate and words': full(actor),
  }
  const times = await alternating(db, arms)
  const base = median(times['rows alone'] ?? [])
  console.log(`a page of ${PAGE} of ${THINGS.toLocaleString('en-GB')} things, ${RUNS} runs each in turn`)
  printTable(
    ['', 'p50 ms', 'p95 ms', 'of rows alone'],
    Object.entries(times).map(([name, each]) => [
      name,
      ms(median(each)),
      ms(percentile(each, 0.95)),
      ratioOf(median(each), base),
    ]),
  )
}

async function alternating(db: Db, arms: Record<string, RawBuilder<unknown>>): Promise<Record<string, number[]>> {
  const times = Object.fromEntries(Object.keys(arms).map((name) => [name, [] as number[]]))
  for (let run = -20; run < RUNS; run++)
    for (const [name, query] of Object.entries(arms)) {
      const began = performance.now()
      await query.execute(db)
      if (run >= 0) times[name]?.push(performance.now() - began)
    }
  return times
}

/** Things of one kind, in places and with labels as elsewhere, until there are 100,000; two languages each. */
async function fillUp(db: Db): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from item`.execute(db)
  const missing = THINGS - (rows[0]?.count ?? 0)
  await db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one)
    await sql`
      insert into item (id, kind, place_id, region, label, state, slug, original_language, published_at, created_by, updated_by)
      select gen_random_uuid(), 'adaptation', place.id, place.region, case when n % 50 < 45 then 'public' when n % 50 < 47 then 'network' when n % 50 < 48 then 'region' when n % 50 < 49 then 'cities' else 'team' end,
        'published', 'made-thing-' || n, 'en', now() - make_interval(mins => n), 'bench', 'bench'
      from generate_series(1, ${missing}::int) n
      join (select id, region, row_number() over (order by id) - 1 as at, count(*) over () as places from item where kind = 'city' and label = 'public') place on place.at = n % place.places`.execute(
      one,
    )
    await sql`
      insert into item_text (item_id, language, title, summary, origin, of_revision, state, by_whom)
      select item.id, said.language, 'A made thing', repeat('Some words of a summary. ', 8), case said.language when 'en' then 'original' else 'human' end, 1, 'published', 'bench'
      from item cross join (values ('en'), ('fr')) said (language) where item.slug like 'made-thing-%' on conflict do nothing`.execute(
      one,
    )
    await sql`insert into item_reader (item_id, place_id) select item.id, city.id from item join lateral (select id from item city where kind = 'city' limit 2) city on true where item.label = 'cities' and item.slug like 'made-thing-%' on conflict do nothing`.execute(
      one,
    )
    await sql`vacuum analyze item, item_text, item_reader`.execute(one)
    await sql`reset statement_timeout`.execute(one)
  })
}

async function personWithSeats(db: Db): Promise<Actor> {
  const { rows } = await sql<{
    id: string
    region: string
  }>`select id, region from item where kind = 'city' and label = 'public' order by slug limit 2`.execute(db)
  return {
    kind: 'person',
    id: 'bench',
    seats: rows.map(({ id, region }) => ({ placeId: id, region, role: 'reader', place: 'city' as const })),
    regions: [],
    assurance: 'one',
  }
}
