/** Reads, counts and erases by the table of holdings: which rows are of a person is said there, and turned into SQL here alone. */
import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { LIMITS } from './attempt.queries.server.ts'
import { OF_PERSONS } from './audit.access.ts'
import { ALL_HOLDINGS, type Erasing, type Holding, type HoldingId, type Naming } from './holdings.ts'

export type Whose = { id: string; email: string | null }

/** True for the rows of this holding that name the person; a holding that names nobody has none. */
function isOf({ names }: Holding, whose: Whose): RawBuilder<boolean> {
  const ways = names.map((naming) => namedBy(naming, whose))
  return ways.length === 0 ? sql`false` : sql`(${sql.join(ways, sql` or `)})`
}

function namedBy({ column, as }: Naming, { id, email }: Whose): RawBuilder<boolean> {
  const named = sql.ref(column)
  switch (as) {
    case 'key':
      return sql`${named} = ${id}`
    case 'signature':
      return sql`${named} = ${`person:${id}`}`
    case 'address':
      return email === null ? sql`false` : sql`lower(${named}) = ${email}`
    case 'digest':
      return sql`${named} = any(${digestsOf({ id, email })}::text[])`
    case 'detail':
      return sql`(${named} ->> 'person' = ${id} and split_part(act, '.', 1) = any(${[...OF_PERSONS]}::text[]))`
  }
}

/** Under what tries of this person are counted: the key and the address, each by every kind of try. */
const digestsOf = ({ id, email }: Whose): string[] =>
  Object.keys(LIMITS).flatMap((kind) =>
    [id, ...(email === null ? [] : [email])].map(
      (of) => `${kind}:${createHash('sha256').update(of).digest('base64url')}`,
    ),
  )

export type Held = { id: HoldingId; does: Erasing['does']; count: number }

/** How many rows each holding has of this person: those with any, in the order of the table. */
export async function countHeld(db: Db, whose: Whose): Promise<Held[]> {
  const held: Held[] = []
  for (const holding of ALL_HOLDINGS) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(holding.table)} where ${isOf(holding, whose)}`.execute(db)
    held.push({ id: holding.id, does: holding.erasing.does, count: rows[0]?.count ?? 0 })
  }
  return held.filter(({ count }) => count > 0)
}

/** More than anybody has; a file that is cut says so. */
const MOST_ROWS = 20_000

export type HeldRows = { id: HoldingId; table: string; rows: Record<string, unknown>[]; cut: boolean }

/** What stands in the person's file: the columns that the table of holdings names, and no other. */
export async function listHeld(db: Db, whose: Whose): Promise<HeldRows[]> {
  const all: HeldRows[] = []
  for (const holding of ALL_HOLDINGS.filter(({ exported }) => exported.length > 0)) {
    const columns = sql.join(holding.exported.map((column) => sql.ref(column)))
    const { rows } = await sql<Record<string, unknown>>`
      select ${columns} from ${sql.table(holding.table)} where ${isOf(holding, whose)} limit ${MOST_ROWS + 1}`.execute(
      db,
    )
    all.push({
      id: holding.id,
      table: holding.table,
      rows: rows.slice(0, MOST_ROWS),
      cut: rows.length > MOST_ROWS,
    })
  }
  return all
}

/** Does to every holding what its line says. `person` itself comes last: the others are found by its address. */
export async function eraseHeld(db: Db, whose: Whose): Promise<void> {
  const [person, ...others] = ALL_HOLDINGS
  for (const holding of [...others, ...(person ? [person] : [])]) await eraseOne(db, holding, whose)
}

async function eraseOne(db: Db, holding: Holding, whose: Whose): Promise<void> {
  const { erasing, table } = holding
  if (erasing.does === 'deleted') await sql`delete from ${sql.table(table)} where ${isOf(holding, whose)}`.execute(db)
  if (erasing.does === 'cleared') {
    const set = Object.entries(erasing.columns).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
    await sql`update ${sql.table(table)} set ${sql.join(set)} where ${isOf(holding, whose)}`.execute(db)
  }
}
