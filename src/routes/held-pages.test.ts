/** Held texts as the forms and pages take them: warned, held, seen by writer and reviewers alone, decided. */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { sendReport } from '#features/safeguards/send-report.server.ts'
import { sampleActor } from '#features/safeguards/testing/sample-actor.ts'
import { eventOf, shownBy } from './visit.ts'

const db = testDatabase(withSample)
const DAR = 'demo-org-dar-al-mazad'
/** A telephone and a birth date in Arabic-Indic digits, of somebody said to be part of a threat. */
const TEXT = 'نعمل مع الشباب. المدعو سمير متطرف، ولد بتاريخ ١٢/٠٣/١٩٩٩، هاتفه ٠٦١٢٣٤٥٦٧٨. نفتح كل يوم.'
const SECRETS = ['١٢/٠٣/١٩٩٩', '٠٦١٢٣٤٥٦٧٨']

const edit = () => import('./[lang=lang]/organisations/[slug]/edit/+page.server.ts')
const propose = () => import('./[lang=lang]/organisations/new/+page.server.ts')
const organisation = () => import('./[lang=lang]/organisations/[slug]/+page.server.ts')
const team = () => import('./[lang=lang]/team/[slug]/+page.server.ts')
const answers = () => import('./[lang=lang]/cities/[slug]/answers/+page.server.ts')
const report = () => import('./[lang=lang]/reports/[id]/+page.server.ts')
const queue = () => import('./[lang=lang]/held/+page.server.ts')
const held = () => import('./[lang=lang]/held/[id]/+page.server.ts')

type Given = { fields: Record<string, string>; actor: Actor; params?: Record<string, string> }
type Answered = {
  status: number
  data: { fault?: string | null; warning: { seen: string; asked: string; fault: string | null } }
}

async function post(route: Promise<{ actions: unknown }>, name: string, { fields, actor, params }: Given) {
  const base = await eventOf({ db: db(), actor, ...(params ? { params } : {}) })
  if (actor.kind === 'person' && base.locals.person)
    Object.assign(base.locals.person, { id: actor.id, seats: base.locals.person.seats })
  const body = new FormData()
  for (const [field, value] of Object.entries(fields)) body.append(field, value)
  const request = new Request(base.url, { method: 'POST', body })
  const act = ((await route).actions as Record<string, (event: unknown) => unknown>)[name]
  try {
    return { answered: (await act?.({ ...base, request })) as Answered, to: '', status: 0 }
  } catch (thrown) {
    const { status, location = '' } = thrown as { status?: number; location?: string }
    if (typeof status !== 'number') throw thrown
    return { answered: null, to: location, status }
  }
}

/** Warned first, then insisted upon with a reason. */
async function insisted(route: () => Promise<{ actions: unknown }>, name: string, given: Given) {
  const first = await post(route(), name, given)
  const warning = first.answered?.data.warning ?? expect.fail(`not warned: ${JSON.stringify(first)}`)
  const fields = {
    ...given.fields,
    insist: 'yes',
    insist_why: 'It is our own line',
    insist_seen: warning.seen,
    wording_asked: warning.asked,
  }
  return post(route(), name, { ...given, fields })
}

const heldRows = async () =>
  (
    await sql<{
      id: string
      kind: string
      state: string
      text: string
    }>`select id, kind, state, text from held_text order by id`.execute(db())
  ).rows
const standing = async (slug: string) => {
  const { rows } = await sql<{ revision: number }>`select revision from item where slug = ${slug}`.execute(db())
  return String(rows[0]?.revision)
}
const editing = async (more: Record<string, string> = {}) => {
  const actor = await sampleActor(db(), 'demo-p-nakhla')
  const { load } = await edit()
  const data = (await load((await eventOf({ db: db(), actor, params: { slug: DAR } })) as never)) as {
    standing: {
      draft: Record<'about' | 'offers', Record<string, string>> & { areas: string[]; cities: string[]; label: string }
    }
  }
  const { draft } = data.standing
  const texts = (['about', 'offers'] as const).flatMap((part) =>
    Object.entries(draft[part]).map(([language, text]) => [`${part}_${language}`, text]),
  )
  const fields = {
    ...Object.fromEntries(texts),
    label: draft.label,
    revision: await standing(DAR),
    area: draft.areas[0] ?? '',
    city: draft.cities[0] ?? '',
    ...more,
  }
  return { actor, params: { slug: DAR }, fields } satisfies Given
}
const pageOf = (actor: Actor) =>
  shownBy(
    { load: async (event: never) => (await organisation()).load(event) },
    { db: db(), actor, language: 'ar', params: { slug: DAR } },
  )
