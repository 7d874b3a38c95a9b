/** Use case: somebody in a city, or a hub, names an organisation that works there. A hub verifies it before others see it. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import { normalise } from '#base/normalise.ts'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import { asOfNow } from '#features/people/team.queries.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import type { Label } from '#features/registry/item.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { holdText } from '#features/safeguards/hold-text.server.ts'
import { NOT_INSISTING, screenForm, type Insisting, type Warning } from '#features/safeguards/screened-form.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import { listCitiesNamed, type CityNamed } from './city-named.queries.server.ts'
import { keepOrganisation } from './keep-organisation.server.ts'
import { whyNotPropose, type ProposeRefusal } from './organisation.access.ts'
import { LONGEST_NAME, LONGEST_TEXT } from './organisation-draft.ts'
import { ORGANISATION_KINDS, PROPOSED_LABELS } from './organisation.ts'

export type Proposal = {
  name: string
  kind: string
  /** by its name or the last part of its address; of a seat of one city it may be empty */
  city: string
  about: string
  areas: readonly string[]
  label: Label
  language: Language
}

export type ProposalFault =
  | ProposeRefusal
  | 'name_missing'
  | 'name_too_long'
  | 'text_too_long'
  | 'unknown_kind'
  | 'unknown_area'
  | 'unknown_label'
  | 'city_missing'
  | 'unknown_city'
  | 'which_city'
  | 'not_your_city'
  | 'many_waiting'

/** Proposals of one person that may wait at once. */
const MOST_WAITING = 10

export async function proposeOrganisation(
  db: Db,
  asked: Actor,
  {
    proposal: typed,
    vocabulary,
    insisting = NOT_INSISTING,
  }: { proposal: Proposal; vocabulary: Vocabulary; insisting?: Insisting },
): Promise<Outcome<{ slug: string; held: boolean }, ProposalFault | { warning: Warning }>> {
  return together(db, async (trx) => {
    const actor = await asOfNow(trx, asked)
    const fault = whyNotPropose(actor) ?? faultIn(typed, vocabulary)
    if (fault) return refused(fault)
    const screened = screenForm(textsOf(typed), insisting)
    if (screened.state === 'warn') return refused({ warning: screened.warning })
    const held = screened.state === 'held' ? screened : { texts: [], why: '' }
    const proposal = withoutHeld(
      typed,
      held.texts.map(({ field }) => field),
    )
    const city = await cityFor(trx, actor, asked, proposal.city)
    if (typeof city === 'string') return refused(city)
    if (await hasManyWaiting(trx, actor)) return refused('many_waiting' as const)
    const slug = slugFor(proposal.name)
    const readers = await readersFor(trx, city)
    const { id } = await keepOrganisation(trx, actor, {
      row: {
        id: slug,
        name: { [proposal.language]: proposal.name },
        kind: proposal.kind,
        region: city.region ?? '',
        cities: [city.slug],
        sectors: [],
        work_areas: [...proposal.areas],
        languages: [],
        visibility: proposal.label,
        about: proposal.about === '' ? null : { [proposal.language]: proposal.about },
        offers: null,
        demonstration: city.demonstration || isInvented(actor),
      },
      originalLanguage: proposal.language,
      cityIds: [city.id],
      label: 'cities',
      readers,
      state: 'published',
      verifiedBy: null,
      note: null,
    })
    await insertAudit(trx, actor, { act: 'organisation.proposed', itemId: id, detail: { city: city.id } })
    for (const text of held.texts)
      await holdText(trx, actor, {
        kind: 'organisation',
        itemId: id,
        place: `${text.field}_${typed.language}`,
        text,
        former: text.field === 'name' ? STRUCK : '',
        why: held.why,
      })
    return done({ slug, held: held.texts.length > 0 })
  })
}

const textsOf = ({ name, about, label }: Proposal) => [
  { field: 'name', text: name, becomesPublic: label === 'public' },
  { field: 'about', text: about, becomesPublic: label === 'public' },
]

/** Until a reviewer decides it has no words about it, and a mark for its name. */
const withoutHeld = (typed: Proposal, fields: readonly string[]): Proposal => ({
  ...typed,
  name: fields.includes('name') ? STRUCK : typed.name,
  about: fields.includes('about') ? '' : typed.about,
})

const isInvented = (actor: Actor): boolean => actor.kind === 'person' && actor.assurance === 'demonstration'

function faultIn({ name, kind, about, areas, label }: Proposal, vocabulary: Vocabulary): ProposalFault | null {
  if (name === '') return 'name_missing'
  if (name.length > LONGEST_NAME) return 'name_too_long'
  if (about.length > LONGEST_TEXT) return 'text_too_long'
  if (!(ORGANISATION_KINDS as readonly string[]).includes(kind)) return 'unknown_kind'
  if (areas.some((code) => !vocabulary.terms.has(`practice_types/${code}`))) return 'unknown_area'
  return (PROPOSED_LABELS as readonly string[]).includes(label) ? null : 'unknown_label'
}

/** Out of the actor's own cities, or, for a hub, out of those of its regions. `asked` still has the regions. */
async function cityFor(
  db: Db,
  actor: Actor,
  asked: Actor,
  typed: string,
): Promise<CityNamed | 'city_missing' | 'unknown_city' | 'which_city' | 'not_your_city'> {
  if (typed === '') return 'city_missing'
  const named = await listCitiesNamed(db, actor, typed)
  const [city] = named
  if (city === undefined) return 'unknown_city'
  if (named.length > 1) return 'which_city'
  if (actor.kind !== 'person') return city
  const isManager = actor.seats.some((seat) => seat.place === 'hub' && seat.role === 'manager')
  const isOfHub = isManager && asked.kind === 'person' && asked.regions.includes(city.region ?? '')
  return isOfHub || actor.seats.some((seat) => seat.placeId === city.id) ? city : 'not_your_city'
}

async function hasManyWaiting(db: Db, actor: Actor): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from organisation join item on item.id = organisation.id
    where organisation.verified_at is null and item.state = 'published' and item.created_by = ${signatureOf(actor)}`.execute(
    db,
  )
  return (rows[0]?.count ?? 0) >= MOST_WAITING
}

/** Until it is verified: the city that it was named from, and the hubs of its region, else the secretariat. */
async function readersFor(db: Db, city: CityNamed): Promise<string[]> {
  const { rows } = await sql<{ id: string; secretariat: boolean }>`
    select id, secretariat from hub where secretariat or ${city.region} = any(regions)`.execute(db)
  const hubs = rows.filter((row) => !row.secretariat)
  return [city.id, ...(hubs.length > 0 ? hubs : rows).map((row) => row.id)]
}

/** Never that of another one, seen or not: its end is of this one alone. */
function slugFor(name: string): string {
  const latin = normalise(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '')
  return `${latin === '' ? 'organisation' : latin}-${newKey().slice(-8)}`
}
