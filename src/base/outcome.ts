/** What we expect is a value: either done, with what came of it, or refused, with a reason from a closed list. */
export type Outcome<Value, Reason> = { ok: true; value: Value } | { ok: false; reason: Reason }

export const done = <Value>(value: Value) => ({ ok: true as const, value })
export const refused = <Reason>(reason: Reason) => ({ ok: false as const, reason })
