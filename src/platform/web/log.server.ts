/** One JSON line per event on standard output: request id and route, never an address with its query, a name or an answer. */

export type LogLine = {
  event: string
  id?: string | undefined
  [fact: string]: string | number | boolean | null | undefined
}

export function log(line: LogLine): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`)
}

/** What an error says to the operator: its kind, code and where; the message may hold what somebody typed, so values are left out. */
export function faultFacts(error: unknown): { fault: string; code: string | null; where: string } {
  const fault = error instanceof Error ? error : new Error(String(error))
  const code = (fault as { code?: unknown }).code
  const where = (fault.stack ?? '')
    .split('\n')
    .slice(1, 6)
    .map((line) => line.trim())
    .join(' | ')
  return { fault: fault.name, code: typeof code === 'string' ? code : null, where }
}
