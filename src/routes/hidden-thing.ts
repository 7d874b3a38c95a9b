/** For the leak test: makes one thing of each kind whose every word carries a marker. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { raiseEpoch, registerItem, type NewItem } from '#features/registry/item.queries.server.ts'
import type { Placed } from '#features/registry/visibility.ts'
import { fileIdOf, PARTNER, type Hidden, type Thing } from './channels.ts'
import { FILES, READER } from './visit.ts'

/** Stands in every word of every hidden thing, so that a search for it asks for them all. */
export const MARKER = 'zqxmarkerword'

/** Stands in the words of this thing alone. */
export const markOf = (thing: Thing, label: Label): string => `zqx${thing}${label}`

/** Its slug, to ask for it by name. */
export const slugOf = (thing: Thing, label: Label): string =>
  thing === 'term' ? `challenges/zqxhidden${label}` : `zqx-hidden-${thing}-${label}`

const MAKER: Actor = { kind: 'system', job: 'test' }

export type Made = { placed: Placed }
type How = { label: Label; hidden: Hidden; readers: readonly string[] }

export async function makeThing(db: Db, thing: Thing, how: How): Promise<Made> {
  const { rows } = await sql<{
    id: string
    region: string
  }>`select id, region from item where kind = 'city' and slug = ${how.hidden.place}`.execute(db)
  const place = rows[0]
  if (!place) throw new Error('the place of the hidden thing is missing')
  const readers = how.label === 'cities' ? how.readers : []
  const id = await MAKERS[thing](db, how, place, readers)
  await noticeOf(db, id)
  await raiseEpoch(db)
  if (thing === 'partner_file') return { placed: await placedAtPartner(db, id, how.label, readers) }
  const open = { label: 'public', state: 'published', region: place.region, readers: [] } as const
  const own = { id, label: how.label, state: 'published', region: place.region, readers } as const
  if (isPlace(thing)) return { placed: { ...own, placeId: id, place: null } }
  return { placed: { ...own, placeId: place.id, place: { ...open, id: place.id, placeId: place.id } } }
}

/** Whoever the leak test signs in (visit.ts) is told of each thing: on the page, in the number in the head, in a digest. */
async function noticeOf(db: Db, itemId: string): Promise<void> {
  await sql`insert into person (id, demonstration) values (${READER}, true) on conflict do nothing`.execute(db)
  await sql`
    insert into notice (id, key, person_id, kind, item_id, channel)
    select ${newKey()}::uuid, ${itemId}, ${READER}::uuid, 'answers_released', item.id, 'digest' from item where item.id = ${itemId}`.execute(
    db,
  )
}

/** A place belongs to itself. */
export const isPlace = (thing: Thing): boolean => thing === 'city' || thing === 'organisation' || thing === 'hub'

async function placedAtPartner(db: Db, id: string, label: Label, readers: readonly string[]): Promise<Placed> {
  const { rows } = await sql<{
    id: string
    region: string
  }>`select id, region from item where slug = ${PARTNER}`.execute(db)
  const [partner] = rows
  if (!partner) throw new Error('the organisation of the hidden file is missing')
  const open = { label: 'public', state: 'published', region: partner.region, readers: [] } as const
  return {
    id,
    label,
    state: 'published',
    region: partner.region,
    readers,
    placeId: partner.id,
    place: { ...open, id: partner.id, placeId: partner.id },
  }
}

/** A text that says nothing but its marks, under a title that says them too. Named cities are those of the item that it hangs at. */
async function hang(
  db: Db,
  thing: 'file' | 'partner_file',
  how: How,
  at: { id: string; readers: readonly string[] },
): Promise<string> {
  const said = saidOf(thing, how)
  const id = fileIdOf(how.hidden.slug)
  const bytes = Buffer.from(said)
  const digest = await FILES.put(bytes)
  await db
    .insertInto('file')
    .values({ digest, media_type: 'text/plain', original_media_type: 'text/plain', bytes: bytes.length })
    .execute()
  if (at.readers.length > 0)
    await db
      .insertInto('item_reader')
      .values(at.readers.map((place_id) => ({ item_id: at.id, place_id })))
      .onConflict((same) => same.doNothing())
      .execute()
  await db
    .insertInto('attachment')
    .values({
      id,
      item_id: at.id,
      digest,
      name: `${said}.txt`,
      label: how.label,
      place_id: at.id,
      language: 'en',
      by_whom: 'test',
      title: `${said} title`,
      source: said,
    })
    .execute()
  return id
}

