/** Use case: a person keeps what they say of themselves and who sees it, or takes the last save back. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { whyNotEditProfile, type EditRefusal } from './profile.access.ts'
import { findStoredProfile, profileOf, type StoredProfile } from './profile.queries.server.ts'
import { differingFields, FIELDS, titleOf, type ByLanguage, type Field, type Profile } from './profile.ts'

export type ProfileRefusal = EditRefusal | 'gone' | 'stale'
export type UndoRefusal = EditRefusal | 'gone' | 'nothing_before'

/** A save can be taken back for so long. */
const HOURS = 24

type Asked = { personId: string; language: Language; revision: number; profile: Profile }

/** A form that was opened before another save writes nothing; one that changes nothing neither, whichever it read. */
export async function keepProfile(
  db: Db,
  actor: Actor,
  asked: Asked,
): Promise<Outcome<{ changed: boolean }, ProfileRefusal>> {
  const refusal = whyNotEditProfile(actor, { id: asked.personId })
  if (refusal) return refused(refusal)
  return together(db, async (trx) => {
    const stored = await findStoredProfile(trx, { ...asked, hold: true })
    if (!stored) return refused('gone')
    const present = profileOf(stored, asked.language)
    const profile = stored.protected ? withTeamLabels(asked.profile) : asked.profile
    if (differingFields(present, profile).length === 0) return done({ changed: false })
    if (stored.revision !== asked.revision) return refused('stale')
    await keepBefore(trx, asked.personId, documentOf(stored))
    await write(trx, asked.personId, mergedInto(stored, profile, asked.language))
    await tell(trx, actor, asked.personId)
    return done({ changed: true })
  })
}

/** While a person is protected everything is their team's. */
const withTeamLabels = (profile: Profile): Profile => ({
  ...profile,
  labels: Object.fromEntries(Object.keys(profile.labels).map((each) => [each, 'team'])),
  readers: [],
})

/** As the profile was, whole: posts by seat, fields with their labels. */
type Document = {
  name: string
  names: ByLanguage
  titles: Record<string, ByLanguage>
  fields: StoredProfile['fields']
  readers: string[]
}

const documentOf = ({ name, names, seats, fields, readers }: StoredProfile): Document => ({
  name,
  names,
  titles: Object.fromEntries(seats.map((seat) => [seat.id, seat.title])),
  fields,
  readers,
})

/** What is written in other languages stays as it is. */
function mergedInto(stored: StoredProfile, profile: Profile, language: Language): Document {
  const said = (text: ByLanguage, own: string): ByLanguage => without({ ...text, [language]: own })
  const about = said((stored.fields['about']?.value ?? {}) as ByLanguage, profile.about)
  const values: Record<Field, unknown> = { ...profile, about: Object.keys(about).length > 0 ? about : null }
  const label = (of: string) => profile.labels[of] ?? 'team'
  return {
    name: profile.name,
    names: without(profile.names),
    titles: Object.fromEntries(stored.seats.map((seat) => [seat.id, said(seat.title, profile.titles[seat.id] ?? '')])),
    fields: Object.fromEntries([
      ...['name', ...stored.seats.map((seat) => titleOf(seat.id))].map((of) => [of, { value: null, label: label(of) }]),
      ...FIELDS.map((of) => [of, { value: isEmpty(values[of]) ? null : values[of], label: label(of) }]),
    ]),
    readers: profile.readers,
  }
}

const without = (text: ByLanguage): ByLanguage => Object.fromEntries(Object.entries(text).filter(([, each]) => each))
const isEmpty = (value: unknown): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0)

async function write(db: Db, personId: string, document: Document): Promise<void> {
  await sql`update person set name = ${document.name}, names = ${JSON.stringify(document.names)}::jsonb, profile_revision = profile_revision + 1
    where id = ${personId}`.execute(db)
  for (const [seatId, title] of Object.entries(document.titles))
    await sql`update seat set title = ${JSON.stringify(title)}::jsonb where id = ${seatId} and person_id = ${personId}`.execute(
      db,
    )
  await sql`delete from person_field where person_id = ${personId}`.execute(db)
  await sql`insert into person_field (person_id, field, value, label)
    select ${personId}, kept.key, nullif(kept.value -> 'value', 'null'::jsonb), kept.value ->> 'label'
    from jsonb_each(${JSON.stringify(document.fields)}::jsonb) kept`.execute(db)
  await sql`delete from person_reader where person_id = ${personId}`.execute(db)
  await sql`insert into person_reader (person_id, place_id)
    select ${personId}, item.id from item where item.kind = 'city' and item.id = any(${document.readers}::uuid[])`.execute(
    db,
  )
}

const keepBefore = (db: Db, personId: string, document: Document): Promise<unknown> =>
  sql`insert into person_profile_before (person_id, profile, until)
    values (${personId}, ${JSON.stringify(document)}::jsonb, clock_timestamp() + make_interval(hours => ${HOURS}))
    on conflict (person_id) do update set profile = excluded.profile, until = excluded.until`.execute(db)

/** Whatever is kept of a page that named them is asked for anew. */
async function tell(db: Db, actor: Actor, personId: string): Promise<void> {
  await insertAudit(db, actor, { act: 'person.profile_changed', itemId: null, detail: { person: personId } })
  await raiseEpoch(db)
}

/** The last save, taken back once: name, posts, fields, and who sees them. */
export async function undoProfile(
  db: Db,
  actor: Actor,
  { personId, language }: { personId: string; language: Language },
): Promise<Outcome<null, UndoRefusal>> {
  const refusal = whyNotEditProfile(actor, { id: personId })
  if (refusal) return refused(refusal)
  return together(db, async (trx) => {
    const stored = await findStoredProfile(trx, { personId, language, hold: true })
    if (!stored) return refused('gone')
    const { rows } = await sql<{ profile: Document }>`
      delete from person_profile_before where person_id = ${personId} and until > clock_timestamp() returning profile`.execute(
      trx,
    )
    const [before] = rows
    if (!before || stored.protected) return refused('nothing_before')
    await write(trx, personId, before.profile)
    await tell(trx, actor, personId)
    return done(null)
  })
}
