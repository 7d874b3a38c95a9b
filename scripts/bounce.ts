/** npm run bounce < LETTER: takes a letter that came back (a delivery report); for the mailbox of MAIL_FROM to be piped into, beside a running server. */
import { text } from 'node:stream/consumers'
import { readConfig } from '../src/platform/config.ts'
import { openBeside } from '../src/platform/backup/beside.server.ts'
import { takeBounce } from '../src/platform/mail/bounce.server.ts'

/** A letter that is no report of ours is nothing to act on, and no reason for a mail server to try again. */
const PASSED_OVER = {
  no_report: 'This letter is no report that a mail came back. Nothing was changed.',
  not_ours: 'No mail from here of the last thirty days came back with this. Nothing was changed.',
} as const

const stop = (sentence: string): never => (console.error(sentence), process.exit(2))
const read = readConfig(process.env)
if (process.argv.length > 2) stop('Usage: npm run bounce < LETTER')
else if (!read.ok) stop(read.reason.join('\n'))
else if (read.value.mailFrom === null) stop('MAIL_FROM is not set: no mail goes out from here, and none can come back.')
else {
  const raw = await text(process.stdin)
  const db = await openBeside(read.value)
  const taken = await takeBounce(db, { raw, mailFrom: read.value.mailFrom })
  await db.destroy()
  console.log(
    !taken.ok
      ? PASSED_OVER[taken.reason]
      : taken.value.suppressed
        ? 'It came back for good: it is told as failed, and its address gets nothing more.'
        : 'It came back for now: the relay goes on trying. Nothing was changed.',
  )
}
