/** Reporting as the pages take it: with a caution and no account, followed by a code, decided and read by each side. */
import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Actor } from '#features/registry/actor.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { sampleActor } from '#features/safeguards/testing/sample-actor.ts'
import { eventOf, shownBy } from './visit.ts'

const db = testDatabase(withSample)
const AT = '/en/cities/demo-marsa-lawz'

type Given = { fields?: Record<string, string>; actor?: Actor; params?: Record<string, string> }

async function post(
  route: Promise<{ actions: unknown }>,
  name: string,
  { fields = {}, actor = VISITOR, params }: Given,
) {
  const base = await eventOf({ db: db(), actor, ...(params ? { params } : {}) })
  const body = new FormData()
  for (const [field, value] of Object.entries(fields)) body.append(field, value)
  const request = new Request(base.url, { method: 'POST', body })
  const { actions } = await route
  const act = (actions as Record<string, (event: unknown) => unknown>)[name]
  try {
    const answered = await act?.({ ...base, request, getClientAddress: () => '192.0.2.1' })
    return { answered: answered as { status: number; data: Record<string, unknown> }, to: '', status: 0 }
  } catch (thrown) {
    const { status, location = '' } = thrown as { status?: number; location?: string }
    if (typeof status !== 'number') throw thrown
    return { answered: null, to: location, status }
  }
}
const form = () => import('./[lang=lang]/report/+page.server.ts')
const followed = () => import('./[lang=lang]/report/[code]/+page.server.ts')
const review = () => import('./[lang=lang]/reports/[id]/+page.server.ts')
const queue = () => import('./[lang=lang]/reports/+page.server.ts')
const risk = () => import('./[lang=lang]/cities/[slug]/risk/+page.server.ts')

const SAID = {
  kind: 'personal_data',
  words: 'zqxwords The second paragraph says where somebody lives',
  at: AT,
  email: '',
}
const count = async () => (await sql<{ n: number }>`select count(*)::int as n from report`.execute(db())).rows[0]?.n
const sent = async (fields: Record<string, string> = {}) => {
  const { to } = await post(form(), 'default', { fields: { ...SAID, ...fields } })
  const { rows } = await sql<{ id: string }>`select id from report order by id desc limit 1`.execute(db())
  return { code: /report\/([\w-]+)/.exec(to)?.[1] ?? expect.fail(to), id: rows[0]?.id ?? '', to }
}

test('a report without an account leads to its code, told once', async () => {
  const { code, to } = await sent()
  expect(to).toBe(`/en/report/${code}?new=yes`)
  expect(await shownBy(await followed(), { db: db(), params: { code }, query: '?new=yes' })).toContain(
    `"code":"${code}"`,
  )
  const later = await shownBy(await followed(), { db: db(), params: { code } })
  expect(later).toContain('"state":"received"')
  expect(later).not.toMatch(/zqxwords/)
  expect(later).not.toContain(code)
})

test('the same form sent twice is one report', async () => {
  const [one, two] = [await sent(), await sent()]
  expect(await count()).toBe(1)
  expect(one.code).not.toBe(two.code)
})

test('a code that is none finds no page, and nothing can be sent with it', async () => {
  for (const code of ['none', 'A'.repeat(27)]) {
    expect(await shownBy(await followed(), { db: db(), params: { code } })).toBeNull()
    expect((await post(followed(), 'appeal', { fields: { words: 'x' }, params: { code } })).status).toBe(404)
  }
})

test('personal data in the words is cautioned once and then taken as it stands', async () => {
  const words = 'It gives the telephone number 0612 345 678 of a mother'
  const { answered } = await post(form(), 'default', { fields: { ...SAID, words } })
  expect(answered).toMatchObject({
    status: 400,
    data: { typed: { words }, fault: null, warning: { texts: [{ findings: [{ kind: 'telephone' }] }] } },
  })
  expect(await count()).toBe(0)
  const data = answered?.data as { warning: { seen: string } } | undefined
  const seen = data?.warning.seen ?? expect.fail('not warned')
  await sent({ words, insist: 'yes', insist_seen: seen })
  expect(await count()).toBe(1)
})

test('what is missing is said, and what was typed comes back', async () => {
  const { answered } = await post(form(), 'default', { fields: { ...SAID, kind: '' } })
  expect(answered).toMatchObject({ status: 400, data: { fault: 'kind_missing', typed: { words: SAID.words } } })
})

