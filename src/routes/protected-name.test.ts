/**
 * A protected person's name and address are nowhere outside their team: every route there is, found by its file, is
 * read as every kind of person. Before the protection the same routes tell the name: the check can fail.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { done } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Role, Seated } from '#features/registry/seat.ts'
import { inviteTo } from '#features/people/invite.server.ts'
import { protectPerson } from '#features/people/protect-person.server.ts'
import { aPerson, EMAIL, NAME, withTraces, type Somebody } from '#features/people/testing/somebody.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { CHANNELS, type Ask, type Channel } from './channels.ts'
import { shownBy } from './visit.ts'

vi.mock('./instance.server.ts', () => ({
  instance: async () => ({ key: Buffer.alloc(32), config: { smtpUrl: null, mailFrom: null } }),
}))

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'
const ORGANISATION = 'demo-org-dar-al-mazad'
const TOKEN = 'zqxtoken'
const SAYS_WHO = /zqxsalma|zqxfamily/i

/** Every route that answers a look, by its file: a new one is asked from its first day. */
const FILES = import.meta.glob(['./**/+page.server.ts', './**/+server.ts', './+layout.server.ts'])
/** Ask the database whether it is there, of an instance that a test has not. */
const ASKS_THE_INSTANCE = ['/healthz', '/readyz']
const ROUTES = Object.entries(FILES)
  .map(([file, route]) => ({ name: file.replace(/^\.(.*)\/\+[\w.]+$/, '$1') || '/', route }))
  .filter(({ name }) => !ASKS_THE_INSTANCE.includes(name))

/** What the address of a route says in a world with this person: whatever leads to them. */
function asksOf(name: string, { id }: Somebody): Ask[] {
  const channel = (CHANNELS as Record<string, unknown>)[name]
  const asks =
    typeof channel === 'object'
      ? (channel as Channel).asks({ slug: CITY, place: CITY, practice: 'barcelona-anti-rumours' }).slice(-1)
      : [{}]
  const slug = name.includes('/organisations/')
    ? ORGANISATION
    : /\/(cities|team)\//.test(name)
      ? CITY
      : name.includes('[...slug]')
        ? 'challenges/polarisation_after_event'
        : 'barcelona-anti-rumours'
  const params: Record<string, string> = {
    slug,
    id,
    key: id,
    token: TOKEN,
    page: 'about',
    status: '404',
    list: 'challenges',
    code: 'polarisation_after_event',
    revision: '1',
    format: 'json',
  }
  const search = /\/(search|cities|practices|organisations)(\.json)?$/.test(name) ? [{ query: '?q=zqxsalm' }] : []
  return [{}, ...asks, ...search].map((ask: Ask) => ({ ...ask, params: { ...ask.params, ...params } }))
}

const sits = (placeId: string, place: Seated, role: Role, more: Partial<Actor & { kind: 'person' }> = {}): Actor => ({
  kind: 'person',
  id: newKey(),
  seats: [{ placeId, place, region: place === 'secretariat' ? null : 'mena', role }],
  regions: [],
  assurance: 'two',
  ...more,
})

async function readers(open: Db): Promise<Record<string, Actor>> {
  const { rows } = await sql<{
    id: string
    slug: string
    region: string | null
  }>`select id, slug, region from item`.execute(open)
  const at = (slug: string) => (rows.find((row) => row.slug === slug) ?? expect.fail(`no ${slug}`)).id
  return {
    'a visitor': VISITOR,
    'a focal point elsewhere': sits(at('demo-bjerkhavn'), 'city', 'focal_point'),
    'a partner organisation of the city': sits(at('demo-org-youth-quays'), 'organisation', 'representative'),
    'the manager of the hub': sits(at('hub-mena'), 'hub', 'manager', { regions: ['mena'] }),
    'an officer': sits(at('secretariat'), 'secretariat', 'officer'),
    'an invented safeguards officer': sits(at('secretariat'), 'secretariat', 'safeguards_officer', {
      assurance: 'demonstration',
    }),
    'the safeguards officer': sits(at('secretariat'), 'secretariat', 'safeguards_officer'),
    'a colleague': sits(at(CITY), 'city', 'reader'),
    'the focal point': sits(at(CITY), 'city', 'focal_point'),
  }
}
const KNOW = ['the safeguards officer', 'a colleague', 'the focal point']

