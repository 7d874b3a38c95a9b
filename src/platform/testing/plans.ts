/** For tests and benches: what the database would do for a statement, and where it would read a large table from end to end. */
import { CompiledQuery, sql } from 'kysely'
import type { Db } from '../database/pool.server.ts'
import { together } from '../database/together.server.ts'
import type { Statement } from './statements.ts'

/** A table with more rows than this is large: below, reading all of it is the right plan. */
export const LARGE = 1000

type Node = { 'Node Type': string; 'Relation Name'?: string; 'Plan Rows'?: number; Plans?: Node[] }

export type Scan = { statement: Statement; tables: string[] }

/** Those of the statements, in the order in which they were sent, that read a large table from end to end; what was set for a transaction holds as it did then. */
export async function scansAmong(
  db: Db,
  statements: readonly Statement[],
  large: ReadonlySet<string>,
): Promise<Scan[]> {
  const scans: Scan[] = []
  await together(db, async (open) => {
    await sql`savepoint as_it_was`.execute(open)
    for (const statement of statements) {
      if (/^\s*set local\b/i.test(statement.text)) await sql.raw(statement.text).execute(open)
      if (/^\s*(commit|rollback|release)\b/i.test(statement.text))
        await sql`rollback to savepoint as_it_was`.execute(open)
      const tables = await sequentialScansOf(open, statement, large)
      if (tables.length > 0) scans.push({ statement, tables })
    }
    await sql`rollback to savepoint as_it_was`.execute(open)
  })
  return scans
}

/** Large tables that the statement would read from end to end, each once. Only what reads is asked. */
export async function sequentialScansOf(db: Db, statement: Statement, large: ReadonlySet<string>): Promise<string[]> {
  if (!/^\s*(select|with)\b/i.test(statement.text)) return []
  const rows = await explain(db, statement)
  return [
    ...new Set(
      nodesIn(rows).flatMap((node) =>
        /Seq Scan/.test(node['Node Type']) && large.has(node['Relation Name'] ?? '')
          ? [node['Relation Name'] ?? '']
          : [],
      ),
    ),
  ]
}

/** Tables with more than LARGE rows, by the statistics of the last `analyze`. */
export async function largeTables(db: Db): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and reltuples > ${LARGE} and relnamespace = 'public'::regnamespace`.execute(
    db,
  )
  return new Set(rows.map((row) => row.name))
}

/** The very words and values that the product sent, so that the plan is the one it gets. */
async function explain(db: Db, { text, values }: Statement): Promise<Node> {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': { Plan: Node }[] }>(
    CompiledQuery.raw(`explain (format json) ${text}`, [...values]),
  )
  return rows[0]?.['QUERY PLAN'][0]?.Plan ?? { 'Node Type': 'none' }
}

const nodesIn = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesIn)]