test('only a page of ours is named, without what was asked of it', async () => {
  const at = async (query: string) =>
    ((await (await form()).load((await eventOf({ db: db(), query })) as never)) as { at: string }).at
  expect(await at('?at=/ar/practices/kumanovo-cat%3Fq=secret')).toBe('/ar/practices/kumanovo-cat')
  expect(await at('?at=https://elsewhere.example/')).toBe('/en')
  expect(await at('?at=//elsewhere.example')).toBe('/en')
  await sent({ at: 'javascript:alert(1)' })
  expect((await sql<{ path: string }>`select path from report`.execute(db())).rows).toEqual([{ path: '/en' }])
})

test('a visitor and the city concerned find no queue and no report; those who decide do', async () => {
  const { id } = await sent({ email: 'zqx@neighbour.example' })
  const [focal, officer, hub] = [
    await sampleActor(db(), 'demo-p-rassif'),
    await sampleActor(db(), 'demo-p-laurier'),
    await sampleActor(db(), 'demo-p-atlas'),
  ]
  for (const actor of [VISITOR, focal]) {
    expect(await shownBy(await queue(), { db: db(), actor })).toBeNull()
    expect(await shownBy(await review(), { db: db(), actor, params: { id } })).toBeNull()
    expect((await post(review(), 'look', { actor, params: { id } })).status).toBe(404)
    expect((await post(review(), 'hide', { actor, params: { id } })).status).toBe(404)
  }
  for (const actor of [officer, hub]) {
    expect(await shownBy(await queue(), { db: db(), actor })).toContain(id)
    const shown = await shownBy(await review(), { db: db(), actor, params: { id } })
    expect(shown).toContain('zqxwords')
    expect(shown).not.toContain('zqx@')
  }
})

test('decided on the page; the city reads the reasons there, and no word of whoever reported', async () => {
  const { id, code } = await sent({ email: 'zqx@neighbour.example' })
  const [focal, officer, hub] = [
    await sampleActor(db(), 'demo-p-rassif'),
    await sampleActor(db(), 'demo-p-laurier'),
    await sampleActor(db(), 'demo-p-atlas'),
  ]
  await post(review(), 'look', { actor: officer, params: { id } })
  const missing = await post(review(), 'decide', { actor: officer, params: { id }, fields: { words: 'Because.' } })
  expect(missing.answered).toMatchObject({ status: 400, data: { fault: 'decision_missing', words: 'Because.' } })
  const fields = { decision: 'upheld', words: 'It tells where somebody lives.' }
  expect((await post(review(), 'decide', { actor: officer, params: { id }, fields })).status).toBe(303)
  const read = await shownBy(await review(), { db: db(), actor: focal, params: { id } })
  expect(read).toContain('It tells where somebody lives.')
  expect(read).not.toMatch(/zqx/)
  expect(
    (await post(review(), 'appeal', { actor: focal, params: { id }, fields: { words: 'It is public.' } })).status,
  ).toBe(303)
  const own = await post(review(), 'decide_appeal', { actor: officer, params: { id }, fields })
  expect(own.answered).toMatchObject({ status: 400, data: { fault: 'decided_it_first' } })
  expect((await post(review(), 'decide_appeal', { actor: hub, params: { id }, fields })).status).toBe(303)
  expect(await shownBy(await followed(), { db: db(), params: { code } })).toContain('"state":"closed"')
})

test('the switch of a city is a page for those who may press it, and no page for others', async () => {
  const params = { slug: 'demo-marsa-lawz' }
  const [focal, editor, hub] = [
    await sampleActor(db(), 'demo-p-rassif'),
    await sampleActor(db(), 'demo-p-mawja'),
    await sampleActor(db(), 'demo-p-atlas'),
  ]
  for (const actor of [VISITOR, editor]) {
    expect(await shownBy(await risk(), { db: db(), actor, params })).toBeNull()
    expect((await post(risk(), 'on', { actor, params })).status).toBe(404)
  }
  expect((await post(risk(), 'on', { actor: focal, params })).to).toBe('/en/cities/demo-marsa-lawz/risk?done=on')
  expect((await post(risk(), 'end', { actor: focal, params, fields: { why: 'x' } })).answered).toMatchObject({
    data: { fault: 'ask_the_hub', why: 'x' },
  })
  expect((await post(risk(), 'confirm', { actor: hub, params })).status).toBe(303)
  expect(await shownBy(await risk(), { db: db(), actor: hub, params })).toContain('"confirmed":true')
  expect((await post(risk(), 'end', { actor: hub, params, fields: { why: 'It has passed.' } })).status).toBe(303)
})
