/** For tests: a person of whom something stands wherever the product can hold something. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { keepPassword } from '../password.server.ts'

export const NAME = 'Zqxsalma Zqxfamily'
export const EMAIL = 'zqxsalma@city.example'
export const PASSWORD = 'four almond trees behind the hall'

export type Somebody = { id: string; placeId: string; sessionId: string; token: string }

export const placeOf = async (db: Db, slug: string): Promise<string> =>
  (await sql<{ id: string }>`select id from item where slug = ${slug}`.execute(db)).rows[0]?.id ?? ''

/** With a password and an editor's seat in Marsa Lawz, signed in just now. */
export async function aPerson(
  db: Db,
  { role = 'editor', email = EMAIL, name = NAME }: { role?: string; email?: string; name?: string } = {},
): Promise<Somebody> {
  const [id, sessionId, token] = [newKey(), newKey(), newKey()]
  const placeId = await placeOf(db, 'demo-marsa-lawz')
  await sql`insert into person (id, email, name, names, language, zone) values (${id}, ${email}, ${name}, ${JSON.stringify({ fr: `${name} (fr)` })}::jsonb, 'fr', 'Africa/Tunis')`.execute(
    db,
  )
  await sql`insert into seat (id, person_id, place_id, role, title, confirmed_by, since)
    values (${newKey()}, ${id}, ${placeId}, ${role}, ${JSON.stringify({ en: `Office of ${name}` })}::jsonb, 'test', now() - interval '1 day')`.execute(
    db,
  )
  await sql`insert into session (digest, id, person_id, way, assurance, agent, begun_at, until)
    values (${createHash('sha256').update(token).digest()}, ${sessionId}, ${id}, 'password', 'two', 'Firefox', now() - interval '1 hour', now() + interval '1 day')`.execute(
    db,
  )
  await keepPassword(db, id, PASSWORD)
  return { id, placeId, sessionId, token }
}

/** A row in every table that erasing empties or clears, and in those that it keeps. */
export async function withTraces(db: Db, { id, placeId }: Somebody): Promise<void> {
  const by = `person:${id}`
  const digest = (of: string) => createHash('sha256').update(of).digest()
  const colleague = newKey()
  await sql`insert into person (id, email, name) values (${colleague}, 'other@city.example', 'Otherbody')`.execute(db)
  await sql`insert into person_field (person_id, field, value, label) values (${id}, 'about', ${JSON.stringify(`I am ${NAME}`)}::jsonb, 'network')`.execute(
    db,
  )
  await sql`insert into person_reader (person_id, place_id) values (${id}, ${placeId})`.execute(db)
  await sql`insert into person_profile_before (person_id, profile, until) values (${id}, ${JSON.stringify({ name: NAME })}::jsonb, now() + interval '1 day')`.execute(
    db,
  )
  await sql`insert into one_time_code (person_id, secret) values (${id}, ${digest('secret')})`.execute(db)
  await sql`insert into recovery_code (person_id, digest) values (${id}, ${digest('code')})`.execute(db)
  await sql`insert into passkey (id, person_id, public_key, counter, name) values ('zqx', ${id}, ${digest('key')}, 0, ${`Phone of ${NAME}`})`.execute(
    db,
  )
  await sql`insert into passkey_challenge (id, challenge, person_id, until) values (${newKey()}, 'c', ${id}, now() + interval '5 minutes')`.execute(
    db,
  )
  await sql`insert into mail_link (digest, person_id, until) values (${digest('link')}, ${id}, now() + interval '5 minutes')`.execute(
    db,
  )
  const provider = newKey()
  await sql`insert into provider (id, place_id, changed_by) values (${provider}, ${placeId}, ${by})`.execute(db)
  await sql`insert into provider_identity (provider_id, issuer, subject, person_id) values (${provider}, 'https://login.city.example', ${`of ${EMAIL}`}, ${id})`.execute(
    db,
  )
  await sql`insert into attempt (key, count, until) values (${`sign_in_account:${digest(EMAIL).toString('base64url')}`}, 2, now() + interval '5 minutes'), ('sign_in_network:other', 1, now() + interval '5 minutes')`.execute(
    db,
  )
  await invitations(db, { id, placeId, colleague })
  const words = (said: string) =>
    JSON.stringify({ subject: said, paragraphs: [`${said.toUpperCase()}, hello`], foot: 'Foot' })
  await sql`insert into mail (id, key, occasion, person_id, address, language, words, promise, state, sent_at, delivered_to, fault_said)
    values (${newKey()}, ${`question:${EMAIL}`}, 'question', ${id}, ${EMAIL}, 'fr', null, 'at_most_once', 'sent', now(), 'relay', ${`550 <${EMAIL}>`}),
      (${newKey()}, 'question:2', 'question', null, ${EMAIL}, 'fr', ${words(`For ${NAME}`)}::jsonb, 'at_most_once', 'waiting', null, null, null),
      (${newKey()}, 'invitation:3', 'invitation', ${colleague}, 'other@city.example', 'fr', ${words(NAME)}::jsonb, 'at_least_once', 'waiting', null, null, null)`.execute(
    db,
  )
  await sql`insert into mail_suppression (address, why) values (${EMAIL}, 'bounced')`.execute(db)
  await sql`insert into mail_opt_out (address, occasion) values (${EMAIL}, 'digest')`.execute(db)
  await sql`insert into person_export (id, person_id, document, until) values (${newKey()}, ${id}, ${JSON.stringify({ name: NAME })}::jsonb, now() + interval '7 days')`.execute(
    db,
  )
  await sql`insert into notice (id, key, person_id, kind, item_id, channel) values (${newKey()}, 'zqx', ${id}, 'seat_given', ${placeId}, 'mail')`.execute(
    db,
  )
  await sql`insert into notice_choice (person_id, topic, channel) values (${id}, 'answers', 'here')`.execute(db)
  await sql`insert into notice_rhythm (person_id, every) values (${id}, 'day')`.execute(db)
  await sql`insert into ask (id, digest, key, person_id, kind, place_id, subject, until)
    values (${newKey()}, ${digest('ask')}, 'zqx', ${id}, 'still_so', ${placeId}, '{}', now() + interval '14 days')`.execute(
    db,
  )
  await sql`insert into report (id, kind, path, words, language, email, person_id, same)
    values (${newKey()}, 'stigma', '/en/practices/x', 'These words', 'en', ${EMAIL}, ${id}, ${digest('report')})`.execute(
    db,
  )
  await sql`insert into held_text (id, person_id, item_id, kind, place, text, signs, why)
    values (${newKey()}, ${id}, ${placeId}, 'answer', 'x', ${`Ask ${EMAIL}`}, '{email}', 'It is mine')`.execute(db)
  await cityWork(db, { id, by, placeId })
}

