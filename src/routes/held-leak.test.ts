/**
 * What is held is nowhere: texts of an organisation and of an answer that wait for a reviewer carry a marker, and no
 * channel shows it to anybody, nor does another table know it. The manner is that of leak.test.ts.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { giveWithHeldNote } from '#features/cities/held-note.server.ts'
import { editOrganisation, findStanding } from '#features/organisations/edit-organisation.server.ts'
import { findKept } from '#features/organisations/organisation.queries.server.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import { letThrough } from '#features/safeguards/decide-held.server.ts'
import { screenForm } from '#features/safeguards/screened-form.ts'
import { itemId, sampleActor } from '#features/safeguards/testing/sample-actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { CHANNELS, PARTNER, type Channel, type Hidden } from './channels.ts'
import { PLACERS } from './held-placers.server.ts'
import { MARKER } from './hidden-thing.ts'
import { shownBy } from './visit.ts'

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'
/** Stands beside the marker, which pages say again where it is searched for. */
const SECRET = 'zqxheldword'
const WORDS = `${MARKER} ${SECRET}: Karim, who was radicalised, answers on 0612 345 678.`
const INSISTED = { insists: true, why: 'It is our own line', asked: '' }

/** Shown to everybody: the organisation and the answer are public, but for the words. */
async function holdBoth(): Promise<void> {
  const representative = await sampleActor(db(), 'demo-p-nakhla')
  const kept = (await findKept(db(), representative, PARTNER)) ?? expect.fail('no organisation')
  const { draft, revision } = await findStanding(db(), representative, kept)
  const about = { ...draft.about, en: WORDS }
  const saved = await editOrganisation(db(), representative, {
    slug: PARTNER,
    typed: { draft: { ...draft, about }, revision, addCity: '' },
    vocabulary: await loadVocabulary(db(), VISITOR),
    insisting: { ...INSISTED, ...warned('about_en') },
  })
  expect(saved).toMatchObject({ ok: true, value: { held: true } })

  const focalPoint = await sampleActor(db(), 'demo-p-rassif')
  const screened = screenForm([{ field: 'note', text: WORDS }], { ...INSISTED, ...warned('note') })
  const [text] = screened.state === 'held' ? screened.texts : []
  const told = { label: 'public', how: 'group', confidence: null, day: '2026-11-20', note: WORDS, readers: [] } as const
  const given = await giveWithHeldNote(
    db(),
    focalPoint,
    {
      cityId: await itemId(db(), CITY),
      factor: 'leg.non_discrimination',
      speaker: { as: 'administration', respondent: 'administration', organisationId: null, leads: true },
      chosen: { state: 'answered', value: ['partly'] },
      told: { ...told, readers: [] },
      language: 'en',
      read: null,
    },
    { text: text ?? expect.fail('nothing found'), why: INSISTED.why },
  )
  expect(given.ok).toBe(true)
}

/** What the form showed before somebody insisted. */
function warned(field: string): { seen: string; asked: string } {
  const first = screenForm([{ field, text: WORDS, becomesPublic: true }], { ...INSISTED, seen: '' })
  return first.state === 'warn' ? first.warning : expect.fail('not warned')
}

const HIDDEN: Hidden[] = [
  { slug: CITY, place: CITY, practice: 'barcelona-anti-rumours' },
  { slug: PARTNER, place: CITY, practice: 'barcelona-anti-rumours' },
]
const BESIDE: [string, Channel][] = [
  ['/held', { shows: [], route: () => import('./[lang=lang]/held/+page.server.ts'), asks: () => [{}] }],
]
const QUESTIONS = Object.entries(CHANNELS)
  .flatMap(([name, channel]) => (typeof channel === 'string' ? [] : [[name, channel as Channel] as const]))
  .concat(BESIDE)
  .flatMap(([name, channel]) =>
    [...new Map(HIDDEN.flatMap(channel.asks).map((ask) => [JSON.stringify(ask), ask]))].map(([at, ask]) => ({
      at: `${name} ${at}`,
      channel,
      ask,
    })),
  )
  // one search for it is enough: that no index knows it is asked below
  .filter(({ ask }) => !ask.query?.includes('?q=') || ask.query === `?q=${MARKER}`)

let worlds = 3_000_000
async function whereShown(actor: Actor, questions = QUESTIONS): Promise<string[]> {
  const visit = { db: db(), actor, epoch: ++worlds, vocabulary: await loadVocabulary(db(), VISITOR) }
  const shown: string[] = []
  for (const { at, channel, ask } of questions)
    if ((await shownBy(await channel.route(), { ...visit, ...ask }))?.includes(SECRET)) shown.push(at)
  return shown
}

const seated = (seat: Seat, regions: string[] = []): Actor => ({
  kind: 'person',
  id: '019a0000-0000-7000-8000-00000000000b',
  seats: [seat],
  regions,
  assurance: 'two',
})

test('no channel shows it: to a visitor, a colleague elsewhere, the city, the hub of another region', async () => {
  await holdBoth()
  const other = await itemId(db(), 'demo-bjerkhavn')
  const region = 'west_north_europe'
  for (const actor of [
    VISITOR,
    seated({ placeId: other, place: 'city', region, role: 'focal_point' }),
    seated({ placeId: other, place: 'hub', region: null, role: 'manager' }, [region]),
    await sampleActor(db(), 'demo-p-sayyad'),
  ])
    expect(await whereShown(actor), JSON.stringify(actor)).toEqual([])
})

test('no other table knows it', async () => {
  await holdBoth()
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
    db(),
  )
  const knowing: string[] = []
  for (const { name } of tables) {
    const { rows } =
      await sql`select 1 from ${sql.table(name)} as t where t::text like ${`%${SECRET}%`} limit 1`.execute(db())
    if (rows.length > 0) knowing.push(name)
  }
  expect(knowing).toEqual(['held_text'])
})

test('let through, it is where it belongs: what is asked above can fail', async () => {
  await holdBoth()
  const officer = await sampleActor(db(), 'demo-p-harbour')
  const { rows } = await sql<{ id: string }>`select id from held_text where state = 'waiting'`.execute(db())
  expect(rows).toHaveLength(2)
  for (const { id } of rows)
    expect(await letThrough(db(), officer, { id, placers: PLACERS })).toMatchObject({ ok: true })
  const places = ['/[lang=lang]/organisations/[slug] ', '/[lang=lang]/cities/[slug] ', '/export/organisations.json ']
  const asked = QUESTIONS.filter(({ at }) => places.some((place) => at.startsWith(place)))
  const shown = await whereShown(VISITOR, asked)
  for (const place of places)
    expect(
      shown.some((at) => at.startsWith(place)),
      place,
    ).toBe(true)
})
