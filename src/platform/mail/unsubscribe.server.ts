/** The link that stops one kind of mail: signed, without an address in it, good without signing in and with one press. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { sign, unsign } from '#platform/web/signed.server.ts'
import type { Occasion } from './mail.ts'
import { insertOptOut } from './suppression.queries.server.ts'

const PURPOSE = 'mail-stop'

export const stopToken = (key: Buffer, mailId: string): string => sign(key, PURPOSE, mailId)

/** What the link would stop, for the page that asks. Nothing happens yet. */
export async function findStop(
  db: Db,
  key: Buffer,
  token: string,
): Promise<Outcome<{ occasion: Occasion }, 'unknown'>> {
  const mail = await mailOf(db, key, token)
  return mail ? done({ occasion: mail.occasion }) : refused('unknown')
}

/** Done once or ten times, it is the same. */
export async function stopMail(
  db: Db,
  key: Buffer,
  token: string,
): Promise<Outcome<{ occasion: Occasion }, 'unknown'>> {
  const mail = await mailOf(db, key, token)
  if (!mail) return refused('unknown')
  await insertOptOut(db, mail)
  return done({ occasion: mail.occasion })
}

async function mailOf(db: Db, key: Buffer, token: string) {
  const id = unsign(key, PURPOSE, token)
  if (id === null) return undefined
  const { rows } = await sql<{ address: string; occasion: Occasion }>`
    select address, occasion from mail where id = ${id}::uuid and promise = 'at_most_once' and address <> ''`.execute(
    db,
  )
  return rows[0]
}
