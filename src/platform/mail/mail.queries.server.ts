/** Writes a mail in the transaction of what it tells of, and reads what became of it. Its way out: outgoing.queries.server.ts. */
import { sql } from 'kysely'
import { validate as isKey } from 'uuid'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import {
  NOBODYS,
  IN_ANY_CASE,
  OCCASIONS,
  type MailFault,
  type MailState,
  type MailWords,
  type NewMail,
  type Occasion,
  type Promised,
} from './mail.ts'

/** The mail's id; null when this occasion has its mail already. To an address that gets nothing more it is written, and stays. */
export async function queueMail(db: Db, { occasion, key, to, words, notBefore }: NewMail): Promise<string | null> {
  const address = to.address.toLowerCase()
  const { rows } = await sql<{ id: string }>`
    with refusal as (
      select case
        when exists (select from mail_suppression where address = ${address}) and not ${IN_ANY_CASE.includes(occasion)}::boolean then 'address_suppressed'
        when exists (select from mail_opt_out where address = ${address} and occasion = ${occasion}) then 'opted_out'
      end as fault)
    insert into mail (id, key, occasion, person_id, address, language, words, promise, state, fault, next_at)
    select ${newKey()}::uuid, ${`${occasion}:${key}`}, ${occasion}, ${to.personId}::uuid, ${to.address}, ${to.language},
      case when fault is null then ${JSON.stringify(words)}::jsonb end, ${OCCASIONS[occasion]},
      case when fault is null then 'waiting' else 'suppressed' end, fault, greatest(now(), ${notBefore ?? null}::timestamptz)
    from refusal
    on conflict (key) do nothing returning id`.execute(db)
  return rows[0]?.id ?? null
}

export type MailLine = {
  id: string
  occasion: Occasion
  address: string
  personId: string | null
  language: Language
  promise: Promised
  state: MailState
  tries: number
  /** A try ended without a word: perhaps it came twice or, where it may not be repeated, never. */
  inDoubt: boolean
  queuedAt: Date
  /** When it is tried again; only while it waits. */
  nextAt: Date | null
  sentAt: Date | null
  deliveredTo: 'relay' | 'inbox' | null
  fault: MailFault | null
  /** What the relay said, as it said it. */
  faultSaid: string | null
}

const LINE = sql`id, occasion, address, person_id as "personId", language, promise, state, tries, in_doubt as "inDoubt",
  queued_at as "queuedAt", case when state = 'waiting' then next_at end as "nextAt", sent_at as "sentAt",
  delivered_to as "deliveredTo", fault, fault_said as "faultSaid"`

const MOST = 100

type Page = { after?: string | null; limit: number }

/** What an address of a page says may be anything: what is no key begins at the beginning. */
const isOlder = (after: string | null | undefined) => (after && isKey(after) ? sql`id < ${after}::uuid` : sql`true`)

/** Newest first; `after` is the id of the last line that was seen. */
export async function listMail(db: Db, { after, limit }: Page): Promise<MailLine[]> {
  const { rows } = await sql<MailLine>`
    select ${LINE} from mail where ${isOlder(after)}
    order by id desc limit ${Math.min(limit, MOST)}`.execute(db)
  return rows
}

/** What it says only where it stayed here: mail on its way to a person's own box holds links that are theirs. */
export async function findMail(db: Db, id: string): Promise<(MailLine & { words: MailWords | null }) | undefined> {
  if (!isKey(id)) return undefined
  const { rows } = await sql<MailLine & { words: MailWords | null }>`
    select ${LINE}, case when delivered_to = 'inbox' then words end as words from mail where id = ${id}::uuid`.execute(
    db,
  )
  return rows[0]
}

/** What stayed in the product's own inbox for addresses that are nobody's, newest first. */
export async function listInbox(db: Db, { after, limit }: Page): Promise<(MailLine & { words: MailWords })[]> {
  const { rows } = await sql<MailLine & { words: MailWords }>`
    select ${LINE}, words from mail
    where delivered_to = 'inbox' and address ~ ${NOBODYS} and words is not null and ${isOlder(after)}
    order by id desc limit ${Math.min(limit, MOST)}`.execute(db)
  return rows
}

export type MailCount = { promise: Promised; state: MailState; count: number; inDoubt: number }

/** Of the last thirty days. `inDoubt` of what goes out at least once: perhaps came twice; of what goes at most once: perhaps never. */
export async function countMail(db: Db): Promise<MailCount[]> {
  const { rows } = await sql<MailCount>`
    select promise, state, count(*)::int as count, count(*) filter (where in_doubt)::int as "inDoubt"
    from mail where queued_at > now() - interval '30 days' group by promise, state order by promise, state`.execute(db)
  return rows
}
