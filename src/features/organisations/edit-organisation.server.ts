/** Use case: the people of an organisation, or the hub of its region, change what it says. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { asOfNow, lockPlace } from '#features/people/team.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { holdText, writtenAnew } from '#features/safeguards/hold-text.server.ts'
import {
  NOT_INSISTING,
  screenForm,
  type FormText,
  type Insisting,
  type Warning,
} from '#features/safeguards/screened-form.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { listCitiesNamed, listCitiesOf } from './city-named.queries.server.ts'
import { keepOrganisation } from './keep-organisation.server.ts'
import { whyNotEdit, type EditRefusal } from './organisation.access.ts'
import { findKept, type Kept } from './organisation.queries.server.ts'
import {
  broughtBy,
  differsIn,
  draftOf,
  isSame,
  TEXT_KEYS,
  tooLong,
  withDraft,
  withText,
  type Draft,
  type TextKey,
  type Typed,
} from './organisation-draft.ts'
import { CHOSEN_LABELS } from './organisation.ts'
import type { OrganisationRow } from './organisation-import.ts'

export type EditFault =
  | { fault: EditRefusal | 'gone' | 'unknown_area' | 'unknown_city' | 'which_city' | 'unknown_label' }
  | { fault: 'too_long'; texts: TextKey[] }
  /** Something was found in what was typed: shown, not saved. */
  | { fault: 'screened'; warning: Warning }
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
  change: { slug: string; typed: Typed; vocabulary: Vocabulary; insisting?: Insisting },
): Promise<Outcome<{ revision: number; held: boolean }, EditFault>> {
  return together(db, async (trx) => {
    const actor = await asOfNow(trx, asked)
    const before = await findKept(trx, actor, change.slug)
    if (!before) return refused({ fault: 'gone' as const })
    await lockPlace(trx, before.id)
    const kept = (await findKept(trx, actor, change.slug)) ?? before
    const refusal = whyNotEdit(actor, kept)
    if (refusal) return refused({ fault: refusal })
    const { draft: typed, revision } = change.typed
    const fault = faultIn(typed, kept, change.vocabulary)
    if (fault) return refused(fault)
    const standing = await findStanding(trx, actor, kept)
    const screened = screenForm(formTexts(typed, standing.draft), change.insisting ?? NOT_INSISTING)
    if (screened.state === 'warn') return refused({ fault: 'screened' as const, warning: screened.warning })
    const held = screened.state === 'held' ? screened.texts : []
    const draft = held.reduce((rest, { field }) => withText(rest, field, textAt(standing.draft, field)), typed)
    // a second press of the same button: all is as it should be already
    const again = change.typed.addCity === '' && isSame(differsIn(draft, standing.draft))
    if (revision !== kept.revision && !again)
      return refused({ fault: 'conflict' as const, theirs: standing.draft, revision: kept.revision })
    const cities = await citiesAfter(trx, actor, kept, change.typed)
    if (typeof cities === 'string') return refused({ fault: cities })
    for (const { key } of TEXT_KEYS) {
      const [at, text] = [{ kind: 'organisation' as const, itemId: kept.id, place: key }, textAt(typed, key)]
      const found = held.find(({ field }) => field === key)
      if (found && screened.state === 'held')
        await holdText(trx, actor, { ...at, text: found, former: textAt(standing.draft, key), why: screened.why })
      else if (text !== textAt(standing.draft, key)) await writtenAnew(trx, actor, { ...at, text })
    }
    if (again) return done({ revision: kept.revision, held: held.length > 0 })
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
    return done({ revision: registered.revision, held: held.length > 0 })
  })
}

/** The languages that a text of an organisation stands in; each is its own place. */
export const textAt = (draft: Draft, key: string): string => {
  const at = TEXT_KEYS.find((each) => each.key === key)
  return at ? draft[at.part][at.language] : ''
}

const formTexts = (typed: Draft, standing: Draft): FormText[] =>
  TEXT_KEYS.map(({ key }) => ({
    field: key,
    text: textAt(typed, key),
    former: textAt(standing, key),
    becomesPublic: typed.label === 'public',
  }))

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