const review = (id: string, actor: Actor) =>
  shownBy({ load: async (event: never) => (await held()).load(event) }, { db: db(), actor, params: { id } })
const audited = async () =>
  (
    await sql<{
      act: string
    }>`select act from audit_entry where act like 'hold.%' or act = 'item.struck_out' order by id`.execute(db())
  ).rows.map((row) => row.act)

test(
  'in Arabic: warned, insisted, held; nobody but the writer and reviewers reads it; struck out, the rest is on the page',
  { timeout: 60_000 },
  async () => {
    const given = await editing({ about_ar: TEXT })
    const first = await post(edit(), 'default', given)
    expect(first.answered).toMatchObject({ status: 400, data: { fault: 'screened' } })
    expect(await heldRows()).toEqual([])

    const { to } = await insisted(edit, 'default', given)
    expect(to).toBe(`/en/organisations/${DAR}/edit?done=held`)
    await insisted(edit, 'default', given)
    const rows = await heldRows()
    expect(rows).toMatchObject([{ kind: 'organisation', state: 'waiting', text: TEXT }])
    const id = rows[0]?.id ?? ''

    const [officer, hub, colleague, city] = await Promise.all(
      ['demo-p-harbour', 'demo-p-atlas', 'demo-p-mawja', 'demo-p-rassif'].map((key) => sampleActor(db(), key)),
    )
    if (!officer || !hub || !colleague || !city) return expect.fail('nobody')
    for (const actor of [VISITOR, colleague, city, given.actor])
      for (const secret of SECRETS) expect(await pageOf(actor)).not.toContain(secret)
    for (const actor of [VISITOR, colleague, city]) {
      expect(await review(id, actor)).toBeNull()
      expect((await post(held(), 'let_through', { actor, params: { id }, fields: {} })).status).toBe(404)
    }
    expect(await review(id, given.actor)).toContain('"side":"writer"')
    expect(await post(held(), 'let_through', { actor: given.actor, params: { id }, fields: {} })).toMatchObject({
      answered: { status: 409, data: { fault: 'own_text' } },
    })
    for (const actor of [officer, hub]) {
      expect(await review(id, actor)).toContain('"side":"reviewer"')
      expect(await shownBy(await queue(), { db: db(), actor })).toContain(id)
    }

    expect((await post(held(), 'strike', { actor: officer, params: { id }, fields: {} })).to).toBe('/en/held?done=yes')
    const page = (await pageOf(VISITOR)) ?? ''
    expect(page).toContain('نفتح كل يوم')
    expect(page).toContain(STRUCK)
    for (const secret of SECRETS) {
      expect(page).not.toContain(secret)
      const { rows: left } = await sql<{
        n: number
      }>`select count(*)::int as n from item_revision where document::text like ${`%${secret}%`}`.execute(db())
      expect(left[0]?.n).toBe(0)
    }
    expect((await heldRows())[0]?.text).not.toContain(SECRETS[0])
    expect(await audited()).toEqual(expect.arrayContaining(['hold.begun', 'item.struck_out', 'hold.struck']))
    const { rows: mails } = await sql<{
      words: string
    }>`select words::text as words from mail where occasion = 'held_news'`.execute(db())
    expect(mails).toHaveLength(1)
    expect(mails[0]?.words).not.toMatch(/سمير|مزاد|Mazad/)
    // the second press finds it decided
    expect((await post(held(), 'strike', { actor: hub, params: { id }, fields: {} })).answered).toMatchObject({
      data: { fault: 'not_now' },
    })
    // and its people can still write
    expect((await post(edit(), 'default', await editing({ offers_en: 'Books.' }))).to).toContain('done=saved')
    expect(await pageOf(VISITOR)).toContain('Books.')
  },
)

