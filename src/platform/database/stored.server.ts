/** Writes that the world may refuse: a full disk, a database that is away. What was typed is then still there to be sent again. */
import { done, refused, type Outcome } from '#base/outcome.ts'

/** Codes of PostgreSQL (no room, shut down, connection, i/o) and of the system: the server's state, not a mistake of the page. */
export const isStorageFault = (code: string | null): boolean =>
  code !== null && /^(53|57P|58|08|25006)|^E(CONN|PIPE|NOENT|NOSPC|TIMEDOUT)/.test(code)

export async function whenStored<Value>(
  work: () => Promise<Value>,
  said: (error: unknown) => void,
): Promise<Outcome<Value, 'not_stored'>> {
  try {
    return done(await work())
  } catch (error) {
    const code = (error as { code?: unknown }).code
    if (typeof code !== 'string' || !isStorageFault(code)) throw error
    said(error)
    return refused('not_stored')
  }
}
