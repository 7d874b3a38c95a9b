/** Use cases: a city at risk is hidden with all that is its own, in one transaction; that is confirmed, and ended. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import { insertAudit, updateLabel } from '#features/registry/item.queries.server.ts'
import {
  isConfirmedBySwitching,
  whyNotConfirm,
  whyNotEndRisk,
  whyNotSwitchOn,
  type RiskRefusal,
} from './city-risk.access.ts'
import {
  findRiskOfCity,
  insertRisk,
  lockCity,
  updateRiskConfirmed,
  updateRiskEnded,
  type RiskOfCity,
} from './city-risk.queries.server.ts'
import { areReasons } from './report.ts'

export type RiskFault = RiskRefusal | 'gone' | 'reasons_missing'

/** A place carries everything behind it: where it may not be seen, nothing of it may. */
export const switchRiskOn = (db: Db, actor: Actor, slug: string): Promise<Outcome<null, RiskFault>> =>
  together(db, async (trx) => {
    const city = await held(trx, actor, slug)
    if (!city) return refused('gone')
    const refusal = whyNotSwitchOn(actor, city)
    if (refusal) return refused(refusal)
    await insertRisk(trx, {
      cityId: city.cityId,
      former: city.label,
      by: signatureOf(actor),
      confirmed: isConfirmedBySwitching(actor, city),
    })
    await updateLabel(trx, actor, { itemId: city.cityId, label: 'team', why: 'city at risk' })
    await insertAudit(trx, actor, { act: 'city.at_risk', itemId: city.cityId })
    return done(null)
  })

export const confirmRisk = (db: Db, actor: Actor, slug: string): Promise<Outcome<null, RiskFault>> =>
  together(db, async (trx) => {
    const city = await held(trx, actor, slug)
    if (!city) return refused('gone')
    const refusal = whyNotConfirm(actor, city)
    if (refusal || !city.risk) return refused(refusal ?? 'not_on')
    await updateRiskConfirmed(trx, { id: city.risk.id, by: signatureOf(actor) })
    await insertAudit(trx, actor, { act: 'city.at_risk_confirmed', itemId: city.cityId })
    return done(null)
  })

/** It ends before the label is given back: while it lasts, the database keeps the label down. */
export const endRisk = (
  db: Db,
  actor: Actor,
  { slug, why }: { slug: string; why: string },
): Promise<Outcome<null, RiskFault>> =>
  together(db, async (trx) => {
    const city = await held(trx, actor, slug)
    if (!city) return refused('gone')
    const refusal = whyNotEndRisk(actor, city)
    if (refusal || !city.risk) return refused(refusal ?? 'not_on')
    if (!areReasons(why)) return refused('reasons_missing')
    const { id, former: label, readers } = city.risk
    await updateRiskEnded(trx, { id, by: signatureOf(actor), why: why.trim() })
    await updateLabel(trx, actor, { itemId: city.cityId, label, readers, why: 'no longer at risk' })
    await insertAudit(trx, actor, { act: 'city.at_risk_ended', itemId: city.cityId, why: why.trim() })
    return done(null)
  })

async function held(db: Db, actor: Actor, slug: string): Promise<RiskOfCity | undefined> {
  await lockCity(db, slug)
  return findRiskOfCity(db, actor, { slug, language: 'en' })
}