type Place = { id: string; region: string }
type Maker = (db: Db, how: How, place: Place, readers: readonly string[]) => Promise<string>

/** The words of one thing: what all have, and what it has alone. */
const saidOf = (thing: Thing, how: How): string => `${MARKER} ${markOf(thing, how.label)}`
const searchWords = (said: string) => ({
  en: { title: `${said} title`, summary: said, body: said, synonyms: [said], hidden: [] },
})

const item = (how: How, place: Place, readers: readonly string[], kind: NewItem['kind'], parts: unknown): NewItem => ({
  kind,
  slug: how.hidden.slug,
  placeId: isPlace(kind) ? 'self' : place.id,
  region: place.region,
  label: how.label,
  state: 'published',
  originalLanguage: 'en',
  demonstration: true,
  readers,
  texts: {
    en: { title: `${saidOf(kind, how)} title`, summary: `${saidOf(kind, how)} summary`, parts, origin: 'original' },
  },
  search: ['adaptation', 'hub'].includes(kind) ? {} : searchWords(saidOf(kind, how)),
  document: { id: how.hidden.slug, title: { en: saidOf(kind, how) }, label: how.label },
})

const MAKERS: Record<Thing, Maker> = {
  organisation: async (db, how, place, readers) => {
    const said = saidOf('organisation', how)
    const { id } = await registerItem(db, MAKER, item(how, place, readers, 'organisation', { offers: said }))
    await db
      .insertInto('organisation')
      .values({ id, kind: 'association', sectors: ['civil_society'], work_areas: ['mentoring'], languages: ['ar'] })
      .execute()
    await db.insertInto('organisation_city').values({ organisation_id: id, city_id: place.id }).execute()
    return id
  },
  hub: async (db, how, place, readers) => {
    const said = saidOf('hub', how)
    const { id } = await registerItem(db, MAKER, item(how, place, readers, 'hub', { short_name: said }))
    await db
      .insertInto('hub')
      .values({ id, regions: [place.region] })
      .execute()
    return id
  },
  term: async (db, how, place, readers) => {
    const said = saidOf('term', how)
    const { id } = await registerItem(
      db,
      MAKER,
      item(how, place, readers, 'term', { synonyms: [said], scope_note: said }),
    )
    await db
      .insertInto('term')
      .values({ id, vocabulary: 'challenges', code: `zqxhidden${how.label}`, broader: null, position: 0 })
      .execute()
    return id
  },
  city: async (db, how, place, readers) => {
    const said = saidOf('city', how)
    const { id } = await registerItem(
      db,
      MAKER,
      item(how, place, readers, 'city', {
        challenges: [{ id: 'c', kinds: ['polarisation_after_event'], text: said }],
        proud_of: said,
        asks: said,
        offers: said,
        country_name: null,
      }),
    )
    await db
      .insertInto('city')
      .values({
        id,
        country: 'MA',
        government_level: 'city',
        lat: 33,
        lon: -7,
        population: 100_000,
        languages: ['ar'],
        timezone: 'Etc/UTC',
        admin1: said,
        challenge_terms: ['polarisation_after_event'],
      })
      .execute()
    for (const factor of ['gov.mandate', 'srv.staff', 'res.horizon', 'gov.coordination'])
      await db
        .insertInto('city_answer')
        .values({
          id: newKey(),
          city_id: id,
          factor,
          respondent: 'administration',
          state: 'answered',
          value: await firstStep(db, factor),
          day: '2026-01-01',
          label: 'public',
          by_whom: 'test',
        })
        .execute()
    return id
  },
  practice: async (db, how, place, readers) => {
    const said = saidOf('practice', how)
    const { id } = await registerItem(db, MAKER, item(how, place, readers, 'practice', partsOfPractice(said)))
    await db
      .insertInto('practice')
      .values({
        id,
        place_name: said,
        country: 'MA',
        owner: said,
        running: 'running',
        start_year: 2020,
        partners: [said],
        evidence_level: 1,
        direction: 'positive',
        record_outcome: 'worse',
        record_level: 3,
        record_independent: true,
        record_start: 2020,
        record_end: 2021,
        facts: JSON.stringify({ rights_told: true, lessons: [{ kind: 'failed', source: null }] }),
      })
      .execute()
    await db.insertInto('practice_city').values({ practice_id: id, city_id: place.id, position: 0 }).execute()
    for (const [vocabulary, code] of [
      ['challenges', 'polarisation_after_event'],
      ['practice_types', 'mentoring'],
      ['forms', 'far_right'],
      ['target_groups', 'young_people'],
    ])
      await db
        .insertInto('practice_term')
        .values({ practice_id: id, vocabulary: vocabulary ?? '', code: code ?? '', position: 0 })
        .execute()
    for (const [position, factor] of [
      'gov.mandate',
      'srv.staff',
      'res.horizon',
      'gov.coordination',
      'tru.civil_society',
    ].entries())
      await db
        .insertInto('practice_claim')
        .values({
          id: newKey(),
          practice_id: id,
          position,
          factor,
          test: 'at_least',
          steps: await lastStep(db, factor),
          role: 'important',
          basis: 'reported_by_owner',
        })
        .execute()
    await db
      .insertInto('practice_kinship')
      .values({
        id: newKey(),
        practice_id: id,
        direction: 'from',
        position: 0,
        other_id: await idOf(db, 'practice', how.hidden.practice),
        name: said,
        city: said,
      })
      .execute()
    return id
  },
  adaptation: async (db, how, place, readers) => {
    const said = saidOf('adaptation', how)
    const { id } = await registerItem(
      db,
      MAKER,
      item(how, place, readers, 'adaptation', {
        taken: [said],
        core_kept: said,
        changes: { c1: { what: said, why: said } },
        outcome: { summary: said, unwanted: said, advice: said },
      }),
    )
    const practice = await idOf(db, 'practice', how.hidden.practice)
    await db
      .insertInto('adaptation')
      .values({
        id,
        city_id: place.id,
        practice_id: practice,
        state: 'running',
        start_date: '2024-01-01',
        outcome: 'worse',
        outcome_level: 4,
        outcome_independent: true,
        outcome_date: '2025-01-01',
      })
      .execute()
    await db.insertInto('adaptation_source').values({ adaptation_id: id, source_id: practice }).execute()
    await db
      .insertInto('adaptation_change')
      .values({
        id: newKey(),
        adaptation_id: id,
        code: 'c1',
        position: 0,
        at_when: 'before',
        changed: 'content',
        level: 'organisation',
        nature: 'adding',
        core: 'consistent',
        goal: 'fit',
      })
      .execute()
    await db
      .insertInto('adaptation_answer')
      .values({
        adaptation_id: id,
        factor: 'gov.agreement',
        respondent: 'administration',
        state: 'answered',
        value: await firstStep(db, 'gov.agreement'),
      })
      .execute()
    return id
  },
  file: (db, how, place, readers) => hang(db, 'file', how, { id: place.id, readers }),
  partner_file: async (db, how, _place, readers) =>
    hang(db, 'partner_file', how, { id: await idOf(db, 'organisation', PARTNER), readers }),
  answer: async (db, how, place, readers) => {
    const said = saidOf('answer', how)
    const factor = ANSWERED[how.label]
    const id = newKey()
    await db
      .insertInto('city_answer')
      .values({
        id,
        city_id: place.id,
        factor,
        respondent: 'police',
        state: 'answered',
        value: await lastStep(db, factor),
        day: '2026-11-01',
        label: how.label,
        note: JSON.stringify({ en: said }),
        by_whom: 'test',
      })
      .execute()
    if (readers.length > 0)
      await db
        .insertInto('city_answer_reader')
        .values(readers.map((place_id) => ({ answer_id: id, place_id })))
        .execute()
    return id
  },
}

