/** Mail addresses, except those of a function. Pure. */
import type { Span, TypedText } from './typed-text.ts'

const LOCAL = /[\p{L}\p{N}._%+-]{1,64}$/u
const DOMAIN = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u
/** A mailbox that a service reads. */
const OF_A_FUNCTION =
  /^(?:info|contact|contacts|hello|office|mail|press|presse|media|support|help|aide|accueil|secretariat|secretary|mairie|admin|webmaster|privacy|dpo|events|news|newsletter|noreply|no-reply|registry|feedback|enquiries|inquiries|general|communication|communications|service|services|prevention|cities|city|team|jobs|grants)(?:[._+-]|$)/i

export function emails({ plain }: TypedText): Span[] {
  const found: Span[] = []
  for (let at = plain.indexOf('@'); at >= 0; at = plain.indexOf('@', at + 1)) {
    const local = LOCAL.exec(plain.slice(Math.max(0, at - 64), at))?.[0].replace(/^[.%+-]+/, '') ?? ''
    const domain = DOMAIN.exec(plain.slice(at + 1, at + 256))?.[0].replace(/[.-]+$/, '') ?? ''
    if (local === '' || !/\.\p{L}{2,}$/u.test(domain) || OF_A_FUNCTION.test(local)) continue
    found.push({ from: at - local.length, to: at + 1 + domain.length })
  }
  return found
}
