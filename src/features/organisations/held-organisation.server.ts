/** How a held text is put into its place in an organisation, as an edit of that one text. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { actorOfSeats } from '#features/people/team.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import { raiseEpoch } from '#features/registry/item.queries.server.ts'
import type { Placer } from '#features/safeguards/decide-held.server.ts'
import { inLanguage } from '#features/registry/translated.ts'
import type { Held } from '#features/safeguards/held.ts'
import { listCitiesOf } from './city-named.queries.server.ts'
import { documentOf, findStanding, textAt } from './edit-organisation.server.ts'
import { keepOrganisation } from './keep-organisation.server.ts'
import { whyNotEdit } from './organisation.access.ts'
import { broughtBy, withDraft, withText } from './organisation-draft.ts'
import { findKept, type Kept } from './organisation.queries.server.ts'

/** What stands is asked for whoever may see it: the reviewer decides by another policy. */
const REVIEW: Actor = { kind: 'system', job: 'held-text' }

export const ORGANISATION_PLACER: Placer = {
  lookAt: async (db, held) => {
    const found = await foundIn(db, held)
    if (!found) return { now: 'gone', stands: '' }
    const { kept, standing } = found
    const stands = isName(held) ? nameOf(kept) : textAt(standing.draft, held.place)
    if (stands !== held.former) return { now: 'changed', stands }
    return { now: (await mayWrite(db, held, kept)) ? 'as_it_was' : 'writer_left', stands }
  },
  put: async (db, { held, text, writer }) => {
    const found = await foundIn(db, held)
    if (!found) return
    const { kept, standing } = found
    const draft = isName(held) ? standing.draft : withText(standing.draft, held.place, text)
    const row = documentOf(kept)
    const cities = await listCitiesOf(db, REVIEW, kept.id)
    await keepOrganisation(db, writer, {
      row: withDraft(
        isName(held) ? { ...row, name: { ...row.name, [kept.originalLanguage]: text } } : row,
        draft,
        cities.map((city) => city.slug),
      ),
      originalLanguage: kept.originalLanguage,
      cityIds: cities.map((city) => city.id),
      label: kept.label,
      readers: kept.readers,
      state: kept.state === 'withdrawn' ? 'withdrawn' : 'published',
      verifiedBy: null,
      words: broughtBy(standing.draft, draft, kept.originalLanguage),
      note: null,
    })
    if (kept.label === 'public') await raiseEpoch(db)
  },
}

/** Of a proposal: its name in the language that it was proposed in. */
const isName = ({ place }: Held): boolean => place.startsWith('name_')
const nameOf = (kept: Kept): string => inLanguage(documentOf(kept).name, kept.originalLanguage) ?? ''

async function foundIn(db: Db, { itemId }: Held) {
  const { rows } = await sql<{
    slug: string
  }>`select slug from item where id = ${itemId} and kind = 'organisation' for update`.execute(db)
  const kept = rows[0] && (await findKept(db, REVIEW, rows[0].slug))
  return kept && { kept, standing: await findStanding(db, REVIEW, kept) }
}

/** Whoever proposed it wrote before there were any representatives. */
async function mayWrite(db: Db, { writerId }: Held, kept: Parameters<typeof whyNotEdit>[1] & { createdBy: string }) {
  const writer = await actorOfSeats(db, writerId)
  const proposed = kept.createdBy === `person:${writerId}` && writer.kind === 'person' && writer.seats.length > 0
  return proposed || whyNotEdit(writer, kept) === null
}
