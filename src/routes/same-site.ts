/** Where a form may lead back to: a path of this site in one of its languages, and nowhere else. Pure. */
import { LANGUAGE_IDS } from '#platform/language/languages.ts'

const LONGEST = 2_000
// eslint-disable-next-line no-control-regex -- control characters have no place in an address
const PATH = new RegExp(`^/(?:${LANGUAGE_IDS.join('|')})(?:[/?#][^\\\\\\s\\u0000-\\u001f]*)?$`)

export const sameSitePath = (typed: string | undefined, otherwise: string): string =>
  typed !== undefined && typed.length <= LONGEST && PATH.test(typed) ? typed : otherwise