/** One question a label: of one respondent only the newest answer counts. */
const ANSWERED: Record<Label, string> = {
  public: 'srv.exit',
  network: 'srv.jobs',
  region: 'srv.places',
  cities: 'res.capital',
  team: 'inf.online_hate',
}

const partsOfPractice = (said: string) => ({
  problem: said,
  how: said,
  core: [{ text: said, why: said }],
  adaptable: [said],
  cost_note: said,
  duration: said,
  claims: {},
  lessons: [said],
  results: { text: said, design: said, caution: said },
  harm: said,
  rights: {
    legal_basis: null,
    voluntary: null,
    minors: null,
    police_role: null,
    data_retention: null,
    complaint: null,
  },
  from: [said],
  by: [],
})

async function stepsOf(db: Db, factor: string): Promise<string[]> {
  return (await db.selectFrom('factor').select('steps').where('code', '=', factor).executeTakeFirstOrThrow()).steps
}
const firstStep = async (db: Db, factor: string) => (await stepsOf(db, factor)).slice(0, 1)
const lastStep = async (db: Db, factor: string) => (await stepsOf(db, factor)).slice(-1)
const idOf = async (db: Db, kind: string, slug: string) =>
  (await db.selectFrom('item').select('id').where('kind', '=', kind).where('slug', '=', slug).executeTakeFirstOrThrow())
    .id
