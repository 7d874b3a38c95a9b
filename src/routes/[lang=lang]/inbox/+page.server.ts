import { error } from '@sveltejs/kit'
import { findGuardedAddresses } from '#features/people/guarded-addresses.queries.server.ts'
import { listInbox } from '#platform/mail/mail.queries.server.ts'

const SHOWN = 20

/** In a demonstration instance alone, and only what was written to addresses that are nobody's. */
export const load = async ({ locals: { db, demonstration, person }, url }) => {
  if (!demonstration || person === null) error(404, 'not a demonstration')
  const mails = await listInbox(db, { after: url.searchParams.get('after'), limit: SHOWN + 1 })
  // written to somebody protected: theirs alone, here too
  const guarded = await findGuardedAddresses(
    db,
    mails.map((mail) => mail.address),
  )
  const isTheirs = (address: string) => !guarded.has(address.toLowerCase()) || address.toLowerCase() === person.email
  return {
    zone: person.zone,
    mails: mails.slice(0, SHOWN).filter((mail) => isTheirs(mail.address)),
    next: mails.length > SHOWN ? (mails[SHOWN - 1]?.id ?? null) : null,
  }
}
