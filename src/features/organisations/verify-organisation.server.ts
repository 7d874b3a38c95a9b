/** Use case: a hub verifies an organisation of its region, or says why not. Whoever proposed it is told. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { tell } from '#features/notices/tell.server.ts'
import { asOfNow, lockPlace } from '#features/people/team.queries.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit, insertMove, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { listCitiesOf } from './city-named.queries.server.ts'
import { documentOf } from './edit-organisation.server.ts'
import { keepOrganisation } from './keep-organisation.server.ts'
import { organisationMail } from './organisation-news-says.ts'
import { verifyingPlace, whyNotVerify, type VerifyRefusal } from './organisation.access.ts'
import { findKept, type Kept } from './organisation.queries.server.ts'

export type VerifyFault = VerifyRefusal | 'gone' | 'why_missing' | 'why_too_long' | 'put_back_already'

export const LONGEST_WHY = 1_000

/** From now on it is seen by whom its people chose. */
export async function verifyOrganisation(db: Db, asked: Actor, slug: string): Promise<Outcome<null, VerifyFault>> {
  return together(db, async (trx) => {
    const found = await forWord(trx, asked, slug)
    if (!found.ok) return found
    const { actor, kept } = found.value
    const row = documentOf(kept)
    const cities = await listCitiesOf(trx, actor, kept.id)
    const place = verifyingPlace(actor, kept)
    const { revision } = await keepOrganisation(trx, actor, {
      row,
      originalLanguage: kept.originalLanguage,
      cityIds: cities.map((city) => city.id),
      label: row.visibility,
      readers: [],
      state: 'published',
      verifiedBy: place === null ? signatureOf(actor) : `hub:${place}`,
      words: { brings: [], othersStale: false },
      note: null,
    })
    await insertAudit(trx, actor, { act: 'organisation.verified', itemId: kept.id, detail: { place } })
    if (row.visibility === 'public') await raiseEpoch(trx)
    await tellProposer(trx, kept, { news: 'verified', revision })
    return done(null)
  })
}

/** It stays where its people, the city and the hub see it, with the reason, and can be verified later. */
export async function putOrganisationBack(
  db: Db,
  asked: Actor,
  { slug, why }: { slug: string; why: string },
): Promise<Outcome<null, VerifyFault>> {
  return together(db, async (trx) => {
    const found = await forWord(trx, asked, slug)
    if (!found.ok) return found
    const { actor, kept } = found.value
    if (kept.state === 'withdrawn') return refused('put_back_already')
    if (why === '') return refused('why_missing')
    if (why.length > LONGEST_WHY) return refused('why_too_long')
    await sql`update item set state = 'withdrawn', updated_at = now(), updated_by = ${signatureOf(actor)} where id = ${kept.id}`.execute(
      trx,
    )
    await insertMove(trx, { itemId: kept.id, from: kept.state, to: 'withdrawn', by: signatureOf(actor), why })
    await insertAudit(trx, actor, {
      act: 'organisation.not_verified',
      itemId: kept.id,
      why,
      detail: { place: verifyingPlace(actor, kept) },
    })
    await tellProposer(trx, kept, { news: 'put_back', revision: kept.revision })
    return done(null)
  })
}

async function forWord(
  db: Db,
  asked: Actor,
  slug: string,
): Promise<Outcome<{ actor: Actor; kept: Kept }, VerifyRefusal | 'gone'>> {
  const actor = await asOfNow(db, asked)
  const before = await findKept(db, actor, slug)
  if (!before) return refused('gone')
  await lockPlace(db, before.id)
  const kept = (await findKept(db, actor, slug)) ?? before
  const refusal = whyNotVerify(actor, kept)
  return refusal ? refused(refusal) : done({ actor, kept })
}

async function tellProposer(
  db: Db,
  kept: Kept,
  told: { news: 'verified' | 'put_back'; revision: number },
): Promise<void> {
  const personId = /^person:([0-9a-f-]{36})$/.exec(kept.createdBy)?.[1]
  if (personId === undefined) return
  const of = `${kept.id}:${told.revision}`
  await tell(db, { of, personId, kind: `organisation_${told.news}`, itemId: kept.id }, (to) =>
    organisationMail({ news: told.news, of, slug: kept.slug, to }),
  )
}