test(
  'let through, the whole text stands, in the name of its writer; changed meanwhile, it is only sent back',
  { timeout: 60_000 },
  async () => {
    const officer = await sampleActor(db(), 'demo-p-harbour')
    await insisted(edit, 'default', await editing({ about_ar: TEXT }))
    const first = (await heldRows())[0]?.id ?? ''
    expect((await post(edit(), 'default', await editing({ about_ar: 'نص آخر.' }))).to).toContain('done=saved')
    expect((await heldRows()).map((row) => row.state)).toEqual(['replaced'])
    expect(
      (await post(held(), 'let_through', { actor: officer, params: { id: first }, fields: {} })).answered,
    ).toMatchObject({ data: { fault: 'not_now' } })

    const given = await editing({ about_ar: TEXT })
    await insisted(edit, 'default', given)
    const second = (await heldRows())[1]?.id ?? ''
    expect((await post(held(), 'let_through', { actor: officer, params: { id: second }, fields: {} })).to).toContain(
      'done=yes',
    )
    expect(await pageOf(VISITOR)).toContain(SECRETS[1])
    const { rows } = await sql<{
      by: string
    }>`select by_whom as by from item_revision join item on item.id = item_id where slug = ${DAR} order by item_revision.revision desc limit 1`.execute(
      db(),
    )
    expect(rows[0]?.by).toBe(`person:${(given.actor as { id: string }).id}`)
    // what stands was looked at: it is not asked about again
    expect((await post(edit(), 'default', await editing({ offers_en: 'Books.' }))).to).toContain('done=saved')

    await insisted(edit, 'default', await editing({ about_fr: 'Karim, radicalisé, 0612 345 678.' }))
    const third = (await heldRows())[2]?.id ?? ''
    const hub = await sampleActor(db(), 'demo-p-atlas')
    expect(
      (await post(edit(), 'default', { ...(await editing({ about_fr: 'Deux salles.' })), actor: hub })).to,
    ).toContain('done=saved')
    expect(await review(third, officer)).toContain('"let_through":"changed"')
    expect(
      (await post(held(), 'strike', { actor: officer, params: { id: third }, fields: {} })).answered,
    ).toMatchObject({ data: { fault: 'changed' } })
    expect(
      (await post(held(), 'send_back', { actor: officer, params: { id: third }, fields: { answer: '' } })).answered,
    ).toMatchObject({ data: { fault: 'answer_missing' } })
    expect(
      (
        await post(held(), 'send_back', {
          actor: officer,
          params: { id: third },
          fields: { answer: 'The hub wrote another text.' },
        })
      ).to,
    ).toContain('done=yes')
    expect(await review(third, given.actor)).toContain('The hub wrote another text.')
    await post(held(), 'read', { actor: given.actor, params: { id: third }, fields: {} })
    expect(await review(third, given.actor)).toContain('"seen":true')
  },
)

const PHONE = 'Karim, who was radicalised, answers on 0612 345 678.'

