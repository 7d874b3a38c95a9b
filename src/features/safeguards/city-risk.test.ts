/** A city at risk, on the real database: who hides it, what goes with it, who ends it. */
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { findEpoch, updateLabel } from '#features/registry/item.queries.server.ts'
import { visibleTo } from '#features/registry/visibility.server.ts'
import { listDemonstrationPeople } from '#features/people/demonstration.queries.server.ts'
import {
  isConfirmedBySwitching,
  mayLeadToRisk,
  whyNotConfirm,
  whyNotEndRisk,
  whyNotSeeRisk,
  whyNotSwitchOn,
  type RiskFacts,
} from './city-risk.access.ts'
import { findRiskOfCity, listAtRisk } from './city-risk.queries.server.ts'
import { confirmRisk, endRisk, switchRiskOn } from './city-risk.server.ts'
import { itemId, sampleActor, type SampleActor } from './testing/sample-actor.ts'

const db = testDatabase(withSample)
const CITY = 'demo-marsa-lawz'
const WHO = {
  signatory: 'demo-p-manara',
  focal: 'demo-p-rassif',
  editor: 'demo-p-mawja',
  reader: 'demo-p-mina',
  focal_elsewhere: 'demo-p-havnes',
  hub: 'demo-p-atlas',
  officer: 'demo-p-laurier',
  safeguards: 'demo-p-harbour',
} as const
let people: Record<keyof typeof WHO, SampleActor>
beforeEach(async () => {
  const entries = await Promise.all(
    Object.entries(WHO).map(async ([name, key]) => [name, await sampleActor(db(), key)] as const),
  )
  people = Object.fromEntries(entries) as typeof people
})

const labelOf = async () =>
  (await db().selectFrom('item').select('label').where('slug', '=', CITY).executeTakeFirstOrThrow()).label
const seenOfCity = async (actor: Actor) =>
  (
    await sql<{
      slug: string
    }>`select slug from item where place_id = ${await itemId(db(), CITY)} and ${visibleTo(actor)}`.execute(db())
  ).rows.length

describe('the rule', () => {
  test.each<[keyof typeof WHO, string, string, string, string]>([
    // sees and switches on; confirms; ends; once it is confirmed
    ['signatory', 'yes', 'ask_the_hub', 'ask_the_hub', 'ask_the_hub'],
    ['focal', 'yes', 'ask_the_hub', 'ask_the_hub', 'ask_the_hub'],
    ['editor', 'not_yours', 'not_yours', 'not_yours', 'not_yours'],
    ['reader', 'not_yours', 'not_yours', 'not_yours', 'not_yours'],
    ['focal_elsewhere', 'not_yours', 'not_yours', 'not_yours', 'not_yours'],
    ['hub', 'yes', 'yes', 'yes', 'confirmed_already'],
    ['officer', 'not_yours', 'not_yours', 'not_yours', 'not_yours'],
    ['safeguards', 'yes', 'yes', 'yes', 'confirmed_already'],
  ])('%s', async (name, on, confirm, end, again) => {
    const actor = people[name]
    const city =
      (await findRiskOfCity(db(), await sampleActor(db(), 'demo-p-harbour'), { slug: CITY, language: 'en' })) ??
      expect.fail('no city')
    const off: RiskFacts = { cityId: city.cityId, hubs: city.hubs, risk: null }
    const lit: RiskFacts = { ...off, risk: { confirmed: false } }
    expect(whyNotSeeRisk(actor, off) ?? 'yes').toBe(on)
    expect(whyNotSwitchOn(actor, off) ?? 'yes').toBe(on)
    expect(whyNotSwitchOn(actor, lit) ?? 'yes').toBe(on === 'yes' ? 'already_on' : on)
    expect(whyNotConfirm(actor, lit) ?? 'yes').toBe(confirm)
    expect(whyNotEndRisk(actor, lit) ?? 'yes').toBe(end)
    expect(whyNotEndRisk(actor, off) ?? 'yes').toBe(on === 'yes' ? 'not_on' : on)
    expect(whyNotConfirm(actor, { ...off, risk: { confirmed: true } }) ?? 'yes').toBe(again)
    expect(isConfirmedBySwitching(actor, off)).toBe(confirm === 'yes')
    expect(mayLeadToRisk(actor, off.cityId)).toBe(name === 'focal' || name === 'signatory')
  })

  test('a visitor and a job have no such page', () => {
    const facts: RiskFacts = { cityId: 'c', hubs: ['h'], risk: null }
    for (const actor of [VISITOR, { kind: 'system', job: 'x' } as const])
      expect(whyNotSeeRisk(actor, facts)).toBe('not_yours')
  })
})

