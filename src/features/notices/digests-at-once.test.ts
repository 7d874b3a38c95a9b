/** Several processes at once: nobody gets a digest twice, and a process that dies while sending loses an announcement alone. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { openDatabase, type Db } from '#platform/database/pool.server.ts'
import { failLeftBehind, takeNext } from '#platform/mail/outgoing.queries.server.ts'
import { standingDatabase } from '#platform/mail/testing/standing-database.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { countUnseen } from './notice.queries.server.ts'
import { sendDigests } from './send-digests.server.ts'
import { tell } from './tell.server.ts'

const db = standingDatabase()
const PEOPLE = 12
const tomorrow = () => new Date(Date.now() + 8 * 86_400_000)

beforeEach(async () => {
  await sql`truncate notice, notice_rhythm, notice_choice`.execute(db())
  await sql`delete from person`.execute(db())
  for (let n = 0; n < PEOPLE; n++) {
    const id = newKey()
    await sql`insert into person (id, email, name) values (${id}, ${`p${n}@city.example`}, 'P')`.execute(db())
    await sql`insert into notice (id, key, person_id, kind, channel) values (${newKey()}, ${id}, ${id}, 'organisation_verified', 'digest')`.execute(
      db(),
    )
  }
})

/** As many processes would: each with connections of its own. */
async function processes<Result>(count: number, work: (db: Db) => Promise<Result>): Promise<Result[]> {
  const open = await Promise.all(
    Array.from({ length: count }, () => openDatabase({ databaseUrl: db.url, dataDir: '', poolSize: 1 })),
  )
  try {
    return await Promise.all(open.map(work))
  } finally {
    await Promise.all(open.map((each) => each.destroy()))
  }
}

const digests = async () =>
  (await sql<{ address: string }>`select address from mail where occasion = 'digest' order by address`.execute(db()))
    .rows

test('four processes at once write one digest for each person', async () => {
  const written = await processes(4, (open) => sendDigests(open, tomorrow()))
  expect(written.reduce((all, each) => all + each, 0)).toBe(PEOPLE)
  expect(new Set((await digests()).map(({ address }) => address)).size).toBe(PEOPLE)
  expect(await digests()).toHaveLength(PEOPLE)
})

test('four processes that tell the same occasion tell it once', async () => {
  const { rows } = await sql<{ id: string }>`select id from person limit 1`.execute(db())
  const told = { of: 'x', personId: rows[0]?.id ?? '', kind: 'seat_given', itemId: null } as const
  await processes(4, (open) =>
    tell(open, told, (to) => ({
      occasion: 'seat_news',
      key: 'x',
      to,
      words: { subject: 's', paragraphs: [], foot: 'f' },
    })),
  )
  expect((await sql`select from notice where kind = 'seat_given'`.execute(db())).rows).toHaveLength(1)
  expect((await sql`select from mail where occasion = 'seat_news'`.execute(db())).rows).toHaveLength(1)
})

test('a process that dies with a digest in hand loses that mail alone: told as failed, never written again, and the page still has it', async () => {
  await sql`delete from notice where person_id <> (select person_id from notice order by person_id limit 1)`.execute(
    db(),
  )
  expect(await sendDigests(db(), tomorrow())).toBe(1)
  expect(await takeNext(db())).toMatchObject({ occasion: 'digest' })
  await sql`update mail set next_at = now() - interval '1 second'`.execute(db())
  expect([await failLeftBehind(db()), await takeNext(db()), await sendDigests(db(), tomorrow())]).toEqual([
    1,
    undefined,
    0,
  ])
  const { rows } = await sql<{
    person_id: string
    state: string
    fault: string
  }>`select person_id, state, fault from mail`.execute(db())
  expect(rows).toMatchObject([{ state: 'failed', fault: 'not_known_whether_sent' }])
  expect(await countUnseen(db(), VISITOR, rows[0]?.person_id ?? '')).toBe(1)
})
