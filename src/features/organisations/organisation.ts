/** What a partner organisation is, as pages show it. Pure. */
import type { Label, ShownWords } from '#features/registry/item.ts'
import type { Role } from '#features/registry/seat.ts'

export const ORGANISATION_KINDS = [
  'association',
  'youth_organisation',
  'womens_organisation',
  'human_rights',
  'community_mediation',
  'faith',
  'education',
  'research',
  'media',
] as const
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

/** Labels that its people choose from. `cities` is not among them: named readers are the registry's. */
export const CHOSEN_LABELS = ['public', 'network', 'region', 'team'] as const satisfies readonly Label[]

/** Of one that is named by somebody else: with nobody in its seats yet, its own people would be nobody. */
export const PROPOSED_LABELS = ['public', 'network', 'region'] as const satisfies readonly Label[]

export type OrganisationParts = { offers: string | null }

/** A place or a hub by its name, in the wanted language or in its own. */
export type Named = { slug: string; title: string; lang: string }

export type OrganisationRow = {
  id: string
  slug: string
  kind: string
  region: string | null
  demonstration: boolean
  verified: boolean
  label: Label
  /** those that the reader may see */
  cities: Named[]
  words: ShownWords<OrganisationParts>
}

/** Who sits there. `name` is null where this reader is not told it. */
/** `id`, `name`: only where this reader may see them. */
export type Seated = { id: string | null; role: Role; name: string | null; title: string | null }

export type Organisation = OrganisationRow & {
  state: 'published' | 'withdrawn'
  revision: number
  sectors: string[]
  workAreas: string[]
  languages: string[]
  founded: number | null
  verifiedAt: Date | null
  /** null: it was verified when it was brought in, or by a hub that the reader may not see */
  verifiedBy: Named | null
  /** why a hub did not verify it; only of one that was put back */
  whyNot: string | null
  /** The words in their original language, for what is not translated. */
  original: ShownWords<OrganisationParts>
  people: Seated[]
}
