import { fail, redirect } from '@sveltejs/kit'
import { isLanguage } from '#platform/language/languages.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { acceptInvitation, type AcceptFault } from '#features/people/accept-invitation.server.ts'
import { ZONES } from '#features/people/zones.ts'
import { findInvitation, type InvitationSeen } from '#features/people/invitation.queries.server.ts'
import { enter, fromOf, type SigningEvent } from '../../../signing.server.ts'

const LONGEST = 1_000

/** Looking spends nothing: scanners of mail look at every link. */
export const load = async ({ params, locals, url }) => {
  const { db, language, person, addresses } = locals
  if (person?.missing === 'code') redirect(303, addresses.signInCode({ back: url.pathname }))
  const seen = await findInvitation(db, params.token, language)
  const mine = seen !== undefined && person !== null && person.email === seen.email
  const yours = seen?.state === 'used' && person !== null && seen.acceptedBy === person.id
  const whyNot = yours ? null : whyNotOf(seen, { mine, signedIn: person !== null })
  return {
    // whoever may not take it up is shown no more than why
    invitation: seen && !yours && whyNot === null ? shownOf(seen) : null,
    whyNot,
    yours,
    here: person && { name: person.name },
    zones: mine || whyNot !== null || yours ? [] : ZONES,
    token: params.token,
  }
}

const REFUSED = { expired: 'expired', revoked: 'revoked', used: 'used' } as const

function whyNotOf(
  seen: InvitationSeen | undefined,
  { mine, signedIn }: { mine: boolean; signedIn: boolean },
): AcceptFault | null {
  if (!seen) return 'no_such_invitation'
  if (seen.state !== 'open') return REFUSED[seen.state]
  if (mine) return null
  if (signedIn) return 'other_person'
  return seen.hasAccount ? 'sign_in_first' : null
}

const shownOf = ({ place, role, email, name, note, zone, invitedBy }: InvitationSeen) => ({
  place,
  role,
  email,
  name,
  note,
  zone,
  invitedBy,
})

export const actions = {
  default: async (event: SigningEvent & { params: { token: string } }) => {
    const { db, person, language, addresses } = event.locals
    const { token } = event.params
    if (person?.missing === 'code') redirect(303, addresses.signInCode({ back: addresses.invitation(token) }))
    const form = await typedForm(event.request)
    const typed = (name: string) => ((form && textsIn(form, name)[0]) ?? '').slice(0, LONGEST)
    const wanted = typed('language')
    const newcomer = { name: typed('name'), language: isLanguage(wanted) ? wanted : language, zone: typed('zone') }
    const asker = person && { id: person.id, email: person.email }
    const accepted = await acceptInvitation(db, { token, asker, newcomer, from: fromOf(event) })
    if (!accepted.ok) return fail(400, { fault: accepted.reason, typed: newcomer })
    const { signedIn } = accepted.value
    return signedIn ? enter(event, signedIn, addresses.desk()) : redirect(303, addresses.desk())
  },
}
