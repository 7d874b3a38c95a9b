/** What every way of signing in does at its end: the cookie, and where it leads. */
import { redirect, type Cookies } from '@sveltejs/kit'
import { textsIn } from '#platform/web/typed-form.server.ts'
import type { From, SignedIn } from '#features/people/sign-in.server.ts'
import { sameSitePath } from './same-site.ts'
import { rememberSession } from './who-asks.server.ts'

export type SigningEvent = {
  request: Request
  cookies: Cookies
  locals: App.Locals
  url: URL
  getClientAddress: () => string
}

export const fromOf = ({ request, getClientAddress }: SigningEvent): From => ({
  network: getClientAddress(),
  agent: agentOf(request.headers.get('user-agent') ?? ''),
})

const BROWSERS = ['Firefox', 'Edg', 'OPR', 'SamsungBrowser', 'Chrome', 'Safari'] as const
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'] as const

/** "Firefox · Android": enough for its owner to know it again, too little to follow anybody. */
function agentOf(said: string): string {
  const browser = BROWSERS.find((name) => said.includes(`${name}/`))
  const system = SYSTEMS.find((name) => said.includes(name))
  return [browser === 'Edg' ? 'Edge' : browser === 'OPR' ? 'Opera' : browser, system].filter(Boolean).join(' · ')
}

/** Where a form said it wants to lead back to, as far as that is a page of ours. */
export const backIn = (form: FormData | null, otherwise: string): string =>
  sameSitePath(form ? textsIn(form, 'back')[0] : undefined, otherwise)

export function enter({ cookies, locals, url }: SigningEvent, signed: SignedIn, back: string): never {
  rememberSession(cookies, signed.token, url.protocol === 'https:')
  redirect(303, signed.secondStep ? locals.addresses.signInCode({ back }) : back)
}
