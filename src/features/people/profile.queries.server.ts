/** The only SQL about what people say of themselves: as they edit it, and as this reader may see it. */
import { sql, type RawBuilder } from 'kysely'
import { validate as isKey } from 'uuid'
import type { Db } from '#platform/database/pool.server.ts'
import { isLanguage, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { KIND } from './place.queries.server.ts'
import { labelOf, reachesPerson, seesName, titleField } from './profile-visibility.server.ts'
import { FIELDS, titleOf, type ByLanguage, type Field, type Profile } from './profile.ts'
import { anyLanguage, nameShown, standsFor, writtenName } from './shown-name.server.ts'

const HOLDS = sql`seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp())`

const placeName = (language: Language): RawBuilder<string> =>
  sql<string>`coalesce((select words.title from item_text words where words.item_id = item.id and words.state = 'published'
    order by words.language = ${language} desc, words.language = item.original_language desc limit 1), item.slug)`

export type SeatOfProfile = {
  id: string
  placeId: string
  place: string
  kind: Seated
  region: string | null
  role: Role
  title: ByLanguage
}
type Kept = { value: unknown; label: Label }

/** As it stands in the tables: what an act compares and writes. */
export type StoredProfile = {
  revision: number
  name: string
  names: ByLanguage
  protected: boolean
  demonstration: boolean
  seats: SeatOfProfile[]
  fields: Record<string, Kept>
  readers: string[]
  /** a save can be taken back */
  before: boolean
}

/** `hold`: until the act is over. undefined: erased. */
export async function findStoredProfile(
  db: Db,
  { personId, language, hold = false }: { personId: string; language: Language; hold?: boolean },
): Promise<StoredProfile | undefined> {
  if (hold) await sql`select 1 from person where id = ${personId} for update`.execute(db)
  const { rows } = await sql<StoredProfile>`
    select person.profile_revision as revision, person.name, person.names, person.protected, person.demonstration,
      coalesce((select jsonb_agg(jsonb_build_object('id', seat.id, 'placeId', item.id, 'place', ${placeName(language)}, 'kind', ${KIND}, 'region', item.region,
          'role', seat.role, 'title', seat.title) order by seat.since, seat.id)
        from seat join item on item.id = seat.place_id left join hub on hub.id = item.id where seat.person_id = person.id and ${HOLDS}), '[]'::jsonb) as seats,
      coalesce((select jsonb_object_agg(field, jsonb_build_object('value', value, 'label', label)) from person_field where person_id = person.id), '{}'::jsonb) as fields,
      array(select place_id::text from person_reader where person_id = person.id order by place_id) as readers,
      exists (select from person_profile_before kept where kept.person_id = person.id and kept.until > clock_timestamp()) as before
    from person where id = ${personId} and erased_at is null`.execute(db)
  return rows[0]
}

/** What the form shows: a field without a line of its own is the team's alone. */
export function profileOf(stored: StoredProfile, language: Language): Profile {
  const value = (field: Field) => stored.fields[field]?.value
  const list = (field: Field) => (Array.isArray(value(field)) ? (value(field) as string[]) : [])
  const text = (field: Field) => (typeof value(field) === 'string' ? (value(field) as string) : '')
  return {
    name: stored.name,
    names: { en: stored.names.en ?? '', fr: stored.names.fr ?? '', ar: stored.names.ar ?? '' },
    titles: Object.fromEntries(stored.seats.map((seat) => [seat.id, seat.title[language] ?? ''])),
    languages: list('languages'),
    expertise: list('expertise'),
    sectors: list('sectors'),
    about: (value('about') as ByLanguage | null | undefined)?.[language] ?? '',
    phone: text('phone'),
    work_email: text('work_email'),
    labels: Object.fromEntries(
      ['name', ...stored.seats.map((seat) => titleOf(seat.id)), ...FIELDS].map((each) => [
        each,
        stored.fields[each]?.label ?? 'team',
      ]),
    ),
    readers: stored.readers,
  }
}

export type PersonSeen = {
  id: string
  name: string
  /** as they write it elsewhere, where that is another script */
  otherName: { text: string; language: Language } | null
  protected: boolean
  demonstration: boolean
  own: boolean
  seats: { place: string; slug: string; kind: Seated; role: Role; title: string; confirmedAt: Date }[]
  languages: string[]
  expertise: string[]
  sectors: string[]
  about: { text: string; language: Language } | null
  phone: string | null
  workEmail: string | null
}

/** undefined alike: nobody of this key, erased, or nothing that this reader may see. */
export async function findPerson(
  db: Db,
  actor: Actor,
  { id, language }: { id: string; language: Language },
): Promise<PersonSeen | undefined> {
  if (!isKey(id)) return undefined
  type Row = Pick<PersonSeen, 'id' | 'name' | 'protected' | 'demonstration' | 'seats'> & {
    names: ByLanguage
    written: string
    fields: Partial<Record<Field, unknown>>
  }
  const { rows } = await sql<Row>`
    select person.id, ${writtenName(language)} as name, person.name as written, person.names, person.protected, person.demonstration,
      coalesce((select jsonb_agg(jsonb_build_object('place', ${placeName(language)}, 'slug', item.slug, 'kind', ${KIND}, 'role', seat.role, 'confirmedAt', coalesce(seat.confirmed_at, seat.since),
          'title', case when ${reachesPerson(actor, labelOf(titleField(sql`seat.id`)))} then ${anyLanguage('seat.title', language)} else '' end) order by seat.since, seat.id)
        from seat join item on item.id = seat.place_id left join hub on hub.id = item.id
        where seat.person_id = person.id and ${HOLDS} and ${visibleTo(actor)}), '[]'::jsonb) as seats,
      coalesce((select jsonb_object_agg(said.field, said.value) from person_field said
        where said.person_id = person.id and said.value is not null and ${reachesPerson(actor, sql`said.label`)}), '{}'::jsonb) as fields
    from person where person.id = ${id}::uuid and person.erased_at is null and ${seesName(actor)}`.execute(db)
  const row = rows[0]
  return row && seenOf(row, actor, language)
}

function seenOf(
  {
    names,
    written,
    fields,
    ...row
  }: Pick<PersonSeen, 'id' | 'name' | 'protected' | 'demonstration' | 'seats'> & {
    names: ByLanguage
    written: string
    fields: Partial<Record<Field, unknown>>
  },
  actor: Actor,
  language: Language,
): PersonSeen {
  const list = (field: Field) => (Array.isArray(fields[field]) ? (fields[field] as string[]) : [])
  const text = (field: Field) => (typeof fields[field] === 'string' && fields[field] !== '' ? fields[field] : null)
  return {
    ...row,
    seats: row.seats.map((seat) => ({ ...seat, confirmedAt: new Date(seat.confirmedAt) })),
    own: actor.kind === 'person' && actor.id === row.id,
    otherName: otherNameOf(row.name, { ...names }, written),
    languages: list('languages'),
    expertise: list('expertise'),
    sectors: list('sectors'),
    about: inOneOf((fields.about ?? {}) as ByLanguage, language),
    phone: text('phone') as string | null,
    workEmail: text('work_email') as string | null,
  }
}

const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text)

