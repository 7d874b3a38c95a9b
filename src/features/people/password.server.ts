/** Keeps and checks passwords: argon2id of the platform, the costs kept beside each, so that they can be raised. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2 }

type Kept = { salt: Buffer; digest: Buffer; memory: number; passes: number }

const digestOf = (password: string, { salt, memory, passes }: Omit<Kept, 'digest'>): Promise<Buffer> =>
  new Promise((done, failed) =>
    argon2(
      'argon2id',
      { message: password, nonce: salt, parallelism: 1, tagLength: 32, memory, passes },
      (error: Error | null, digest: Buffer) => (error ? failed(error) : done(Buffer.from(digest))),
    ),
  )

export async function keepPassword(db: Db, personId: string, password: string): Promise<void> {
  const kept = { salt: randomBytes(16), ...COST }
  const digest = await digestOf(password, kept)
  await sql`insert into password (person_id, salt, digest, memory, passes) values (${personId}, ${kept.salt}, ${digest}, ${kept.memory}, ${kept.passes})
    on conflict (person_id) do update set salt = excluded.salt, digest = excluded.digest, memory = excluded.memory, passes = excluded.passes, set_at = now()`.execute(
    db,
  )
}

/** Takes as long whether there is such a person, such a password, or neither. */
export async function isPassword(db: Db, personId: string | null, typed: string): Promise<boolean> {
  const { rows } =
    await sql<Kept>`select salt, digest, memory, passes from password where person_id = ${personId}`.execute(db)
  const kept = rows[0] ?? { salt: randomBytes(16), digest: randomBytes(32), ...COST }
  const given = await digestOf(typed.normalize('NFC'), kept)
  return timingSafeEqual(given, kept.digest) && rows.length > 0
}
