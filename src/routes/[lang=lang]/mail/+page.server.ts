import { error, redirect } from '@sveltejs/kit'
import { newKey } from '#base/keys.server.ts'
import { m } from '#messages'
import { countMail, listMail, queueMail } from '#platform/mail/mail.queries.server.ts'
import { findGuardedAddresses } from '#features/people/guarded-addresses.queries.server.ts'
import { mayMindMail, maySeeAddress } from '#features/notices/mail.access.ts'
import { instance } from '../../instance.server.ts'
import type { SigningEvent } from '../../signing.server.ts'

const SHOWN = 50

export const load = async ({ locals: { db, actor, person }, url }) => {
  if (person === null || !mayMindMail(actor)) error(404, 'not for this seat')
  const { config } = await instance()
  const lines = await listMail(db, { after: url.searchParams.get('after'), limit: SHOWN + 1 })
  const guarded = await findGuardedAddresses(
    db,
    lines.map((line) => line.address),
  )
  return {
    zone: person.zone,
    lines: lines
      .slice(0, SHOWN)
      .map((line) =>
        maySeeAddress(line, person, guarded) ? line : { ...line, address: null, personId: null, faultSaid: null },
      ),
    next: lines.length > SHOWN ? (lines[SHOWN - 1]?.id ?? null) : null,
    counts: await countMail(db),
    relay: config.smtpUrl && config.mailFrom ? { host: new URL(config.smtpUrl).host, from: config.mailFrom } : null,
    sent: url.searchParams.get('done') === 'test',
  }
}

export const actions = {
  test: async ({ locals: { db, actor, person, addresses, language } }: SigningEvent) => {
    if (person === null || person.email === null || !mayMindMail(actor)) error(403, 'not for this seat')
    await queueMail(db, {
      occasion: 'test',
      key: newKey(),
      to: { personId: person.id, address: person.email, language },
      words: {
        subject: m.notices_mail_test_subject(),
        paragraphs: [m.notices_mail_test_text()],
        foot: m.notices_mail_test_foot(),
      },
    })
    redirect(303, addresses.mail({ done: 'test' }))
  },
}
