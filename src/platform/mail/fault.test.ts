import { expect, test } from 'vitest'
import { judge, next, pauseAfter, type Said } from './fault.ts'

const refusedAt = (command: string, responseCode: number, response: string): Said => ({
  code: 'EENVELOPE',
  command,
  responseCode,
  response: `${responseCode} ${response}`,
})

test.each<[string, Said, { fault: string; follows: string; ofRelay: boolean; inDoubt: boolean }]>([
  [
    'a relay that is not there',
    { code: 'ESOCKET', syscall: 'connect', message: 'connect ECONNREFUSED' },
    { fault: 'relay_unreachable', follows: 'try_again', ofRelay: true, inDoubt: false },
  ],
  [
    'a name that leads nowhere',
    { code: 'EDNS', message: 'getaddrinfo ENOTFOUND' },
    { fault: 'relay_unreachable', follows: 'try_again', ofRelay: true, inDoubt: false },
  ],
  [
    'a relay that never greets',
    { code: 'ETIMEDOUT', timeoutType: 'GREETING_TIMEOUT', message: 'Greeting never received' },
    { fault: 'relay_unreachable', follows: 'try_again', ofRelay: true, inDoubt: false },
  ],
  [
    'a relay that falls silent half way',
    { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT', message: 'Timeout' },
    { fault: 'relay_unreachable', follows: 'try_again', ofRelay: true, inDoubt: true },
  ],
  [
    'a try that took too long',
    { code: 'EABORT', message: 'Message sending aborted' },
    { fault: 'relay_unreachable', follows: 'try_again', ofRelay: true, inDoubt: true },
  ],
  [
    'a line that cannot be secured',
    { code: 'ETLS', command: 'STARTTLS', message: 'no' },
    { fault: 'relay_not_secure', follows: 'try_again', ofRelay: true, inDoubt: false },
  ],
  [
    'a wrong password',
    { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535, response: '535 5.7.8 no' },
    { fault: 'relay_refused_login', follows: 'try_again', ofRelay: true, inDoubt: false },
  ],
  [
    'a sender who may not send',
    refusedAt('MAIL FROM', 550, '5.7.1 Not you'),
    { fault: 'relay_refused_sender', follows: 'try_again', ofRelay: true, inDoubt: false },
  ],
  [
    'an address nobody has',
    refusedAt('RCPT TO', 550, '5.1.1 Unknown'),
    { fault: 'address_refused', follows: 'suppress', ofRelay: false, inDoubt: false },
  ],
  [
    'an address refused without a number',
    refusedAt('RCPT TO', 550, 'No such user'),
    { fault: 'address_refused', follows: 'suppress', ofRelay: false, inDoubt: false },
  ],
  [
    'a full box',
    refusedAt('RCPT TO', 552, '5.2.2 Mailbox full'),
    { fault: 'relay_refused', follows: 'try_again', ofRelay: false, inDoubt: false },
  ],
  [
    'a relay that does not relay',
    refusedAt('RCPT TO', 554, 'Relay access denied'),
    { fault: 'relay_refused', follows: 'try_again', ofRelay: false, inDoubt: false },
  ],
  [
    'a grey list',
    refusedAt('RCPT TO', 451, '4.7.1 Try later'),
    { fault: 'relay_refused', follows: 'try_again', ofRelay: false, inDoubt: false },
  ],
  [
    'a message that is too large',
    refusedAt('DATA', 552, '5.3.4 Too big'),
    { fault: 'too_large', follows: 'fail', ofRelay: false, inDoubt: false },
  ],
  [
    'a message that is refused',
    refusedAt('DATA', 554, '5.6.0 We do not like it'),
    { fault: 'other', follows: 'fail', ofRelay: false, inDoubt: false },
  ],
  [
    'a relay that shuts down',
    refusedAt('CONN', 421, '4.3.2 Bye'),
    { fault: 'relay_refused', follows: 'try_again', ofRelay: false, inDoubt: false },
  ],
  [
    'a mistake of ours',
    { message: 'A mail leads to this instance alone' },
    { fault: 'other', follows: 'fail', ofRelay: false, inDoubt: false },
  ],
])('%s', (_, said, verdict) => {
  expect(judge(said)).toMatchObject(verdict)
})

test('the relay’s own words are kept on one line, and not for ever', () => {
  expect(judge(refusedAt('RCPT TO', 550, `5.1.1 No\r\n550 ${'x'.repeat(900)}`)).said).toMatch(/^550 5\.1\.1 No 550 x+$/)
  expect(judge(refusedAt('RCPT TO', 550, 'x'.repeat(900))).said).toHaveLength(500)
})

test('in doubt, what goes at most once ends and what goes at least once is tried again', () => {
  const now = new Date('2026-11-24T12:00:00Z')
  const silent = judge({ code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' })
  const mail = { tries: 1, queuedAt: now }
  expect(next(silent, { ...mail, promise: 'at_most_once' }, now)).toEqual({
    state: 'failed',
    fault: 'not_known_whether_sent',
  })
  expect(next(silent, { ...mail, promise: 'at_least_once' }, now)).toEqual({ state: 'waiting', inSeconds: 10 })
})

test('pauses grow from seconds to a quarter of an hour, and no further', () => {
  const pauses = Array.from({ length: 20 }, (_, each) => pauseAfter(each + 1))
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  expect([pauses[0], pauses.at(-1)]).toEqual([10, 900])
})