test('one switch hides the city, its things and its people at once, and raises the counter of what is public', async () => {
  const epoch = await findEpoch(db())
  const before = await seenOfCity(VISITOR)
  const places = async () => (await listDemonstrationPeople(db(), 'en')).map(({ placeSlug }) => placeSlug)
  expect(before).toBeGreaterThan(1)
  expect(await places()).toContain(CITY)
  expect(await switchRiskOn(db(), people.focal, CITY)).toEqual({ ok: true, value: null })
  expect(await findEpoch(db())).toBe(epoch + 1)
  for (const actor of [VISITOR, people.focal_elsewhere, people.hub, people.officer])
    expect(await seenOfCity(actor)).toBe(0)
  expect(await seenOfCity(people.reader)).toBeGreaterThanOrEqual(before)
  expect(await places()).not.toContain(CITY)
  expect(await places()).toContain('demo-bjerkhavn')
})

test('nothing raises it again while it lasts: no form, no import', async () => {
  await switchRiskOn(db(), people.focal, CITY)
  await updateLabel(db(), people.focal, { itemId: await itemId(db(), CITY), label: 'public', why: 'x' })
  await sql`update item set label = 'network' where slug = ${CITY}`.execute(db())
  expect(await labelOf()).toBe('team')
})

test('the hub confirms what a city switched, and ends it with reasons; the label is what it was, readers included', async () => {
  const city = await itemId(db(), CITY)
  const reader = await itemId(db(), 'demo-bjerkhavn')
  await updateLabel(db(), people.focal, { itemId: city, label: 'cities', readers: [reader], why: 'x' })
  await switchRiskOn(db(), people.signatory, CITY)
  expect(await switchRiskOn(db(), people.focal, CITY)).toEqual({ ok: false, reason: 'already_on' })
  expect(await listAtRisk(db(), people.hub, 'en')).toMatchObject([{ slug: CITY, confirmed: false }])
  expect(await confirmRisk(db(), people.focal, CITY)).toEqual({ ok: false, reason: 'ask_the_hub' })
  expect(await confirmRisk(db(), people.hub, CITY)).toEqual({ ok: true, value: null })
  expect(await listAtRisk(db(), people.safeguards, 'en')).toMatchObject([{ slug: CITY, confirmed: true }])
  expect(await listAtRisk(db(), people.focal, 'en')).toEqual([])
  expect(await endRisk(db(), people.hub, { slug: CITY, why: ' ' })).toEqual({ ok: false, reason: 'reasons_missing' })
  expect(await endRisk(db(), people.focal, { slug: CITY, why: 'x' })).toEqual({ ok: false, reason: 'ask_the_hub' })
  expect(await endRisk(db(), people.safeguards, { slug: CITY, why: 'The threat has passed.' })).toEqual({
    ok: true,
    value: null,
  })
  expect(await labelOf()).toBe('cities')
  expect(await db().selectFrom('item_reader').select('place_id').where('item_id', '=', city).execute()).toEqual([
    { place_id: reader },
  ])
  // for two named cities again: the hub is not among them
  expect(await endRisk(db(), people.hub, { slug: CITY, why: 'x' })).toEqual({ ok: false, reason: 'gone' })
  expect(await endRisk(db(), people.focal, { slug: CITY, why: 'x' })).toEqual({ ok: false, reason: 'not_on' })
  expect(await switchRiskOn(db(), people.focal, CITY)).toEqual({ ok: true, value: null })
  expect(await listAtRisk(db(), people.hub, 'en')).toMatchObject([{ confirmed: false }])
})

test('a city that is not there, or whose risk is another’s, is refused', async () => {
  expect(await switchRiskOn(db(), people.focal, 'nowhere')).toEqual({ ok: false, reason: 'gone' })
  expect(await switchRiskOn(db(), people.focal_elsewhere, CITY)).toEqual({ ok: false, reason: 'not_yours' })
  expect(await labelOf()).toBe('public')
})

test('a city that hides for reasons of its own is not there for its hub; its own team still finds the switch', async () => {
  await sql`update item set label = 'team' where kind = 'city' and slug = ${CITY}`.execute(db())
  const asked = { slug: CITY, language: 'en' } as const
  expect(await findRiskOfCity(db(), people.hub, asked)).toBeUndefined()
  expect(await switchRiskOn(db(), people.hub, CITY)).toEqual({ ok: false, reason: 'gone' })
  expect(await findRiskOfCity(db(), people.focal, asked)).toMatchObject({ slug: CITY, risk: null })
  expect(await switchRiskOn(db(), people.focal, CITY)).toMatchObject({ ok: true })
  expect(await findRiskOfCity(db(), people.hub, asked)).toMatchObject({ risk: { confirmed: false } })
})
