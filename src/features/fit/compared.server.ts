/** Use case: finds for whom practices are laid out, from the address, the seat, or the browser's own answers, in that order. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { listAnswers } from '#features/cities/city-answer.queries.server.ts'
import { comparedCity, type ComparedCity } from './compared.ts'
import { findComparedPlace, type ComparedPlace } from './place.queries.server.ts'
import { findVisitor, type VisitorAnswer } from './visitor.queries.server.ts'
import { scalesOf } from './vocabulary-scales.ts'

/** What the hook knows of a request. */
export type Asking = {
  db: Db
  actor: Actor
  language: Language
  vocabulary: Vocabulary
  epoch: number
  now: Date
  demonstration: boolean
  visitorId: string | null
  seat: { slug: string } | null
}

export type Compared = {
  /** you: this browser's visitor; seat: the city that the reader sits in; city: one that the address names. */
  readonly kind: 'you' | 'seat' | 'city'
  readonly city: ComparedCity
  readonly place: ComparedPlace | null
  /** What this browser answered, with "not known" and "would rather not say"; empty unless kind is you. */
  readonly own: readonly VisitorAnswer[]
  readonly until: Date | null
  /** The browser brought a key whose answers have expired. */
  readonly expired: boolean
  /** The address names a city that is not there, or not for this reader: both look alike. */
  readonly cityNotSeen: boolean
}

/** Two queries at most. */
export async function findCompared(asking: Asking, citySlug: string | null): Promise<Compared> {
  const slug = citySlug ?? asking.seat?.slug ?? null
  const place =
    slug === null ? undefined : await findComparedPlace(asking.db, asking.actor, { slug, language: asking.language })
  if (place) return ofPlace(asking, place)
  return { ...(await ofVisitor(asking)), cityNotSeen: slug !== null }
}

async function ofPlace(asking: Asking, place: ComparedPlace): Promise<Compared> {
  const answers = await listAnswers(asking.db, asking.actor, place.id)
  const kind = place.slug === asking.seat?.slug ? 'seat' : 'city'
  return {
    kind,
    city: comparedCity(place.slug, answers, worldOf(asking)),
    place,
    own: [],
    until: null,
    expired: false,
    cityNotSeen: false,
  }
}

async function ofVisitor(asking: Asking): Promise<Compared> {
  const found =
    asking.visitorId === null ? null : await findVisitor(asking.db, { visitorId: asking.visitorId, now: asking.now })
  const own = found?.answers ?? []
  const given = own.map(({ factor, state, value, day }) => ({
    factor,
    state,
    value,
    date: day,
    respondent: null,
    how: null,
  }))
  return {
    kind: 'you',
    city: comparedCity('', given, worldOf(asking)),
    place: null,
    own,
    until: found?.until ?? null,
    expired: asking.visitorId !== null && !found,
    cityNotSeen: false,
  }
}

const worldOf = ({ vocabulary, now }: Asking) => ({
  vocabulary,
  scales: scalesOf(vocabulary),
  today: now.toISOString().slice(0, 10),
})
