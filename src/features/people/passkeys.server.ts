/** Passkeys: kept by their public half, asked for by a challenge that is good once and for five minutes. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'

/** The site that the passkey is for. */
export type Site = { id: string; origin: string; name: string }
export type PasskeyFault = 'passkey_old' | 'passkey_refused'

type Asked<Options> = { challenge: string; options: Options }
type Kept = { id: string; person_id: string; public_key: Buffer; counter: string; transports: string[] }

const MINUTES = 5

async function keepChallenge(db: Db, challenge: string, personId: string | null): Promise<string> {
  const id = newKey()
  await sql`insert into passkey_challenge (id, challenge, person_id, until) values (${id}, ${challenge}, ${personId}, now() + make_interval(mins => ${MINUTES}))`.execute(
    db,
  )
  return id
}

/** Gone when it was looked at: a second answer to the same challenge finds nothing. */
async function spendChallenge(db: Db, id: string, personId: string | null): Promise<string | null> {
  const { rows } = await sql<{ challenge: string }>`
    delete from passkey_challenge where id = ${id} and person_id is not distinct from ${personId}::uuid and until > now() returning challenge`.execute(
    db,
  )
  return rows[0]?.challenge ?? null
}

export async function askForNewPasskey(db: Db, person: { id: string; name: string; email: string | null }, site: Site) {
  const known = await listPasskeys(db, person.id)
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: site.id,
    userName: person.email ?? person.name,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.id),
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { challenge: await keepChallenge(db, options.challenge, person.id), options } satisfies Asked<typeof options>
}

export async function keepPasskey(
  db: Db,
  personId: string,
  answer: { challenge: string; response: RegistrationResponseJSON; name: string },
  site: Site,
): Promise<Outcome<null, PasskeyFault>> {
  const challenge = await spendChallenge(db, answer.challenge, personId)
  if (challenge === null) return refused('passkey_old')
  const verified = await verifyRegistrationResponse({
    response: answer.response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) return refused('passkey_refused')
  const { id, publicKey, counter } = verified.registrationInfo.credential
  await sql`insert into passkey (id, person_id, public_key, counter, transports, name)
    values (${id}, ${personId}, ${Buffer.from(publicKey)}, ${counter}, ${answer.response.response.transports ?? []}, ${answer.name.slice(0, 80)})
    on conflict (id) do nothing`.execute(db)
  return done(null)
}

/** For whoever holds a passkey of this site: nobody is named. */
export async function askForPasskey(db: Db, site: Site) {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' })
  return { challenge: await keepChallenge(db, options.challenge, null), options } satisfies Asked<typeof options>
}

/** Whose passkey it is. */
export async function checkPasskey(
  db: Db,
  answer: { challenge: string; response: AuthenticationResponseJSON },
  site: Site,
): Promise<Outcome<{ personId: string }, PasskeyFault>> {
  const challenge = await spendChallenge(db, answer.challenge, null)
  if (challenge === null) return refused('passkey_old')
  const { rows } = await sql<Kept>`
    select passkey.id, person_id, public_key, counter, transports from passkey join person on person.id = person_id
    where passkey.id = ${answer.response.id} and person.erased_at is null`.execute(db)
  const kept = rows[0]
  if (!kept) return refused('passkey_refused')
  const verified = await verifyAuthenticationResponse({
    response: answer.response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: { id: kept.id, publicKey: new Uint8Array(kept.public_key), counter: Number(kept.counter) },
  }).catch(() => null)
  if (!verified?.verified) return refused('passkey_refused')
  await sql`update passkey set counter = ${verified.authenticationInfo.newCounter}, used_at = now() where id = ${kept.id}`.execute(
    db,
  )
  return done({ personId: kept.person_id })
}

export type PasskeySeen = { id: string; name: string; createdAt: Date; usedAt: Date | null }

export async function listPasskeys(db: Db, personId: string): Promise<PasskeySeen[]> {
  const { rows } = await sql<PasskeySeen>`
    select id, name, created_at as "createdAt", used_at as "usedAt" from passkey where person_id = ${personId} order by created_at limit 50`.execute(
    db,
  )
  return rows
}

export const deletePasskey = (db: Db, key: { personId: string; id: string }): Promise<unknown> =>
  sql`delete from passkey where person_id = ${key.personId} and id = ${key.id}`.execute(db)
