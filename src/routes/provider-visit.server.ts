/** The way out to a city's provider and back: tied to one browser by a signed cookie of ten minutes, and good once. */
import type { Cookies } from '@sveltejs/kit'
import { sign, unsign } from '#platform/web/signed.server.ts'
import { findSealingKey } from '#platform/web/sealed.server.ts'
import type { Ground } from '#features/people/provider-set-up.server.ts'
import { instance } from './instance.server.ts'

const COOKIE = 'city_sign_in'
const MINUTES = 10

/** `path`: the whole site, since out and back do not lie below one another. */
export async function rememberVisit(cookies: Cookies, visitId: string, url: URL): Promise<void> {
  const { key } = await instance()
  cookies.set(COOKIE, sign(key, COOKIE, visitId), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: url.protocol === 'https:',
    maxAge: MINUTES * 60,
  })
}

export async function takeVisit(cookies: Cookies): Promise<string | null> {
  const { key } = await instance()
  const visitId = unsign(key, COOKIE, cookies.get(COOKIE))
  cookies.delete(COOKIE, { path: '/' })
  return visitId
}

export async function groundOf(url: URL): Promise<Ground> {
  const { config } = await instance()
  return { key: findSealingKey(config), nearby: config.nearbyProviders, origin: config.origin ?? url.origin }
}

export const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