test('a proposal waits without the words that are held, and its writer takes them back', async () => {
  const actor = await sampleActor(db(), 'demo-p-atlas')
  const fields = { name: 'Reading Rooms', kind: 'education', city: 'demo-marsa-lawz', about: PHONE, label: 'network' }
  const { to } = await insisted(propose, 'default', { actor, fields })
  expect(to).toContain('done=proposed_held')
  const [row] = await heldRows()
  expect(row).toMatchObject({ kind: 'organisation', state: 'waiting' })
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from item_text where summary like '%0612%'`.execute(db())
  expect(rows[0]?.n).toBe(0)
  const stranger = await sampleActor(db(), 'demo-p-rassif')
  expect((await post(held(), 'take_back', { actor: stranger, params: { id: row?.id ?? '' }, fields: {} })).status).toBe(
    404,
  )
  await post(held(), 'take_back', { actor, params: { id: row?.id ?? '' }, fields: {} })
  expect((await heldRows())[0]?.state).toBe('replaced')
})

test('an invitation goes out without its held words; let through, they stand in it', async () => {
  const actor = await sampleActor(db(), 'demo-p-rassif')
  const given = {
    actor,
    params: { slug: 'demo-marsa-lawz' },
    fields: { email: 'zqx@demonstration.invalid', name: '', role: 'reader', language: 'en', note: PHONE },
  }
  expect((await insisted(team, 'invite', given)).to).toContain('done=invited_held')
  const note = async () =>
    (await sql<{ note: string }>`select note from invitation where email = 'zqx@demonstration.invalid'`.execute(db()))
      .rows
  expect(await note()).toEqual([{ note: '' }])
  const [row] = await heldRows()
  await post(held(), 'let_through', {
    actor: await sampleActor(db(), 'demo-p-harbour'),
    params: { id: row?.id ?? '' },
    fields: {},
  })
  expect(await note()).toEqual([{ note: PHONE }])
})

test('reasons of a decision wait for another reviewer; the decision does not', { timeout: 60_000 }, async () => {
  const said = { kind: 'other', words: 'x', email: null, language: 'en', personId: null, network: 'n' } as const
  await sendReport(db(), { ...said, path: '/en/cities/demo-marsa-lawz' })
  const id = (await sql<{ id: string }>`select id from report order by id desc limit 1`.execute(db())).rows[0]?.id ?? ''
  const [writer, other] = [await sampleActor(db(), 'demo-p-harbour'), await sampleActor(db(), 'demo-p-laurier')]
  await post(report(), 'look', { actor: writer, params: { id }, fields: {} })
  const fields = { decision: 'upheld', words: PHONE }
  expect((await insisted(report, 'decide', { actor: writer, params: { id }, fields })).to).toContain('done=yes')
  const reasons = async () =>
    (await sql<{ reasons: string; state: string }>`select reasons, state from report where id = ${id}`.execute(db()))
      .rows[0]
  expect(await reasons()).toEqual({ reasons: STRUCK, state: 'decided' })
  const row = (await heldRows())[0]?.id ?? ''
  expect(await review(row, writer)).toContain('"side":"writer"')
  expect(
    (await post(held(), 'send_back', { actor: other, params: { id: row }, fields: { answer: 'No.' } })).answered,
  ).toMatchObject({ data: { fault: 'not_written_again' } })
  await post(held(), 'strike', { actor: other, params: { id: row }, fields: {} })
  expect((await reasons())?.reasons).toMatch(/▇▇▇/)
  expect((await reasons())?.reasons).not.toContain('0612')
})

test('an answer is given at once, its held note comes with a reviewer’s word', { timeout: 60_000 }, async () => {
  const actor = await sampleActor(db(), 'demo-p-nakhla')
  const fields = {
    factor: 'leg.non_discrimination',
    value: 'partly',
    label: 'network',
    how: 'group',
    confidence: '',
    day: '2026-11-20',
    note: PHONE,
    read: '',
  }
  const place = actor.seats[0]
  const route = async () => {
    const { actions } = await answers()
    return {
      actions: Object.fromEntries(
        Object.entries(actions).map(([name, act]) => [
          name,
          (event: { locals: { person: unknown } }) => {
            Object.assign(event.locals.person as object, {
              sitsIn: { ...place, id: 'seat', slug: DAR, name: 'Dar', title: {}, regions: [] },
            })
            return (act as (event: unknown) => unknown)(event)
          },
        ]),
      ),
    }
  }
  const { to } = await insisted(route, 'give', { actor, params: { slug: 'demo-marsa-lawz' }, fields })
  expect(to).toContain('done=held')
  const notes = async () =>
    (
      await sql<{
        note: unknown
      }>`select note from city_answer where factor = 'leg.non_discrimination' and by_whom = ${`person:${actor.id}`} order by id`.execute(
        db(),
      )
    ).rows.map((row) => row.note)
  expect(await notes()).toEqual([null])
  const row = (await heldRows())[0]?.id ?? ''
  await post(held(), 'let_through', { actor: await sampleActor(db(), 'demo-p-atlas'), params: { id: row }, fields: {} })
  expect(await notes()).toEqual([null, { en: PHONE }])
})

test('a reviewer whose seat ended while the decision was on its way decides nothing', { timeout: 60_000 }, async () => {
  await insisted(edit, 'default', await editing({ about_ar: TEXT }))
  const officer = await sampleActor(db(), 'demo-p-harbour')
  const id = (await heldRows())[0]?.id ?? ''
  await sql`update seat set until = clock_timestamp() where person_id = ${officer.id}`.execute(db())
  for (const act of ['let_through', 'strike', 'send_back'])
    expect((await post(held(), act, { actor: officer, params: { id }, fields: { answer: 'No.' } })).status).toBe(404)
  expect((await heldRows())[0]?.state).toBe('waiting')
})

test(
  'whoever tries a demonstration as a reviewer reads and decides nothing that a real person wrote',
  { timeout: 60_000 },
  async () => {
    const given = await editing({ about_ar: TEXT })
    await insisted(edit, 'default', given)
    const id = (await heldRows())[0]?.id ?? ''
    const invented = { ...(await sampleActor(db(), 'demo-p-harbour')), assurance: 'demonstration' as const }
    const lists = async () => ((await shownBy(await queue(), { db: db(), actor: invented })) ?? '').includes(id)
    expect([await review(id, invented), await lists()]).toEqual([expect.stringContaining('"side":"reviewer"'), true])
    await sql`update person set demonstration = false where id = ${given.actor.id}`.execute(db())
    expect([await review(id, invented), await lists()]).toEqual([null, false])
    expect((await post(held(), 'let_through', { actor: invented, params: { id }, fields: {} })).status).toBe(404)
    expect(await review(id, await sampleActor(db(), 'demo-p-harbour'))).toContain('"side":"reviewer"')
  },
)
