/** The code by which anybody follows a report: random, told once, kept as its digest. */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'

const CODE = /^[A-Za-z0-9_-]{27}$/

const digestOf = (code: string): Buffer => createHash('sha256').update(code).digest()

/** 160 bits: nobody tries them out. A mail carries a code of its own, since the first one is nowhere. */
export async function insertCode(db: Db, reportId: string): Promise<string> {
  const code = randomBytes(20).toString('base64url')
  await sql`insert into report_code (digest, report_id) values (${digestOf(code)}, ${reportId})`.execute(db)
  return code
}

export async function findReportIdOf(db: Db, code: string): Promise<string | undefined> {
  if (!CODE.test(code)) return undefined
  const { rows } = await sql<{ id: string }>`
    select report_id as id from report_code where digest = ${digestOf(code)}`.execute(db)
  return rows[0]?.id
}
