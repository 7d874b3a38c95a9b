/**
 * Sends what waits. Every mail is marked before it is sent. A process that ends in between leaves it marked: what goes at
 * least once is then sent again with the same Message-ID, what goes at most once is told as failed. SMTP allows no more.
 */
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { log } from '#platform/web/log.server.ts'
import { findSigningKey } from '#platform/web/signed.server.ts'
import { judge, next, type Said, type Verdict } from './fault.ts'
import { failLeftBehind, markFailed, markSent, putBack, takeNext, type Outgoing } from './outgoing.queries.server.ts'
import { messageIdOf, relayOf, senderOf, type Carry } from './relay.server.ts'
import { render } from './render.ts'
import { deleteSuppression, insertSuppression } from './suppression.queries.server.ts'
import { stopToken } from './unsubscribe.server.ts'

export type Post = {
  /** The name above the words of every mail. */
  instance: string
  origin: string
  /** null: mail stays in the product. */
  relay: { carry: Carry; mailFrom: string } | null
  key: Buffer
  /** The path that stops a kind of mail, of the token in it. */
  stopPath: (language: Language, token: string) => string
}

export type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom' | 'origin' | 'port'>

export async function openPost(db: Db, config: MailConfig, said: Pick<Post, 'instance' | 'stopPath'>): Promise<Post> {
  const { smtpUrl, mailFrom } = config
  const relay = smtpUrl && mailFrom ? { carry: relayOf({ smtpUrl, mailFrom }), mailFrom } : null
  return { ...said, origin: senderOf(config), relay, key: await findSigningKey(db) }
}

/** Until nothing waits, the relay is at fault, or `goesOn` says no; the reason tells the loop how long to rest. */
export async function deliverWaiting(
  db: Db,
  post: Post,
  goesOn: () => boolean = () => true,
): Promise<'nothing_waits' | 'relay_fault' | 'stopped'> {
  const lost = await failLeftBehind(db)
  if (lost > 0) log({ event: 'mail.left_behind', count: lost })
  while (goesOn()) {
    const mail = await takeNext(db)
    if (!mail) return 'nothing_waits'
    if ((await deliver(db, post, mail)) === 'relay_fault') return 'relay_fault'
  }
  return 'stopped'
}

async function deliver(db: Db, post: Post, mail: Outgoing): Promise<'went_on' | 'relay_fault'> {
  const verdict = await tryToSend(post, mail)
  if (verdict !== null) return endOfTry(db, mail, verdict)
  const to = post.relay ? 'relay' : 'inbox'
  await markSent(db, mail, to)
  if (to === 'relay') await deleteSuppression(db, mail.address, 'refused')
  log({ event: 'mail.sent', mail: mail.id, occasion: mail.occasion, to, tries: mail.tries })
  return 'went_on'
}

async function tryToSend({ relay, ...post }: Post, mail: Outgoing): Promise<Verdict | null> {
  try {
    const stopPath = mail.promise === 'at_most_once' ? post.stopPath(mail.language, stopToken(post.key, mail.id)) : null
    const letter = render(mail.words, mail.language, { ...post, stopPath })
    await relay?.carry(letter, { address: mail.address, messageId: messageIdOf(mail.key, relay.mailFrom) })
    return null
  } catch (error) {
    return judge(error as Said)
  }
}

async function endOfTry(db: Db, mail: Outgoing, verdict: Verdict): Promise<'went_on' | 'relay_fault'> {
  const then = next(verdict, mail, new Date())
  const facts = { mail: mail.id, occasion: mail.occasion, fault: verdict.fault, tries: mail.tries }
  if (then.state === 'waiting') {
    await putBack(db, mail, { ...verdict, inSeconds: then.inSeconds })
    log({ event: 'mail.waits', ...facts, seconds: then.inSeconds })
  } else {
    await markFailed(db, mail, { ...verdict, fault: then.fault })
    if (verdict.follows === 'suppress') await insertSuppression(db, { address: mail.address, why: 'refused' })
    log({ event: 'mail.failed', ...facts, fault: then.fault })
  }
  return verdict.ofRelay ? 'relay_fault' : 'went_on'
}
