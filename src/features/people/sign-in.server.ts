/** Use case: signing in. Nothing here tells whether there is an account: not in words, not in the time it takes. */
import { setTimeout as wait } from 'node:timers/promises'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { queueMail } from '#platform/mail/mail.queries.server.ts'
import { isWithinLimit } from './attempt.queries.server.ts'
import { makeLink, spendLink } from './mail-link.server.ts'
import { isPassword } from './password.server.ts'
import { addressOf, findAccount } from './person.queries.server.ts'
import { hasSecondStep, spendCode, type CodeFault } from './second-step.server.ts'
import { findRecipient } from './recipient.queries.server.ts'
import { beginSession, isNewAgent, raiseAssurance, type Way } from './session.queries.server.ts'
import { linkMail, newSignInMail } from './sign-in-mail-says.ts'

/** Where a request comes from, to count tries and to name the session to its owner. */
export type From = { network: string; agent: string }

export type SignInFault = 'sign_in_wrong' | 'too_often'

/** What a cookie is made of, and whether a code is asked for before anything else. */
export type SignedIn = { token: string; secondStep: boolean }

export async function signInWithPassword(
  db: Db,
  typed: { email: string; password: string },
  from: From,
): Promise<Outcome<SignedIn, SignInFault>> {
  const email = addressOf(typed.email)
  if (!(await mayTry(db, 'sign_in', { email, from }))) return refused('too_often')
  const account = await findAccount(db, email)
  const right = await isPassword(db, account?.id ?? null, typed.password)
  if (!account || !right) return refused('sign_in_wrong')
  return done(await begin(db, account.id, 'password', from))
}

/** Longer than writing a mail takes: whether one was written cannot be told by the clock. */
const SAME_TIME_MS = 250

/** Always ends the same way. A mail goes out only if there is somebody to get it. */
export async function askForLink(db: Db, typed: { email: string }, from: From): Promise<Outcome<null, 'too_often'>> {
  const email = addressOf(typed.email)
  if (!(await mayTry(db, 'link', { email, from }))) return refused('too_often')
  const slowest = wait(SAME_TIME_MS)
  await together(db, async (trx) => {
    const account = await findAccount(trx, email)
    if (!account) return
    const token = await makeLink(trx, account.id)
    await queueMail(trx, linkMail(account, token))
  })
  await slowest
  return done(null)
}

export async function signInWithLink(db: Db, token: string, from: From): Promise<Outcome<SignedIn, 'link_spent'>> {
  return together(db, async (trx) => {
    const personId = await spendLink(trx, token)
    return personId === null ? refused('link_spent') : done(await begin(trx, personId, 'link', from))
  })
}

/** The code that follows a first step, in the session that the first step began. */
export async function takeSecondStep(
  db: Db,
  asked: { personId: string; sessionId: string; typed: string; now: Date },
): Promise<Outcome<'code' | 'recovery', CodeFault>> {
  const spent = await spendCode(db, asked)
  if (spent.ok) await raiseAssurance(db, asked.sessionId)
  return spent
}

/** A city whose provider vouched for the person, and whether it did so by a second step that counts. */
export type Vouched = { placeId: string; secondStep: boolean }

/** One statement of audit and one session; whoever has a second step is let in by it alone. */
export async function begin(
  db: Db,
  personId: string,
  way: Way,
  { agent }: From,
  vouched: Vouched | null = null,
): Promise<SignedIn> {
  return together(db, async (trx) => {
    const sure = way === 'passkey' || vouched?.secondStep === true
    const secondStep = !sure && (await hasSecondStep(trx, personId))
    const assurance = sure ? 'two' : way === 'demonstration' ? 'demonstration' : 'one'
    const isNew = SAID_BY_MAIL.includes(way) && (await isNewAgent(trx, { personId, agent }))
    const vouchedBy = vouched?.placeId ?? null
    const session = await beginSession(trx, { personId, way, assurance, agent, vouchedBy })
    if (isNew) await tellOfSignIn(trx, { personId, id: session.id, agent })
    await insertAudit(trx, actorOf(personId), { act: 'session.begun', itemId: null, detail: { way } })
    return { token: session.token, secondStep }
  })
}

/** Whoever came by a link has read their mail just now, and an invitation begins an account: the same mailbox learns nothing. */
const SAID_BY_MAIL: readonly Way[] = ['password', 'passkey', 'provider']

async function tellOfSignIn(db: Db, session: { personId: string; id: string; agent: string }): Promise<void> {
  const to = await findRecipient(db, session.personId)
  if (to) await queueMail(db, newSignInMail(to, { ...session, at: new Date() }))
}

const actorOf = (id: string): Actor => ({ kind: 'person', id, seats: [], regions: [], assurance: 'one' })

const mayTry = async (db: Db, kind: 'sign_in' | 'link', { email, from }: { email: string; from: From }) =>
  // both are counted, whichever is the one too many
  (
    await Promise.all([isWithinLimit(db, `${kind}_account`, email), isWithinLimit(db, `${kind}_network`, from.network)])
  ).every(Boolean)
