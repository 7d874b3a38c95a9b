/** Searching the sample and 20,000 practices, by kind of question, as a ratio to one keyed read of the same run. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { loadOf } from './asked-load.ts'
import { TYPED } from './asked-words.ts'
import { growWorld } from './made-world.ts'
import { median, ms, percentile, printTable, ratioOf, timesOf } from './measure.ts'
import { withScratch } from './scratch.ts'

const RUNS = 60
const LARGE = 20_000

/** `words`: the size to grow to, else 20,000. */
export async function run(words: string[]): Promise<void> {
  const size = Number(words[0] ?? LARGE)
  await withScratch(async (db) => {
    await tell(db, 'the sample')
    await growWorld(db, { practices: size, cities: Math.ceil(size / 4) })
    await tell(db, `${size} practices`)
  })
}

async function tell(db: Db, world: string): Promise<void> {
  const keyed = median(
    await timesOf(RUNS, () => sql`select id from item where kind = 'practice' and slug = 'aarhus-model'`.execute(db)),
  )
  const rows: string[][] = []
  for (const [kind, typed] of Object.entries(TYPED)) {
    const loads = await Promise.all(
      typed.map(({ q, language }) =>
        loadOf(db, { route: '/[lang=lang]/search', query: `?q=${encodeURIComponent(q)}`, language }),
      ),
    )
    const times = await timesOf(RUNS, (at) => loads[at % loads.length]?.(), loads.length)
    rows.push([kind, ms(median(times)), ms(percentile(times, 0.95)), ratioOf(median(times), keyed)])
  }
  console.log(`\nsearching ${world}; one keyed read takes ${ms(keyed)} ms`)
  printTable(['question', 'p50 ms', 'p95 ms', 'p50 : keyed read'], rows)
}
