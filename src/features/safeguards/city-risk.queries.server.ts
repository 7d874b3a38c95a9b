/** The only SQL about cities at risk. Read by whoever may act on it: a page asks the policy first, not the labels. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import type { Label } from '#features/registry/item.ts'
import type { RiskFacts } from './city-risk.access.ts'

export type RiskOfCity = RiskFacts & {
  slug: string
  name: string
  label: Label
  risk: { id: string; since: Date; confirmed: boolean; former: Label; readers: string[] } | null
}

const NAME = (language: Language) => sql`coalesce((select words.title from item_text words where words.item_id = item.id
  and words.state = 'published' order by words.language = ${language} desc, words.language = item.original_language desc limit 1), item.slug)`

/** undefined, too: a city that hides for reasons of its own, and that this actor may not see. One at risk is there for whoever helps it. */
export async function findRiskOfCity(
  db: Db,
  actor: Actor,
  { slug, language }: { slug: string; language: Language },
): Promise<RiskOfCity | undefined> {
  const { rows } = await sql<Omit<RiskOfCity, 'risk'> & RiskRow>`
    select item.id as "cityId", item.slug, item.label, ${NAME(language)} as name,
      array(select hub.id::text from hub where not hub.secretariat and item.region = any(hub.regions)) as hubs,
      risk.id, risk.since, risk.confirmed_at is not null as confirmed, risk.former_label as former, risk.former_readers::text[] as readers
    from item left join city_risk risk on risk.city_id = item.id and risk.ended_at is null
    where item.kind = 'city' and item.slug = ${slug} and (risk.id is not null or ${visibleTo(actor)})`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const { id, since, confirmed, former, readers, ...city } = row
  return { ...city, risk: id === null ? null : { id, since, confirmed, former, readers } }
}
type RiskRow =
  | { id: null; since: null; confirmed: boolean; former: null; readers: null }
  | { id: string; since: Date; confirmed: boolean; former: Label; readers: string[] }

/** Two switches wait for one another: the second finds the first. */
export const lockCity = (db: Db, slug: string): Promise<unknown> =>
  sql`select 1 from item where kind = 'city' and slug = ${slug} for no key update`.execute(db)

export async function insertRisk(
  db: Db,
  risk: { cityId: string; former: Label; by: string; confirmed: boolean },
): Promise<void> {
  await sql`
    insert into city_risk (id, city_id, switched_by, former_label, former_readers, confirmed_at, confirmed_by)
    values (${newKey()}, ${risk.cityId}, ${risk.by}, ${risk.former},
      array(select place_id from item_reader where item_id = ${risk.cityId}),
      ${risk.confirmed ? sql`now()` : null}, ${risk.confirmed ? risk.by : null})`.execute(db)
}

export async function updateRiskConfirmed(db: Db, { id, by }: { id: string; by: string }): Promise<void> {
  await sql`update city_risk set confirmed_at = now(), confirmed_by = ${by} where id = ${id}`.execute(db)
}

export async function updateRiskEnded(db: Db, ended: { id: string; by: string; why: string }): Promise<void> {
  await sql`update city_risk set ended_at = now(), ended_by = ${ended.by}, why_ended = ${ended.why} where id = ${ended.id}`.execute(
    db,
  )
}

export type AtRisk = { slug: string; name: string; since: Date; confirmed: boolean }

/** Of the regions that the actor's hubs look after, or all for the safeguards officer; those that wait first. */
export async function listAtRisk(db: Db, actor: Actor, language: Language): Promise<AtRisk[]> {
  if (actor.kind !== 'person') return []
  const all = actor.seats.some(({ place, role }) => place === 'secretariat' && role === 'safeguards_officer')
  const managed = actor.seats.filter(({ role }) => role === 'manager').map(({ placeId }) => placeId)
  if (!all && managed.length === 0) return []
  const { rows } = await sql<AtRisk>`
    select item.slug, ${NAME(language)} as name, risk.since, risk.confirmed_at is not null as confirmed
    from city_risk risk join item on item.id = risk.city_id
    where risk.ended_at is null and (${all}::boolean or exists (select from hub where hub.id = any(${managed}::uuid[])
      and not hub.secretariat and item.region = any(hub.regions)))
    order by risk.confirmed_at is not null, risk.since limit 100`.execute(db)
  return rows
}
