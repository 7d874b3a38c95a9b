/**
 * Use case: a question that came by mail is looked at, answered once, taken back within a day. Looking does nothing. Of
 * two presses at once one answers. Whoever answers acts as themselves, with the seats of this moment.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { findReader } from '#features/notices/reader.queries.server.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { findAsk, updateAnswered, type Ask } from './ask.queries.server.ts'
import { answersOf, isAskKind, mayUndo, type AskKind, type AskRefusal, type Question } from './ask.ts'
import type { Asking, Given } from './ask-context.ts'
import { ASK_WAYS } from './ask-kinds.server.ts'

/** `signedIn`: who is signed in on this browser, if anybody. */
export type Opened = {
  token: string
  language: Language
  vocabulary: Vocabulary
  now: Date
  signedIn: string | null
}

export type Seen =
  | { state: 'open'; until: Date; zone: string; question: Question }
  | { state: 'answered'; kind: AskKind; answer: string; mayUndo: boolean }
  | { state: 'closed'; why: AskRefusal }

type Held = { ask: Ask; kind: AskKind; asking: Asking }

async function hold(db: Db, opened: Opened, held: boolean): Promise<Outcome<Held, AskRefusal>> {
  const ask = await findAsk(db, opened.token, held)
  if (!ask || !isAskKind(ask.kind)) return refused('unknown')
  if (opened.signedIn !== null && opened.signedIn !== ask.personId) return refused('somebody_else')
  const reader = await findReader(db, ask.personId)
  if (!reader) return refused('unknown')
  const { language, vocabulary, now } = opened
  const { placeId, subject } = ask
  return done({ ask, kind: ask.kind, asking: { reader, placeId, subject, language, vocabulary, now } })
}

export async function seeAsk(db: Db, opened: Opened): Promise<Seen> {
  const found = await hold(db, opened, false)
  if (!found.ok) return { state: 'closed', why: found.reason }
  const { ask, kind, asking } = found.value
  if (ask.answer !== null && ask.answeredAt !== null) {
    const undo = mayUndo(kind, ask.answer, ask.answeredAt, opened.now)
    return { state: 'answered', kind, answer: ask.answer, mayUndo: undo }
  }
  if (ask.past) return { state: 'closed', why: 'expired' }
  // in a transaction of its own: some questions hold their place for a moment
  const question = await together(db, (trx) => ASK_WAYS[kind].question(trx, asking))
  return question.ok
    ? { state: 'open', until: ask.until, zone: asking.reader.zone, question: question.value }
    : { state: 'closed', why: question.reason }
}

export async function answerAsk(db: Db, opened: Opened, given: Given): Promise<Outcome<null, AskRefusal>> {
  return together(db, async (trx) => {
    const found = await hold(trx, opened, true)
    if (!found.ok) return found
    const { ask, kind, asking } = found.value
    if (ask.answer !== null) return refused('used')
    if (ask.past) return refused('expired')
    if (!(answersOf(kind) as readonly string[]).includes(given.answer)) return refused('value_missing')
    const question = await ASK_WAYS[kind].question(trx, asking)
    if (!question.ok) return question
    const made = await ASK_WAYS[kind].act(trx, asking, given)
    if (!made.ok) return made
    await updateAnswered(trx, { id: ask.id, answer: given.answer, made: made.value })
    await audited(trx, { ask, kind, asking }, 'ask.answered', given.answer)
    return done(null)
  })
}

export async function undoAnswer(db: Db, opened: Opened): Promise<Outcome<null, AskRefusal>> {
  return together(db, async (trx) => {
    const found = await hold(trx, opened, true)
    if (!found.ok) return found
    const { ask, kind, asking } = found.value
    const { undo } = ASK_WAYS[kind]
    if (ask.answer === null || ask.answeredAt === null || undo === null || ask.made === null) return refused('used')
    if (!mayUndo(kind, ask.answer, ask.answeredAt, opened.now)) return refused('expired')
    const undone = await undo(trx, asking, ask.made)
    if (!undone.ok) return undone
    await updateAnswered(trx, { id: ask.id, answer: 'taken_back', made: null })
    await audited(trx, { ask, kind, asking }, 'ask.taken_back', ask.answer)
    return done(null)
  })
}

/** That it was by a link stands beside the act itself, which is written down as any other. */
const audited = (db: Db, { ask, kind, asking }: Held, act: string, answer: string) =>
  insertAudit(db, asking.reader.actor, {
    act,
    itemId: ask.placeId,
    detail: { way: 'mail_link', reason: `${kind}:${answer}`, ask: ask.id },
  })
