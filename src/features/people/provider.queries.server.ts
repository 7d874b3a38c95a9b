/** The only SQL about cities' own sign-in. The sealed secret is read by one function alone. */
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import { VISITOR } from '#features/registry/actor.ts'
import type { Role } from '#features/registry/seat.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { Provider, SeatOfGroup, Settings } from './provider.ts'
import { nameShown } from './shown-name.server.ts'

/** How a seat says that a group gave it. */
export const BY_GROUP = 'system:provider'

const COLUMNS = sql`provider.id, place_id as "placeId", issuer, client_id as "clientId", secret is not null as "hasSecret",
  groups_claim as "groupsClaim", domains, trusts_second_step as "trustsSecondStep", second_step_acr as "secondStepAcr", active,
  coalesce((select jsonb_agg(jsonb_build_object('name', name, 'role', role) order by name, role) from provider_group where provider_id = provider.id), '[]') as groups`

export async function findProvider(db: Db, key: { id: string } | { placeId: string }): Promise<Provider | undefined> {
  const { rows } = await sql<Provider>`select ${COLUMNS} from provider
    where ${'id' in key ? sql`id = ${key.id}` : sql`place_id = ${key.placeId}`}`.execute(db)
  return rows[0]
}

/** Sealed: opened by whoever is about to ask the provider. */
export async function findSealedSecret(db: Db, id: string): Promise<Buffer | null> {
  const { rows } = await sql<{ secret: Buffer | null }>`select secret from provider where id = ${id}`.execute(db)
  return rows[0]?.secret ?? null
}

export type ProviderCity = { id: string; name: string }

/** Cities that everybody may know of; people of a hidden one are given its address by their focal point. */
export async function listProviderCities(db: Db, language: Language): Promise<ProviderCity[]> {
  const { rows } = await sql<ProviderCity>`
    select provider.id, words.title as name from provider join item on item.id = provider.place_id
    join lateral (select title from item_text where item_id = item.id and state = 'published'
      order by language = ${language} desc, language = item.original_language desc limit 1) words on true
    where active and item.state = 'published' and ${visibleTo(VISITOR)} order by words.title limit 500`.execute(db)
  return rows
}

/** null: everybody may not know of this city. */
export async function findCityName(db: Db, placeId: string, language: Language): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select words.title as name from item join lateral (select title from item_text where item_id = item.id and state = 'published'
      order by language = ${language} desc, language = item.original_language desc limit 1) words on true
    where item.id = ${placeId} and item.state = 'published' and ${visibleTo(VISITOR)}`.execute(db)
  return rows[0]?.name ?? null
}

/** Empty, so that there is an address to come back to. A second press finds the first. */
export const insertProvider = (db: Db, made: { placeId: string; by: string }): Promise<unknown> =>
  sql`insert into provider (id, place_id, changed_by) values (${newKey()}, ${made.placeId}, ${made.by}) on conflict (place_id) do nothing`.execute(
    db,
  )

export async function updateProvider(
  db: Db,
  changed: { id: string; settings: Settings; sealed: Buffer | null; by: string },
): Promise<void> {
  const { id, settings, sealed, by } = changed
  await sql`update provider set issuer = ${settings.issuer}, client_id = ${settings.clientId}, secret = coalesce(${sealed}, secret),
      groups_claim = ${settings.groupsClaim}, domains = ${settings.domains}, trusts_second_step = ${settings.trustsSecondStep},
      second_step_acr = ${settings.secondStepAcr}, changed_at = now(), changed_by = ${by}
    where id = ${id}`.execute(db)
  await sql`delete from provider_group where provider_id = ${id}`.execute(db)
  for (const { name, role } of settings.groups)
    await sql`insert into provider_group (provider_id, name, role) values (${id}, ${name}, ${role}) on conflict do nothing`.execute(
      db,
    )
}

export const updateActive = (db: Db, turned: { id: string; active: boolean; by: string }): Promise<unknown> =>
  sql`update provider set active = ${turned.active}, changed_at = now(), changed_by = ${turned.by} where id = ${turned.id}`.execute(
    db,
  )

/** Whoever came in by this city's provider signs in again. */
export const endVouchedSessions = (db: Db, placeId: string): Promise<unknown> =>
  sql`delete from session where vouched_by = ${placeId}`.execute(db)

/** Domains of the addresses that people who sit here have shown to be theirs. */
export async function listTeamDomains(db: Db, placeId: string): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`
    select distinct split_part(person.email, '@', 2) as domain from seat join person on person.id = seat.person_id
    where seat.place_id = ${placeId} and person.email is not null and seat.confirmed_by <> ${BY_GROUP}
      and seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp())`.execute(db)
  return rows.map((row) => row.domain)
}

/** People who keep the city's last seat as focal point though their group is gone. */
export async function listKept(db: Db, key: { providerId: string; language: Language }): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select ${nameShown(key.language, { known: sql`false` })} as name from provider_identity identity
    join person on person.id = identity.person_id
    where identity.provider_id = ${key.providerId} and keeps_seat and exists (select from seat join provider on provider.id = ${key.providerId}
      where seat.person_id = person.id and seat.place_id = provider.place_id and seat.role = 'focal_point' and seat.confirmed_by = ${BY_GROUP} and seat.until is null)
    limit 20`.execute(db)
  return rows.map((row) => row.name)
}

