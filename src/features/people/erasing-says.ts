/** Why an account cannot be erased just now, or what was wrong with what was typed, as a sentence that says what to do. */
import { m } from '#messages'
import type { ErasingFault } from './erase-person.server.ts'
import { faultSentence } from './fault-says.ts'
import type { PersonView } from './person-view.ts'

/** `last`: slug of the city that has nobody else, where it is known. */
export function erasingSentence(fault: ErasingFault, person: Pick<PersonView, 'seats'>, last?: string): string {
  switch (fault) {
    case 'invented':
      return m.privacy_refused_invented()
    case 'last_focal_point':
      return m.privacy_refused_last_focal_point({ city: cityOf(person, last) })
    case 'sign_in_again':
      return m.privacy_refused_sign_in_again()
    case 'password_wrong':
      return m.privacy_fault_password_wrong()
    case 'gone':
      return m.privacy_fault_gone()
    default:
      return faultSentence(fault)
  }
}

/** As the person's seats call it; the slug where the seat does not count just now. */
const cityOf = ({ seats }: Pick<PersonView, 'seats'>, last: string | undefined): string =>
  (last === undefined ? seats.find(({ role }) => role === 'focal_point') : seats.find(({ slug }) => slug === last))
    ?.name ??
  last ??
  ''
