/** For tests: calls the load of a route as the hook would, with an actor that is a plain value. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Store } from '#platform/files/store.ts'
import { memoryStore } from '#platform/files/testing/memory-store.ts'
import type { Language } from '#platform/language/languages.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import type { PersonView } from '#features/people/person-view.ts'
import type { SeatHeld } from '#features/people/session.queries.server.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'

export type Visit = {
  db: Db
  actor?: Actor
  language?: Language
  params?: Record<string, string>
  query?: string
  path?: string
  visitorId?: string | null
  /** One number per state of the world: what is kept in memory is kept for it. */
  epoch?: number
  vocabulary?: Vocabulary
  files?: Store
}

/** Where hidden things of tests lie, unless a test brings its own. */
export const FILES = memoryStore()

export const NOW = new Date('2026-11-24T09:00:00Z')

export async function eventOf(visit: Visit) {
  const language = visit.language ?? 'en'
  const url = new URL(`http://localhost${visit.path ?? `/${language}`}${visit.query ?? ''}`)
  return {
    url,
    params: { lang: language, ...visit.params },
    route: { id: null },
    request: new Request(url),
    cookies: { get: () => undefined, set: () => {}, delete: () => {} },
    setHeaders: () => {},
    depends: () => {},
    parent: async () => ({}),
    locals: {
      db: visit.db,
      files: visit.files ?? FILES,
      actor: visit.actor ?? VISITOR,
      language,
      addresses: addressesIn(language),
      id: 'test',
      now: NOW,
      epoch: visit.epoch ?? Math.random(),
      demonstration: true,
      visitorId: visit.visitorId ?? null,
      person: personOf(visit.actor ?? VISITOR, language),
      seat: null,
      unseen: 0,
      vocabulary: visit.vocabulary ?? (await loadVocabulary(visit.db, VISITOR)),
      refusal: null,
    },
  }
}

/** Whoever is signed in. */
export const READER = '019a0000-0000-7000-8000-000000000001'

/** A person as the hook would know them, for pages that only somebody who signed in is shown. */
const personOf = (actor: Actor, language: Language): PersonView | null =>
  actor.kind !== 'person'
    ? null
    : {
        id: READER,
        sessionId: '019a0000-0000-7000-8000-000000000002',
        name: 'Somebody',
        email: null,
        language,
        zone: 'Etc/UTC',
        protected: false,
        demonstration: true,
        seats: actor.seats.map(heldOf),
        sitsIn: actor.seats.map(heldOf)[0] ?? null,
        missing: null,
        vouchedBy: null,
        elsewhere: 0,
      }

const heldOf = (seat: Seat): SeatHeld => ({
  ...seat,
  id: '019a0000-0000-7000-8000-000000000003',
  slug: 'demo-marsa-lawz',
  name: 'A place',
  title: {},
  regions: [],
})

/** What a reader of this route is shown, as text; `null` where the route answers 404 or leads elsewhere. */
export async function shownBy(route: unknown, visit: Visit): Promise<string | null> {
  const { load, GET } = route as { load?: (event: unknown) => unknown; GET?: (event: unknown) => unknown }
  try {
    const event = await eventOf(visit)
    if (GET) return await ((await GET(event)) as Response).text()
    return JSON.stringify(await settled(await load?.(event)), whole)
  } catch (thrown) {
    const { status } = thrown as { status?: number }
    if (typeof status === 'number' && status < 500) return null
    throw thrown
  }
}

/** Maps and sets are shown too: JSON alone would pass over them. */
const whole = (_key: string, value: unknown): unknown =>
  value instanceof Map || value instanceof Set ? [...value] : value

async function settled(data: unknown): Promise<unknown> {
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(
    await Promise.all(Object.entries(data).map(async ([key, value]) => [key, await (value as unknown)] as const)),
  )
}
