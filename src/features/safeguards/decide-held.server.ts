/** Use cases of whoever reviews a held text, and of its writer: let through, struck out where it is marked, sent back, read. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { findRecipient } from '#features/people/recipient.queries.server.ts'
import { asOfNow } from '#features/people/team.queries.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { keepStrike, strikeOut } from '#features/registry/strike-out.server.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { heldMail } from './held-mail-says.ts'
import { whyNotDecideHeld, whyNotReadOwn, type HeldRefusal, type PlaceNow } from './held.access.ts'
import { findHeld, lockHeld, replaceHeld, updateDecided, updateSeen, type HeldRow } from './held.queries.server.ts'
import { LONGEST_ANSWER, type Held, type HeldKind } from './held.ts'
import { screen } from './screening.ts'
import { withoutFindings } from './screened-form.ts'

/** How a text is put into its place: each kind of thing knows its own. `writer`: whose words they are. */
export type Placer = {
  lookAt: (db: Db, held: Held) => Promise<{ now: PlaceNow; stands: string }>
  put: (db: Db, put: { held: Held; text: string; writer: Actor }) => Promise<void>
}
export type Placers = Record<HeldKind, Placer>

export type HeldFault = HeldRefusal | 'gone' | 'answer_missing' | 'answer_too_long' | 'nothing_marked'

type Deciding = { id: string; placers: Placers }

export const letThrough = (db: Db, actor: Actor, asked: Deciding): Promise<Outcome<null, HeldFault>> =>
  decide(db, actor, { ...asked, move: 'let_through' }, async (trx, held) => {
    await asked.placers[held.kind].put(trx, { held, text: held.text, writer: writerOf(held) })
    return done({ state: 'let_through', text: held.text, answer: null })
  })

/** The marked places go: out of this text, and out of the thing wherever else they stand. The rest is put into its place. */
export const strikeHeld = (db: Db, actor: Actor, asked: Deciding): Promise<Outcome<null, HeldFault>> =>
  decide(db, actor, { ...asked, move: 'strike' }, async (trx, held) => {
    if (screen(held.text).length === 0) return refused('nothing_marked')
    const text = withoutFindings(held.text, screen(held.text), STRUCK)
    await strikeElsewhere(trx, actor, held)
    await asked.placers[held.kind].put(trx, { held, text, writer: writerOf(held) })
    return done({ state: 'struck', text, answer: null })
  })

/** The former text stays; the writer is told why, and can write another. */
export const returnHeld = (
  db: Db,
  actor: Actor,
  { answer, ...asked }: Deciding & { answer: string },
): Promise<Outcome<null, HeldFault>> =>
  decide(db, actor, { ...asked, move: 'return' }, async (_trx, held) => {
    if (answer.trim() === '') return refused('answer_missing')
    if (answer.trim().length > LONGEST_ANSWER) return refused('answer_too_long')
    return done({ state: 'returned', text: held.text, answer: answer.trim() })
  })

type Decided = { state: 'let_through' | 'struck' | 'returned'; text: string; answer: string | null }

async function decide(
  db: Db,
  asked: Actor,
  { id, placers, move }: Deciding & { move: 'let_through' | 'strike' | 'return' },
  work: (trx: Db, held: HeldRow) => Promise<Outcome<Decided, HeldFault>>,
): Promise<Outcome<null, HeldFault>> {
  return together(db, async (trx) => {
    const held = await lockHeld(trx, id)
    if (!held) return refused('gone')
    const actor = await asOfNow(trx, asked)
    const { now } = await placers[held.kind].lookAt(trx, held)
    const refusal = whyNotDecideHeld(actor, held, { move, now })
    if (refusal) return refused(refusal)
    const decided = await work(trx, held)
    if (!decided.ok) return decided
    await updateDecided(trx, { id, by: signatureOf(actor), ...decided.value })
    await insertAudit(trx, actor, {
      act: `hold.${decided.value.state}`,
      itemId: held.itemId,
      detail: { held: id, kind: held.kind, person: held.writerId },
    })
    await tellWriter(trx, held)
    return done(null)
  })
}

/** Too short a name stands inside other words: only where it was marked is it taken out. */
const SHORTEST_EVERYWHERE = 6

async function strikeElsewhere(db: Db, actor: Actor, held: HeldRow): Promise<void> {
  if (held.itemId === null) return
  const found = screen(held.text).map(({ from, to }) => held.text.slice(from, to))
  const why = 'held text'
  let kept = false
  for (const text of new Set(found)) {
    if (text.length < SHORTEST_EVERYWHERE) continue
    // it stands in the held text itself: that is the first place out of which it goes
    const struck = await strikeOut(db, actor, { itemId: held.itemId, text, reason: 'personal_data', why })
    kept ||= struck.ok
  }
  if (!kept) await keepStrike(db, actor, { itemId: held.itemId, reason: 'personal_data', places: found.length, why })
}

/** The words are the writer's, whoever lets them through. */
const writerOf = (held: Held): Actor => ({
  kind: 'person',
  id: held.writerId,
  seats: [],
  regions: [],
  assurance: 'one',
})

async function tellWriter(db: Db, held: HeldRow): Promise<void> {
  const to = await findRecipient(db, held.writerId)
  if (to) await queueMail(db, heldMail({ id: held.id, to }))
}

/** The writer has read what became of it; it leaves their desk and their form. */
export async function readDecision(db: Db, actor: Actor, id: string): Promise<Outcome<null, 'gone'>> {
  const held = await findHeld(db, id)
  if (!held || whyNotReadOwn(actor, held)) return refused('gone')
  if (held.state !== 'waiting') await updateSeen(db, id)
  return done(null)
}

/** The writer does not insist any more. */
export const takeHeldBack = (db: Db, actor: Actor, id: string): Promise<Outcome<null, 'gone'>> =>
  together(db, async (trx) => {
    const held = await lockHeld(trx, id)
    if (!held || whyNotReadOwn(actor, held)) return refused('gone')
    if (held.state === 'waiting') await replaceHeld(trx, { ...held, but: '' })
    return done(null)
  })
