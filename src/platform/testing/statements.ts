/** For tests and benches: hears every statement that goes to the database while some work is done. */
import pg from 'pg'

export type Statement = { text: string; values: readonly unknown[] }

/** Works in one process and one after the other: two listenings at once would hear each other. */
export async function statementsOf<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; statements: Statement[] }> {
  const statements: Statement[] = []
  const plain = pg.Client.prototype as { query: (...given: unknown[]) => unknown }
  const query = plain.query
  plain.query = function (this: unknown, ...given: unknown[]) {
    const heard = statementIn(given)
    if (heard) statements.push(heard)
    return query.apply(this, given)
  }
  try {
    return { result: await work(), statements }
  } finally {
    plain.query = query
  }
}

function statementIn([first, second]: unknown[]): Statement | undefined {
  if (typeof first === 'string') return { text: first, values: Array.isArray(second) ? second : [] }
  const { text, values } = (first ?? {}) as { text?: unknown; values?: unknown }
  return typeof text === 'string' ? { text, values: Array.isArray(values) ? values : [] } : undefined
}
