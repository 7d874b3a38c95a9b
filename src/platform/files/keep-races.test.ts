/** A file is hung in the moment in which loose ones are taken away, on two connections: what hangs has its bytes. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { standingDatabase } from '#platform/mail/testing/standing-database.ts'
import { insertAttachment, insertFile } from './files.queries.server.ts'
import { keepFile, removeLooseFiles } from './keep.server.ts'
import { digestOf, type Store } from './store.ts'
import { memoryStore, type MemoryStore } from './testing/memory-store.ts'
import type { Looked } from './upload.server.ts'

const db = standingDatabase()
const clean = Buffer.from('a plan')
const looked: Looked = {
  digest: digestOf(clean),
  name: 'plan.txt',
  mediaType: 'text/plain',
  originalMediaType: 'text/plain',
  bytes: clean.length,
  width: null,
  height: null,
  metadata: 'stripped',
  clean,
}

let store: MemoryStore
/** Loose for two days, with its bytes. */
beforeEach(async () => {
  store = memoryStore()
  await sql`truncate file, attachment cascade`.execute(db())
  await insertFile(db(), looked)
  await store.put(clean)
  await sql`update file set made_at = now() - interval '2 days'`.execute(db())
})

const before = () => new Date(Date.now() - 86_400_000)
const sweep = (from: Store = store) => removeLooseFiles(db(), from, { before: before() })

/** As a use case does it: put first, then all in one transaction; `pause` lets others in before it ends. */
async function hang(pause: () => Promise<unknown> = async () => {}): Promise<void> {
  await store.put(clean)
  await db()
    .transaction()
    .execute(async (trx) => {
      await keepFile(trx, store, looked)
      await insertAttachment(trx, {
        itemId: null,
        personId: null,
        digest: looked.digest,
        name: looked.name,
        label: 'team',
        placeId: null,
        region: null,
        language: 'en',
        byWhom: 'test',
        title: 'The plan',
        alt: '',
        source: '',
        licence: 'cc_by',
        namesInside: false,
        formKey: newKey(),
      })
      await pause()
    })
}

/** null: what hangs is whole. */
async function whatIsMissing(): Promise<string | null> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from attachment join file using (digest)`.execute(db())
  return rows[0]?.n === 1 ? ((await store.exists(looked.digest)) ? null : 'bytes') : 'row'
}

/** Until somebody waits for a lock: the race is really on. */
async function somebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const { rows } =
      await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        db(),
      )
    if (rows.length > 0) return
    await new Promise((next) => setTimeout(next, 10))
  }
  throw new Error('nobody waited')
}

test('whoever takes away came first: the file is hung after, and its bytes are put again', async () => {
  let hung: Promise<void> | undefined
  const slow: Store = {
    ...store,
    remove: async (digest) => {
      hung = hang()
      await somebodyWaits()
      await store.remove(digest)
    },
  }
  expect(await sweep(slow)).toBe(1)
  await hung
  expect(await whatIsMissing()).toBeNull()
})

test('whoever hangs it came first: it is left', async () => {
  let swept: Promise<number> | undefined
  await hang(async () => {
    swept = sweep()
    await somebodyWaits()
  })
  expect(await swept).toBe(0)
  expect(await whatIsMissing()).toBeNull()
})

test('a store that is down keeps row and bytes for the next time', async () => {
  store.down = true
  await expect(sweep()).rejects.toThrow('ECONNREFUSED')
  store.down = false
  expect(await sweep()).toBe(1)
  expect(await sweep()).toBe(0)
})

test('thirty times at once in any order, it is whole', async () => {
  for (let round = 0; round < 30; round++) {
    await sql`delete from attachment`.execute(db())
    await sql`update file set made_at = now() - interval '2 days'`.execute(db())
    const all = round % 2 === 0 ? [sweep(), hang(), sweep()] : [hang(), sweep(), sweep()]
    await Promise.all(all)
    expect([round, await whatIsMissing()]).toEqual([round, null])
  }
})