/** Somebody who opened everything to everybody, sits in a city and an organisation, and left traces all over. */
async function makePerson(open: Db): Promise<Somebody> {
  const salma = await aPerson(open, { role: 'focal_point' })
  await withTraces(open, salma)
  await sql`insert into seat (id, person_id, place_id, role, title, confirmed_by, since)
    select ${newKey()}, ${salma.id}, id, 'contributor', ${JSON.stringify({ en: `Adviser ${NAME}` })}::jsonb, ${`person:${salma.id}`}, now() - interval '1 day'
    from item where slug = ${ORGANISATION}`.execute(open)
  await sql`insert into person_field (person_id, field, value, label)
    select ${salma.id}, field, value, 'public' from (values ('name', null), ('work_email', ${JSON.stringify(EMAIL)}::jsonb)) said (field, value)`.execute(
    open,
  )
  await sql`update person_field set label = 'public' where person_id = ${salma.id}`.execute(open)
  await sql`insert into invitation (id, digest, place_id, role, email, language, note, invited_by, until)
    values (${newKey()}, ${createHash('sha256').update(TOKEN).digest()}, ${salma.placeId}, 'editor', 'new@city.example', 'en', ${`Yours, ${NAME}`}, ${salma.id}, now() + interval '5 days')`.execute(
    open,
  )
  return salma
}

class TakenBack extends Error {}
let worlds = 7_000_000

/** By reader: at which routes they find who the person is. */
async function foundBy({ guarded, only }: { guarded: boolean; only?: string[] }): Promise<Record<string, string[]>> {
  const found: Record<string, Set<string>> = {}
  await together(db(), async (open) => {
    const salma = await makePerson(open)
    const self: Actor = sits(salma.placeId, 'city', 'focal_point', { id: salma.id })
    if (guarded) expect(await protectPerson(open, self, { personId: salma.id })).toEqual(done(null))
    const vocabulary = await loadVocabulary(open, VISITOR)
    for (const [reader, actor] of Object.entries(await readers(open)).filter(([who]) => only?.includes(who) ?? true)) {
      found[reader] = new Set()
      const world = { db: open, actor, epoch: ++worlds, vocabulary }
      for (const { name, route } of ROUTES)
        for (const ask of asksOf(name, salma))
          if (SAYS_WHO.test((await shownBy(await route(), { ...world, ...ask })) ?? '')) found[reader]?.add(name)
    }
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return Object.fromEntries(Object.entries(found).map(([reader, at]) => [reader, [...at]]))
}

const TEAM = '/[lang=lang]/team/[slug]'
const PAGE = '/[lang=lang]/people/[id]'

test(
  'a protected person is found by name or address nowhere, but by their team and the safeguards officer',
  {
    timeout: 240_000,
  },
  async () => {
    const found = await foundBy({ guarded: true })
    expect(Object.keys(found)).toEqual(expect.arrayContaining(KNOW))
    for (const [reader, at] of Object.entries(found))
      if (KNOW.includes(reader)) expect(at, reader).toContain(TEAM)
      else expect(at, reader).toEqual([])
    expect(found['a colleague']).toContain(PAGE)
  },
)

test(
  'before the protection the same routes say who they are, so that this can fail',
  { timeout: 240_000 },
  async () => {
    const found = await foundBy({ guarded: false, only: ['a visitor', 'an officer'] })
    expect(found['a visitor']).toEqual(
      expect.arrayContaining([
        PAGE,
        '/[lang=lang]/cities/[slug]',
        '/[lang=lang]/organisations/[slug]',
        '/[lang=lang]/invitation/[token]',
      ]),
    )
    expect(found['an officer']).toEqual(
      expect.arrayContaining([TEAM, PAGE, '/[lang=lang]/mail', '/[lang=lang]/audit', '/[lang=lang]/audit/audit.csv']),
    )
  },
)

test('no mail and no notice to others says who a protected person is, whether written before or by what they do after', async () => {
  const salma = await makePerson(db())
  const self: Actor = sits(salma.placeId, 'city', 'focal_point', { id: salma.id })
  await protectPerson(db(), self, { personId: salma.id })
  const invited = { email: 'later@city.example', name: 'Later', role: 'reader', language: 'en', note: '' } as const
  expect((await inviteTo(db(), self, { placeId: salma.placeId, invited })).ok).toBe(true)
  const { rows } = await sql<{ said: string }>`
    select coalesce(words::text, '') || key || coalesce(fault_said, '') as said from mail where person_id is distinct from ${salma.id} and address <> ${EMAIL}
    union all select notice::text from notice where person_id <> ${salma.id}`.execute(db())
  expect(rows.length).toBeGreaterThan(1)
  expect(rows.filter(({ said }) => SAYS_WHO.test(said))).toEqual([])
  expect(rows.some(({ said }) => said.includes('Practitioner, Middle East and North Africa'))).toBe(true)
})
