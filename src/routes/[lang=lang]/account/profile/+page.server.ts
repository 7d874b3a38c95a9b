import { error, fail, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import type { Label } from '#features/registry/item.ts'
import { saidAudience } from '#features/people/audience.ts'
import { countAudience } from '#features/people/audience.queries.server.ts'
import { keepProfile, undoProfile } from '#features/people/keep-profile.server.ts'
import { PROFILE_DONE } from '#features/people/profile-says.ts'
import {
  findStandIn,
  findStoredProfile,
  profileOf,
  type StoredProfile,
} from '#features/people/profile.queries.server.ts'
import { differingFields, readProfile, titleOf, typedProfile, type Profile } from '#features/people/profile.ts'
import { protectPerson, unprotectPerson } from '#features/people/protect-person.server.ts'
import { listReaderCities } from '#features/cities/reader-cities.queries.server.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import {
  insistingIn,
  screenForm,
  withoutFindings,
  type FormText,
  type Insisting,
  type MarkedText,
} from '#features/safeguards/screened-form.ts'
import { labelOf, THEMES, type Vocabulary } from '#features/vocabulary/vocabulary.ts'

type Event = { request: Request; locals: App.Locals; url: URL }

/** Whoever signed in, with the code given where one is asked for. */
async function storedOf({ locals, url }: Pick<Event, 'locals' | 'url'>): Promise<StoredProfile & { id: string }> {
  const { db, person, language, addresses } = locals
  if (!person) error(403, 'nobody is signed in')
  if (person.missing === 'code') redirect(303, addresses.signInCode({ back: url.pathname }))
  const stored = await findStoredProfile(db, { personId: person.id, language })
  return stored ? { ...stored, id: person.id } : error(404, 'nobody')
}

const codesOf = (vocabulary: Vocabulary, list: string): string[] =>
  (vocabulary.byVocabulary.get(list) ?? []).map(({ code }) => code)
const themesOf = (vocabulary: Vocabulary): string[] =>
  THEMES.flatMap((list) => codesOf(vocabulary, list).map((code) => `${list}/${code}`))

export const load = async ({ locals, url }) => {
  const { db, actor, language, vocabulary } = locals
  const stored = await storedOf({ locals, url })
  const places = stored.seats.map((seat) => seat.placeId)
  const regions = [...new Set(stored.seats.flatMap((seat) => seat.region ?? []))]
  const cities = await listReaderCities(db, actor, { id: places[0] ?? stored.id, language })
  const named = (slug: string) => {
    const [list = '', code = ''] = slug.split('/')
    return { code: slug, label: labelOf(vocabulary, list, code, language) }
  }
  return {
    id: stored.id,
    revision: stored.revision,
    profile: profileOf(stored, language),
    seats: stored.seats.map(({ id, place }) => ({ id, place })),
    protected: stored.protected,
    demonstration: stored.demonstration,
    before: stored.before && !stored.protected,
    standIn: await findStandIn(db, { personId: stored.id, language }),
    audience: saidAudience(await countAudience(db, actor, { places, regions })),
    labels: labelsFor(stored, { regions: regions.length > 0, cities: cities.length > 0 }),
    cities,
    expertise: THEMES.map((list) => ({
      list,
      label: labelOf(vocabulary, list, '', language),
      terms: codesOf(vocabulary, list).map((code) => named(`${list}/${code}`)),
    })),
    sectors: codesOf(vocabulary, 'sectors').map((code) => ({
      code,
      label: labelOf(vocabulary, 'sectors', code, language),
    })),
    stopping: url.searchParams.get('step') === 'stop' && stored.protected,
    done: PROFILE_DONE.find((done) => done === url.searchParams.get('done')) ?? null,
  }
}

/** From the narrowest. While somebody is protected there is nothing to choose. */
function labelsFor({ protected: guarded }: StoredProfile, offered: { regions: boolean; cities: boolean }): Label[] {
  if (guarded) return ['team']
  const { regions, cities } = offered
  return ['team', ...(cities ? ['cities' as const] : []), ...(regions ? ['region' as const] : []), 'network', 'public']
}

type Typed = { stored: StoredProfile & { id: string }; typed: Profile; revision: number; insisting: Insisting }