export type Visit = { id: string; state: string; nonce: string; verifier: string; language: Language; back: string }

const MINUTES = 10
const random = () => randomBytes(32).toString('base64url')

export async function insertVisit(
  db: Db,
  visit: { providerId: string; language: Language; back: string },
): Promise<Visit> {
  const made = { id: newKey(), state: random(), nonce: random(), verifier: random() }
  await sql`insert into provider_visit (id, provider_id, state, nonce, verifier, language, back, until)
    values (${made.id}, ${visit.providerId}, ${made.state}, ${made.nonce}, ${made.verifier}, ${visit.language}, ${visit.back}, now() + make_interval(mins => ${MINUTES}))`.execute(
    db,
  )
  await sql`delete from provider_visit where until < now()`.execute(db)
  return { ...made, language: visit.language, back: visit.back }
}

/** Gone when it was looked at, right or wrong: a second return finds nothing. */
export async function spendVisit(db: Db, key: { id: string; providerId: string }): Promise<Visit | undefined> {
  const { rows } = await sql<Visit>`
    delete from provider_visit where id = ${key.id} and provider_id = ${key.providerId} and until > now()
    returning id, state, nonce, verifier, language, back`.execute(db)
  const row = rows[0]
  return row && { ...row, language: isLanguage(row.language) ? row.language : FALLBACK }
}

type IdentityKey = { providerId: string; issuer: string; subject: string }

export async function findIdentity(
  db: Db,
  key: IdentityKey & { placeId: string },
): Promise<{ id: string; away: boolean } | null> {
  const holds = sql`seat.person_id = person.id and seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp())`
  const { rows } = await sql<{ id: string; away: boolean }>`
    select person.id, exists (select from seat where ${holds}) and not exists (select from seat where ${holds} and seat.place_id = ${key.placeId}) as away
    from provider_identity join person on person.id = person_id
    where provider_id = ${key.providerId} and issuer = ${key.issuer} and subject = ${key.subject} and erased_at is null`.execute(
    db,
  )
  return rows[0] ?? null
}

/** The account of an address, with what stands between it and this provider. */
export async function findAccountHere(
  db: Db,
  key: { email: string; providerId: string; issuer: string; placeId: string },
): Promise<{ id: string; seatedHere: boolean; linked: boolean; invented: boolean } | null> {
  const { rows } = await sql<{ id: string; seatedHere: boolean; linked: boolean; invented: boolean }>`
    select id, demonstration as invented,
      exists (select from seat where person_id = person.id and place_id = ${key.placeId} and since <= clock_timestamp() and (until is null or until > clock_timestamp())) as "seatedHere",
      exists (select from provider_identity where person_id = person.id and provider_id = ${key.providerId} and issuer = ${key.issuer}) as linked
    from person where email = ${key.email} and erased_at is null`.execute(db)
  return rows[0] ?? null
}

/** null: in this very moment the address made its account by another way. */
export async function insertNewcomer(
  db: Db,
  person: { email: string; name: string; language: Language },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into person (id, email, name, language) values (${newKey()}, ${person.email}, ${person.name}, ${person.language})
    on conflict (email) do nothing returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** Takes the place of an older one of the same person: a directory that was made anew gives everybody another subject. */
export async function linkIdentity(db: Db, key: IdentityKey & { personId: string }): Promise<void> {
  await sql`delete from provider_identity where provider_id = ${key.providerId} and issuer = ${key.issuer} and person_id = ${key.personId}`.execute(
    db,
  )
  await sql`insert into provider_identity (provider_id, issuer, subject, person_id) values (${key.providerId}, ${key.issuer}, ${key.subject}, ${key.personId})`.execute(
    db,
  )
}

export const touchIdentity = (db: Db, key: IdentityKey & { keepsSeat: boolean }): Promise<unknown> =>
  sql`update provider_identity set used_at = now(), keeps_seat = ${key.keepsSeat}
    where provider_id = ${key.providerId} and issuer = ${key.issuer} and subject = ${key.subject}`.execute(db)

type SeatKey = { personId: string; placeId: string }

export async function listSeatsHere(db: Db, key: SeatKey): Promise<SeatOfGroup[]> {
  const { rows } = await sql<SeatOfGroup>`
    select mine.id, mine.role, mine.confirmed_by = ${BY_GROUP} as "byGroup",
      not exists (select from seat other where other.place_id = mine.place_id and other.role = mine.role and other.person_id <> mine.person_id
        and other.since <= clock_timestamp() and (other.until is null or other.until > clock_timestamp())) as last
    from seat mine where mine.person_id = ${key.personId} and mine.place_id = ${key.placeId}
      and mine.since <= clock_timestamp() and (mine.until is null or mine.until > clock_timestamp()) order by mine.since, mine.id`.execute(
    db,
  )
  return rows
}

/** Roles whose last seat of this person here was ended by somebody, and not by a group that went. */
export async function listEndedByPerson(db: Db, key: SeatKey): Promise<Role[]> {
  const { rows } = await sql<{ role: Role }>`
    select role from (select distinct on (role) role, until, ended_by from seat
      where person_id = ${key.personId} and place_id = ${key.placeId} order by role, since desc, id desc) latest
    where until <= clock_timestamp() and ended_by like 'person:%'`.execute(db)
  return rows.map((row) => row.role)
}
