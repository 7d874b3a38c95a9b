/** What went wrong with a mail, and what follows from it: another try, an end, an address that gets nothing more. Pure. */
import type { MailFault, Promised } from './mail.ts'

/** As far as a sending library tells it. */
export type Said = {
  code?: string
  originalCode?: string
  syscall?: string
  timeoutType?: string
  command?: string
  response?: string
  responseCode?: number
  message?: string
}

export type Verdict = {
  fault: MailFault
  /** The relay's own words, or the library's where the relay said nothing. */
  said: string
  /** The fault lies with the relay or our settings, not with this mail: all others would meet it too. */
  ofRelay: boolean
  /** The mail may have gone out all the same. */
  inDoubt: boolean
  follows: 'try_again' | 'fail' | 'suppress'
}

export function judge(error: Said): Verdict {
  const { fault, ofRelay, follows } = reasonOf(error)
  const said = (error.response ?? error.message ?? '').replace(/\s+/g, ' ').slice(0, 500)
  return { fault, said, ofRelay, inDoubt: !isCertainlyNotSent(error), follows }
}

type Reason = Pick<Verdict, 'fault' | 'ofRelay' | 'follows'>
const ofRelay = (fault: MailFault): Reason => ({ fault, ofRelay: true, follows: 'try_again' })
const ofMail = (fault: MailFault, follows: Verdict['follows']): Reason => ({ fault, ofRelay: false, follows })

function reasonOf({ code = '', command = '', responseCode = 0, response = '', message = '' }: Said): Reason {
  if (code === 'EAUTH' || code === 'ENOAUTH') return ofRelay('relay_refused_login')
  if (code === 'ETLS' || code === 'EREQUIRETLS') return ofRelay('relay_not_secure')
  if (isTooLarge(responseCode, response, message)) return ofMail('too_large', 'fail')
  if (responseCode === 0 && ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'EPROTOCOL', 'EABORT'].includes(code))
    return ofRelay('relay_unreachable')
  if (command === 'MAIL FROM') return ofRelay('relay_refused_sender')
  if (responseCode === 0) return ofMail(code === 'EENVELOPE' ? 'address_refused' : 'other', 'fail')
  if (responseCode < 500) return ofMail('relay_refused', 'try_again')
  if (command === 'RCPT TO')
    return isAboutAddress(response) ? ofMail('address_refused', 'suppress') : ofMail('relay_refused', 'try_again')
  return command === 'DATA' ? ofMail('other', 'fail') : ofRelay('relay_unreachable')
}

const isTooLarge = (responseCode: number, response: string, message: string): boolean =>
  (responseCode === 552 && !isFull(response)) ||
  /\b5\.3\.4\b/.test(response) ||
  message.startsWith('Message size larger')

/** 5.7 is policy, 5.3 to 5.6 are troubles of the relay's own, a full box empties again; otherwise a refused recipient is a wrong address. */
const isAboutAddress = (response: string): boolean =>
  !/\b5\.[34567]\.\d/.test(response) && !/relay/i.test(response) && !isFull(response)
const isFull = (response: string): boolean => /\b5\.2\.2\b/.test(response)

/** Nothing went out before the line stood, nor where the relay said no, nor where the fault is ours. */
const isCertainlyNotSent = ({ code = '', syscall, timeoutType, responseCode }: Said): boolean =>
  responseCode !== undefined ||
  code === '' ||
  syscall === 'connect' ||
  ['EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH', 'EENVELOPE'].includes(code) ||
  (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT')

/** What is done with a mail after a try that failed. */
export function next(
  verdict: Verdict,
  { promise, tries, queuedAt }: { promise: Promised; tries: number; queuedAt: Date },
  now: Date,
): { state: 'waiting'; inSeconds: number } | { state: 'failed'; fault: MailFault } {
  if (verdict.follows !== 'try_again') return { state: 'failed', fault: verdict.fault }
  if (verdict.inDoubt && promise === 'at_most_once') return { state: 'failed', fault: 'not_known_whether_sent' }
  if (now.getTime() - queuedAt.getTime() > TRIED_FOR_DAYS * 86_400_000) return { state: 'failed', fault: verdict.fault }
  return { state: 'waiting', inSeconds: pauseAfter(tries) }
}

export const TRIED_FOR_DAYS = 3
const PAUSES = [10, 30, 60, 120, 300, 600]
const LONGEST_PAUSE = 900

/** Seconds until the next try. */
export const pauseAfter = (tries: number): number => PAUSES[tries - 1] ?? LONGEST_PAUSE