async function invitations(
  db: Db,
  { id, placeId, colleague }: { id: string; placeId: string; colleague: string },
): Promise<void> {
  const row = (email: string, by: string, accepted: string | null, role: string) =>
    sql`(${newKey()}, ${createHash('sha256').update(newKey()).digest()}, ${placeId}, ${role}, ${email}, ${email === EMAIL ? NAME : 'Thirdbody'}, 'fr', ${`From ${NAME}`}, ${by}, now() + interval '5 days', ${accepted === null ? null : sql`now()`}, ${accepted})`
  await sql`insert into invitation (id, digest, place_id, role, email, name, language, note, invited_by, until, accepted_at, accepted_by)
    values ${sql.join([row(EMAIL, colleague, id, 'editor'), row(EMAIL, colleague, null, 'reader'), row('third@city.example', id, null, 'reader')])}`.execute(
    db,
  )
}

/** Three answers of the city, a word of its record, a file, an entry of the audit. */
async function cityWork(db: Db, { id, by, placeId }: { id: string; by: string; placeId: string }): Promise<void> {
  for (const factor of ['gov.mandate', 'gov.plan', 'res.budget'])
    await sql`insert into city_answer (id, city_id, factor, respondent, state, value, day, label, by_whom)
      values (${newKey()}, ${placeId}, ${factor}, 'administration', 'not_known', '{}', '2026-11-01', 'team', ${by})`.execute(
      db,
    )
  await sql`insert into item_move (id, item_id, to_state, by_whom) values (${newKey()}, ${placeId}, 'published', ${by})`.execute(
    db,
  )
  const content = 'ab'.repeat(32)
  await sql`insert into file (digest, media_type, bytes, original_media_type) values (${content}, 'application/pdf', 12, 'application/pdf')`.execute(
    db,
  )
  await sql`insert into attachment (id, item_id, person_id, digest, name, label, place_id, by_whom, title)
    values (${newKey()}, ${placeId}, ${id}, ${content}, 'plan.pdf', 'public', ${placeId}, ${by}, 'The plan')`.execute(
    db,
  )
  await sql`insert into audit_entry (id, by_whom, act, item_id) values (${newKey()}, ${by}, 'city.changed', ${placeId})`.execute(
    db,
  )
}