async function typedIn(event: Event): Promise<Typed> {
  const { locals, request } = event
  const form = await typedForm(request)
  if (form === null) error(400, 'no form')
  const stored = await storedOf(event)
  const cities = await listReaderCities(locals.db, locals.actor, {
    id: stored.seats[0]?.placeId ?? stored.id,
    language: locals.language,
  })
  const one = (name: string) => textsIn(form, name)[0] ?? ''
  const typed = typedProfile(
    { one, all: (name) => textsIn(form, name) },
    {
      seats: stored.seats.map((seat) => seat.id),
      expertise: themesOf(locals.vocabulary),
      sectors: codesOf(locals.vocabulary, 'sectors'),
      readers: cities.map((city) => city.id),
    },
  )
  if (stored.protected)
    for (const field of Object.keys(profileOf(stored, locals.language).labels)) typed.labels[field] = 'team'
  return {
    stored,
    typed,
    revision: Number(/^\d{1,9}$/.exec(one('revision'))?.[0] ?? 0),
    insisting: insistingIn(one),
  }
}

const NOTHING = { faults: {}, warning: null, stale: null, preview: false }

/** Prose about oneself; what stood there was shown before. */
function textsOf(typed: Profile, kept: Profile): FormText[] {
  const titles = Object.entries(typed.titles).map(([seat, text]) => ({
    field: titleOf(seat),
    text,
    former: kept.titles[seat],
  }))
  return [...titles, { field: 'about', text: typed.about, former: kept.about }]
}

function leftOut(typed: Profile, texts: readonly MarkedText[]): Profile {
  const rest = new Map(texts.map(({ field, text, findings }) => [field, withoutFindings(text, findings, STRUCK)]))
  const titles = Object.entries(typed.titles).map(([seat, text]) => [seat, rest.get(titleOf(seat)) ?? text] as const)
  return { ...typed, titles: Object.fromEntries(titles), about: rest.get('about') ?? typed.about }
}

export const actions = {
  save: async (event: Event) => {
    const { db, actor, language, addresses } = event.locals
    const { stored, typed, revision, insisting } = await typedIn(event)
    const shown = { ...NOTHING, typed, revision }
    const read = readProfile(typed)
    if (!read.ok) return fail(400, { ...shown, faults: read.reason })
    const screened = screenForm(textsOf(typed, profileOf(stored, language)), insisting, { asksWhy: false })
    if (screened.state === 'warn') return fail(400, { ...shown, warning: screened.warning })
    // nobody reviews what people say of themselves: whoever goes on does so without the marked places
    const profile = screened.state === 'held' ? leftOut(typed, screened.texts) : typed
    const kept = await keepProfile(db, actor, { personId: stored.id, language, revision, profile })
    if (kept.ok) redirect(303, addresses.profile({ done: kept.value.changed ? 'kept' : 'unchanged' }))
    if (kept.reason !== 'stale') error(403, kept.reason)
    const now = await storedOf(event)
    const saved = profileOf(now, language)
    return fail(409, {
      ...shown,
      // saving again takes what was typed over what is shown beside it
      revision: now.revision,
      stale: { saved, fields: differingFields(typed, saved) },
    })
  },
  /** Says who would see what, and saves nothing. */
  show: async (event: Event) => {
    const { typed, revision } = await typedIn(event)
    const read = readProfile(typed)
    return { ...NOTHING, typed, revision, faults: read.ok ? {} : read.reason, preview: true }
  },
  undo: async (event: Event) => {
    const { db, actor, language, addresses } = event.locals
    const { id } = await storedOf(event)
    const undone = await undoProfile(db, actor, { personId: id, language })
    if (!undone.ok && undone.reason !== 'nothing_before') error(403, undone.reason)
    redirect(303, addresses.profile({ done: undone.ok ? 'undone' : 'unchanged' }))
  },
  protect: async (event: Event) => {
    const { db, actor, addresses } = event.locals
    const { id } = await storedOf(event)
    const on = await protectPerson(db, actor, { personId: id })
    if (!on.ok && on.reason !== 'already') error(403, on.reason)
    redirect(303, addresses.profile({ done: 'protected' }))
  },
  stop: async (event: Event) => {
    const { db, actor, addresses } = event.locals
    const { id } = await storedOf(event)
    const off = await unprotectPerson(db, actor, { personId: id })
    if (!off.ok && off.reason !== 'not_protected') error(403, off.reason)
    redirect(303, addresses.profile({ done: 'unprotected' }))
  },
}
