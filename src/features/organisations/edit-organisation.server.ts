/** Use case: the people of an organisation, or the hub of its region, change what it says. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { asOfNow, lockPlace } from '#features/people/team.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { listCitiesNamed, listCitiesOf } from './city-named.queries.server.ts'
import { keepOrganisation } from './keep-organisation.server.ts'
import { whyNotEdit, type EditRefusal } from './organisation.access.ts'
import { findKept, type Kept } from './organisation.queries.server.ts'
import { broughtBy, draftOf, tooLong, withDraft, type Draft, type TextKey, type Typed } from './organisation-draft.ts'
import { CHOSEN_LABELS } from './organisation.ts'
import type { OrganisationRow } from './organisation-import.ts'

export type EditFault =
  | { fault: EditRefusal | 'gone' | 'unknown_area' | 'unknown_city' | 'which_city' | 'unknown_label' }
  | { fault: 'too_long'; texts: TextKey[] }
  /** Somebody else was quicker: what stands now, beside what was typed. */
  | { fault: 'conflict'; theirs: Draft; revision: number }

export type Standing = { draft: Draft; revision: number; originalLanguage: string; verified: boolean }

/** What stands now, for the form. */
export async function findStanding(db: Db, actor: Actor, kept: Kept): Promise<Standing> {
  const cities = await listCitiesOf(db, actor, kept.id)
  return {
    draft: draftOf(
      documentOf(kept),
      cities.filter((city) => city.seen).map((city) => city.slug),
    ),
    revision: kept.revision,
    originalLanguage: kept.originalLanguage,
    verified: kept.verified,
  }
}

export async function editOrganisation(
  db: Db,
  asked: Actor,
  change: { slug: string; typed: Typed; vocabulary: Vocabulary },
): Promise<Outcome<{ revision: number }, EditFault>> {
  return together(db, async (trx) => {
    const actor = await asOfNow(trx, asked)
    const before = await findKept(trx, actor, change.slug)
    if (!before) return refused({ fault: 'gone' as const })
    await lockPlace(trx, before.id)
    const kept = (await findKept(trx, actor, change.slug)) ?? before
    const refusal = whyNotEdit(actor, kept)
    if (refusal) return refused({ fault: refusal })
    const { draft, revision } = change.typed
    const fault = faultIn(draft, kept, change.vocabulary)
    if (fault) return refused(fault)
    const standing = await findStanding(trx, actor, kept)
    if (revision !== kept.revision)
      return refused({ fault: 'conflict' as const, theirs: standing.draft, revision: kept.revision })
    const cities = await citiesAfter(trx, actor, kept, change.typed)
    if (typeof cities === 'string') return refused({ fault: cities })
    const registered = await keepOrganisation(trx, actor, {
      row: withDraft(
        documentOf(kept),
        draft,
        cities.map((city) => city.slug),
      ),
      originalLanguage: kept.originalLanguage,
      cityIds: cities.map((city) => city.id),
      label: kept.verified ? draft.label : kept.label,
      readers: kept.readers,
      state: kept.state === 'withdrawn' ? 'withdrawn' : 'published',
      verifiedBy: null,
      words: broughtBy(standing.draft, draft, kept.originalLanguage),
      note: null,
    })
    if (registered.change === 'changed') {
      if (kept.label !== draft.label)
        await insertAudit(trx, actor, {
          act: 'organisation.label_chosen',
          itemId: kept.id,
          detail: { label: draft.label },
        })
      if (kept.label === 'public' || draft.label === 'public') await raiseEpoch(trx)
    }
    return done({ revision: registered.revision })
  })
}

function faultIn(draft: Draft, kept: Kept, vocabulary: Vocabulary): EditFault | null {
  const long = tooLong(draft)
  if (long.length > 0) return { fault: 'too_long', texts: long }
  if (draft.areas.some((code) => !vocabulary.terms.has(`practice_types/${code}`))) return { fault: 'unknown_area' }
  const labels: readonly string[] = [...CHOSEN_LABELS, documentOf(kept).visibility]
  return labels.includes(draft.label) ? null : { fault: 'unknown_label' }
}

/** Those that stay, those that the editor may not see, and the one that was typed. */
async function citiesAfter(
  db: Db,
  actor: Actor,
  kept: Kept,
  { draft, addCity }: Typed,
): Promise<{ id: string; slug: string }[] | 'unknown_city' | 'which_city'> {
  const stay = (await listCitiesOf(db, actor, kept.id)).filter((city) => !city.seen || draft.cities.includes(city.slug))
  if (addCity === '') return stay
  const named = await listCitiesNamed(db, actor, addCity)
  const [city] = named
  if (city === undefined) return 'unknown_city'
  if (named.length > 1) return 'which_city'
  return stay.some((other) => other.id === city.id) ? stay : [...stay, city]
}

/** As it was registered last; what a strike-out or an early version left out is empty. */
export function documentOf(kept: Kept): OrganisationRow {
  const document = kept.document as Partial<OrganisationRow>
  return {
    ...document,
    id: kept.slug,
    name: document.name ?? { [kept.originalLanguage]: kept.slug },
    kind: document.kind ?? 'association',
    region: document.region ?? kept.region ?? '',
    cities: document.cities ?? [],
    sectors: document.sectors ?? [],
    work_areas: document.work_areas ?? [],
    languages: document.languages ?? [],
    visibility: document.visibility ?? kept.label,
    demonstration: kept.demonstration,
    about: document.about ?? null,
    offers: document.offers ?? null,
  }
}
