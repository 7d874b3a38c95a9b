/** Use case, within the act of a form: texts that their writer insisted upon are put aside for a reviewer. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { insertHeld, replaceHeld } from './held.queries.server.ts'
import type { HeldKind } from './held.ts'
import type { MarkedText } from './screened-form.ts'

/** `former`: what stands there and stays until it is decided. */
export type ToHold = {
  kind: HeldKind
  itemId: string | null
  place: string
  text: Pick<MarkedText, 'text' | 'findings'>
  former: string
  why: string
}

/** In the caller's transaction. The text is written nowhere else. */
export async function holdText(
  db: Db,
  actor: Actor,
  { kind, itemId, place, text, former, why }: ToHold,
): Promise<void> {
  if (actor.kind !== 'person') return
  const at = { writerId: actor.id, itemId, kind, place }
  await replaceHeld(db, { ...at, but: text.text })
  const id = await insertHeld(db, {
    ...at,
    text: text.text,
    former,
    why,
    signs: text.findings.map((finding) => finding.kind),
  })
  if (id) await insertAudit(db, actor, { act: 'hold.begun', itemId, detail: { held: id, kind } })
}

/** Another text was written there, in which nothing was found. */
export async function writtenAnew(
  db: Db,
  actor: Actor,
  at: { kind: HeldKind; itemId: string | null; place: string; text: string },
): Promise<void> {
  if (actor.kind !== 'person') return
  await replaceHeld(db, { writerId: actor.id, kind: at.kind, itemId: at.itemId, place: at.place, but: at.text })
}