/** Beside a name in Latin letters the one in Arabic letters, and the other way round. */
function otherNameOf(shown: string, names: ByLanguage, written: string): PersonSeen['otherName'] {
  const all: [Language, string][] = [
    ...Object.entries(names).flatMap(([id, text]) =>
      isLanguage(id) && text ? [[id, text] as [Language, string]] : [],
    ),
    [isArabic(written) ? 'ar' : 'en', written],
  ]
  const other = all.find(([, text]) => isArabic(text) !== isArabic(shown))
  return other ? { text: other[1], language: other[0] } : null
}

function inOneOf(said: ByLanguage, language: Language): PersonSeen['about'] {
  const found = [language, ...Object.keys(said)].find((id) => isLanguage(id) && said[id])
  return found !== undefined && isLanguage(found) ? { text: said[found] ?? '', language: found } : null
}

export type PersonOfPlace = { id: string; name: string; role: Role; title: string }

/** Whom this reader may see by name of the people who sit in a place, those who carry most first; a hundred at most. */
export async function listPeopleOfPlace(
  db: Db,
  actor: Actor,
  { placeId, language }: { placeId: string; language: Language },
): Promise<PersonOfPlace[]> {
  const { rows } = await sql<PersonOfPlace>`
    select distinct on (person.id) person.id, ${writtenName(language)} as name, seat.role, seat.since,
      case when ${reachesPerson(actor, labelOf(titleField(sql`seat.id`)))} then ${anyLanguage('seat.title', language)} else '' end as title
    from seat join person on person.id = seat.person_id
    where seat.place_id = ${placeId} and ${HOLDS} and person.erased_at is null and ${seesName(actor)}
    order by person.id, seat.since limit 100`.execute(db)
  return rows.map(({ id, name, role, title }) => ({ id, name, role, title }))
}

/** How a person is called to those outside their team; for the person's own page, where it is shown to them. */
export async function findStandIn(
  db: Db,
  { personId, language }: { personId: string; language: Language },
): Promise<string> {
  const { rows } = await sql<{ words: string }>`
    select ${standsFor(language)} as words from person where id = ${personId}`.execute(db)
  return rows[0]?.words ?? ''
}

/** What a switch of the protection asks: who it is, where they sit, and how this reader is told of them. */
export async function findProtection(
  db: Db,
  { personId, language }: { personId: string; language: Language },
): Promise<
  | {
      id: string
      protected: boolean
      name: string
      names: string[]
      email: string | null
      places: { id: string; kind: Seated }[]
    }
  | undefined
> {
  if (!isKey(personId)) return undefined
  const { rows } = await sql<{
    id: string
    protected: boolean
    name: string
    names: string[]
    email: string | null
    places: { id: string; kind: Seated }[]
  }>`
    select person.id, person.protected, person.email, ${nameShown(language, { known: sql`true` })} as name,
      array(select said from (select person.name as said union select value from jsonb_each_text(person.names)) every where said <> '') as names,
      coalesce((select jsonb_agg(jsonb_build_object('id', item.id, 'kind', ${KIND})) from seat join item on item.id = seat.place_id left join hub on hub.id = item.id
        where seat.person_id = person.id and ${HOLDS}), '[]'::jsonb) as places
    from person where id = ${personId}::uuid and erased_at is null for update of person`.execute(db)
  return rows[0]
}
