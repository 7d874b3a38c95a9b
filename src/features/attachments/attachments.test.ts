import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { memoryStore, type MemoryStore } from '#platform/files/testing/memory-store.ts'
import { aPdf } from '#platform/files/testing/documents.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { sitting } from '#features/organisations/testing/sitting.server.ts'
import { VISITOR, type Actor, type Seat } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { findEpoch, updateLabel } from '#features/registry/item.queries.server.ts'
import { strikeOut } from '#features/registry/strike-out.server.ts'
import type { Placed } from '#features/registry/visibility.ts'
import { findHolder, findServed, listAttachments, listKept, type Holder } from './attachment.queries.server.ts'
import { labelsWithin, maySeeAttachment, MOST_OF_ONE } from './attachment.ts'
import { bringAttachment, changeAttachment } from './bring-attachment.server.ts'
import { putAttachmentBack, showAttachmentTo, withdrawAttachment } from './show-attachment.server.ts'
import { sweepFiles } from './sweep-files.server.ts'

const db = testDatabase(withSample)

let store: MemoryStore
let city: Holder
let focalPoint: Actor
beforeEach(async () => {
  store = memoryStore()
  city = (await findHolder(db(), { kind: 'city', slug: 'demo-marsa-lawz', language: 'en' })) ?? expect.fail('no city')
  focalPoint = await sitting(db(), 'demo-p-rassif')
})

const TOLD = { title: 'The plan', alt: '', source: 'Town hall', kind: 'document', licence: 'cc_by' } as const
const pdf = (said = '') => ({ name: 'plan.pdf', bytes: aPdf(said && `/Lang (${said})`) })
type Brings = Parameters<typeof bringAttachment>[1]
const bring = (change: Partial<Brings> = {}, actor = focalPoint) =>
  bringAttachment(
    { db: db(), store, actor, holder: city },
    { brought: pdf(), told: TOLD, label: 'public', formKey: newKey(), ...change },
  )
const listed = (actor: Actor = VISITOR) => listAttachments(db(), actor, city.id)
const onlyOne = async () => (await listed(focalPoint))[0] ?? expect.fail('nothing hangs')
const asked = (id: string, actor = focalPoint) => ({ db: db(), actor, holder: city, id })

describe('a file that is brought', () => {
  test('hangs for those it was shown to, and its bytes lie in the store', async () => {
    const epoch = await findEpoch(db())
    expect(await bring()).toEqual({ ok: true, value: 'new' })
    const [file] = await listed()
    expect(file).toMatchObject({ title: 'The plan', kind: 'document', language: city.language, label: 'public' })
    expect(await findServed(db(), VISITOR, file?.id ?? '')).toMatchObject({ public: true, name: 'plan.pdf' })
    expect(store.held.size).toBe(1)
    expect(await findEpoch(db())).toBe(epoch + 1)
  })

  test('by a form that is sent twice hangs once, and another file in that form is another', async () => {
    const formKey = newKey()
    expect(await bring({ formKey })).toEqual({ ok: true, value: 'new' })
    expect(await bring({ formKey })).toEqual({ ok: true, value: 'unchanged' })
    expect(await bring({ formKey, brought: pdf('fr') })).toEqual({ ok: true, value: 'new' })
    expect((await listed()).length).toBe(2)
  })

  test.each([
    [
      'a page that says it is a picture',
      { name: 'a.png', bytes: Buffer.from('<html><script>1</script>') },
      'type_refused',
    ],
    ['a drawing with a script', { name: 'a.svg', bytes: Buffer.from('<svg onload="a()"/>') }, 'type_refused'],
    ['a document under a name of text', { name: 'a.txt', bytes: aPdf() }, 'type_lies'],
    ['nothing', { name: 'a.pdf', bytes: Buffer.alloc(0) }, 'empty'],
    ['a document with a password', { name: 'a.pdf', bytes: aPdf('/Encrypt 9 0 R') }, 'document_locked'],
    ['a document with a script', { name: 'a.pdf', bytes: aPdf('/AA << /S /JavaScript >>') }, 'document_unsafe'],
  ])('that is %s is not taken', async (_, brought, reason) => {
    expect(await bring({ brought })).toEqual({ ok: false, reason })
    expect([await listed(focalPoint), store.held.size]).toEqual([[], 0])
  })

  test('is what its form is for: a picture is described, a document is none', async () => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const photo = { name: 'hall.png', bytes }
    expect(await bring({ brought: photo })).toEqual({ ok: false, reason: 'no_document' })
    const told = { ...TOLD, kind: 'photo', alt: 'The hall' } as const
    expect(await bring({ told })).toEqual({ ok: false, reason: 'no_photo' })
    expect(await bring({ brought: photo, told })).toEqual({ ok: true, value: 'new' })
    expect(await listed()).toMatchObject([{ kind: 'photo', alt: 'The hall', width: 40, height: 30, name: 'hall.webp' }])
  })

  test('with something behind the picture keeps the picture alone', async () => {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    const bytes = Buffer.concat([picture, Buffer.from('<script>alert(1)</script>')])
    await bring({ brought: { name: 'a.png', bytes }, told: { ...TOLD, kind: 'photo', alt: 'A wall' } })
    const [kept] = store.held.values()
    expect(Buffer.from(kept ?? []).includes('script')).toBe(false)
  })

  test('is refused to whoever has no say, and to a seat that ended while it was looked through', async () => {
    expect(await bring({}, await sitting(db(), 'demo-p-zawraq'))).toEqual({ ok: false, reason: 'ask_an_editor' })
    expect(await bring({}, await sitting(db(), 'demo-p-nakhla'))).toEqual({ ok: false, reason: 'not_yours' })
    expect(await bring({}, VISITOR)).toEqual({ ok: false, reason: 'not_signed_in' })
    if (focalPoint.kind !== 'person') throw new Error('not a person')
    await sql`update seat set until = clock_timestamp() where person_id = ${focalPoint.id}`.execute(db())
    expect(await bring()).toEqual({ ok: false, reason: 'not_yours' })
    expect(await listed(focalPoint)).toEqual([])
  })

  test('is told when the store is down, nothing hangs, and the same form works later', async () => {
    const formKey = newKey()
    store.down = true
    expect(await bring({ formKey })).toEqual({ ok: false, reason: 'store_down' })
    expect(await listed(focalPoint)).toEqual([])
    store.down = false
    expect(await bring({ formKey })).toEqual({ ok: true, value: 'new' })
  })

  test('is one too many after sixty', async () => {
    await bring()
    await sql`insert into attachment (id, item_id, digest, name, label, place_id, by_whom, title)
      select gen_random_uuid(), item_id, digest, name, label, place_id, by_whom, 'x' from attachment, generate_series(2, ${MOST_OF_ONE})`.execute(
      db(),
    )
    const epoch = await findEpoch(db())
    expect(await bring({ brought: pdf('fr') })).toEqual({ ok: false, reason: 'too_many' })
    expect([await findEpoch(db()), (await listed()).length]).toEqual([epoch, MOST_OF_ONE])
  })
})

describe('who sees a file', () => {
  test('is its own label within that of its item: SQL and the pure twin say the same for all of them', async () => {
    const { rows } = await sql<{ id: string; region: string; slug: string }>`
      select id, region, slug from item where kind = 'city' and slug in ('demo-marsa-lawz', 'demo-bjerkhavn', 'demo-cerro-colibri')`.execute(
      db(),
    )
    const at = (slug: string) => rows.find((row) => row.slug === slug) ?? expect.fail(`no ${slug}`)
    const named = at('demo-bjerkhavn')
    const seat = ({ id, region }: { id: string; region: string }): Seat => ({
      placeId: id,
      region,
      role: 'reader',
      place: 'city',
    })
    const person = (seats: Seat[], regions: string[] = []): Actor => ({
      kind: 'person',
      id: newKey(),
      seats,
      regions,
      assurance: 'two',
    })
    const actors = [
      VISITOR,
      person([]),
      person([seat(at('demo-cerro-colibri'))]),
      person([seat(named)]),
      person([], [city.region ?? '']),
      person([seat(at('demo-marsa-lawz'))]),
    ]
    for (const label of LABELS)
      await bring({
        label: labelsWithin('public').includes(label) ? label : 'team',
        brought: pdf(label),
        told: { ...TOLD, title: label },
      })
    await sql`update attachment set label = 'cities' where title = 'cities'`.execute(db())
    let [seen, hidden] = [0, 0]
    for (const item of LABELS) {
      await updateLabel(
        db(),
        { kind: 'system', job: 'test' },
        { itemId: city.id, label: item, readers: [named.id], why: 'test' },
      )
      const placed: Placed = {
        id: city.id,
        label: item,
        state: 'published',
        region: city.region,
        placeId: city.id,
        readers: [named.id],
        place: null,
      }
      for (const actor of actors) {
        const shown = (await listed(actor)).map((file) => file.title)
        for (const label of LABELS) {
          expect([item, label, shown.includes(label)]).toEqual([item, label, maySeeAttachment(actor, label, placed)])
          if (shown.includes(label)) seen++
          else hidden++
        }
      }
    }
    expect([seen > 30, hidden > 30]).toEqual([true, true])
  })

  test('is never wider than its item, however it is asked', async () => {
    await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: city.id, label: 'region', why: 'test' })
    expect(await bring({ label: 'network' })).toEqual({ ok: false, reason: 'label_wider' })
    expect(await bring({ label: 'region' })).toEqual({ ok: true, value: 'new' })
    expect(await showAttachmentTo(asked((await onlyOne()).id), { label: 'public', from: 'region' })).toEqual({
      ok: false,
      reason: 'label_wider',
    })
  })

  test('narrows at once by any seat of the place, and widens by whoever speaks for it', async () => {
    await bring()
    const { id } = await onlyOne()
    const reader = await sitting(db(), 'demo-p-mina')
    expect(await showAttachmentTo(asked(id, reader), { label: 'team', from: 'public' })).toEqual({
      ok: true,
      value: 'new',
    })
    expect([await findServed(db(), VISITOR, id), await listed()]).toEqual([undefined, []])
    expect(await showAttachmentTo(asked(id, reader), { label: 'public', from: 'team' })).toEqual({
      ok: false,
      reason: 'ask_an_editor',
    })
    expect(await showAttachmentTo(asked(id), { label: 'network', from: 'public' })).toEqual({
      ok: false,
      reason: 'stale',
    })
    expect(await showAttachmentTo(asked(id), { label: 'network', from: 'team' })).toEqual({ ok: true, value: 'new' })
    expect(await showAttachmentTo(asked(id), { label: 'network', from: 'team' })).toEqual({
      ok: true,
      value: 'unchanged',
    })
  })

  test('of a city that hides itself is nobody but its team, for every file at once', async () => {
    for (const label of ['public', 'network', 'team'] satisfies Label[]) await bring({ label, brought: pdf(label) })
    await updateLabel(db(), { kind: 'system', job: 'test' }, { itemId: city.id, label: 'team', why: 'at risk' })
    expect([await listed(), (await listed(focalPoint)).length]).toEqual([[], 3])
  })
})

describe('taking down', () => {
  const kept = (actor = focalPoint) => listKept(db(), actor, { itemId: city.id, own: true })

  test('hides at once, can be put back for a day, and is then gone with its bytes', async () => {
    await bring()
    const { id } = await onlyOne()
    expect(await withdrawAttachment(asked(id))).toEqual({ ok: true, value: 'new' })
    expect(await withdrawAttachment(asked(id))).toEqual({ ok: true, value: 'unchanged' })
    expect([await findServed(db(), VISITOR, id), await findServed(db(), focalPoint, id)]).toEqual([
      undefined,
      undefined,
    ])
    expect(await putAttachmentBack(asked(id))).toEqual({ ok: true, value: 'new' })
    expect(await findServed(db(), VISITOR, id)).toMatchObject({ public: true })

    await withdrawAttachment(asked(id))
    await sql`update attachment set withdrawn_at = clock_timestamp() - interval '25 hours'`.execute(db())
    await sql`update file set made_at = clock_timestamp() - interval '25 hours'`.execute(db())
    expect(await putAttachmentBack(asked(id))).toEqual({ ok: false, reason: 'too_late' })
    expect(await kept()).toEqual([])
    expect(await sweepFiles(db(), store)).toEqual({ attachments: 1, files: 1 })
    expect(store.held.size).toBe(0)
    expect(await sweepFiles(db(), store)).toEqual({ attachments: 0, files: 0 })
  })

  test('by the hub or the secretariat is not undone by the place', async () => {
    await bring()
    const { id } = await onlyOne()
    const officer = await sitting(db(), 'demo-p-laurier')
    expect(await withdrawAttachment(asked(id, officer))).toEqual({ ok: true, value: 'new' })
    expect([await putAttachmentBack(asked(id)), await kept()]).toEqual([{ ok: false, reason: 'too_late' }, []])
  })
})

describe('changing', () => {
  const change = (id: string, file: Partial<Parameters<typeof changeAttachment>[1]> = {}) =>
    changeAttachment(
      { db: db(), store, actor: focalPoint, holder: city },
      { id, read: 1, told: TOLD, brought: null, ...file },
    )

  test('another file in its place keeps the address; the one before goes with the sweep', async () => {
    await bring()
    const { id } = await onlyOne()
    const before = await findServed(db(), VISITOR, id)
    expect(await change(id, { brought: { name: 'plan-2.pdf', bytes: aPdf('/Lang (ar)') } })).toEqual({
      ok: true,
      value: 'new',
    })
    const after = await findServed(db(), VISITOR, id)
    expect([after?.name, after?.digest === before?.digest]).toEqual(['plan-2.pdf', false])
    await sql`update file set made_at = clock_timestamp() - interval '25 hours'`.execute(db())
    expect(await sweepFiles(db(), store)).toEqual({ attachments: 0, files: 1 })
    expect([...store.held.keys()]).toEqual([after?.digest])
  })

  test('of what somebody else changed meanwhile is not written over unseen', async () => {
    await bring()
    const { id } = await onlyOne()
    expect(await change(id)).toEqual({ ok: true, value: 'unchanged' })
    expect(await change(id, { told: { ...TOLD, title: 'One' } })).toEqual({ ok: true, value: 'new' })
    expect(await change(id, { told: { ...TOLD, title: 'Two' } })).toEqual({ ok: false, reason: 'stale' })
    expect((await onlyOne()).title).toBe('One')
  })
})

test('what is struck out of a place is struck out of its files’ words, and files are found by no search', async () => {
  await bring({ label: 'team', told: { ...TOLD, title: 'Zqxmark of Zqxname Zqxfamily' } })
  const struck = await strikeOut(db(), focalPoint, {
    itemId: city.id,
    text: 'Zqxname Zqxfamily',
    reason: 'personal_data',
    why: 'a name',
  })
  expect(struck).toEqual({ ok: true, value: 1 })
  expect((await onlyOne()).title).toMatch(/^Zqxmark of (?!Zqx)/)
  const { rows } =
    await sql`select 1 from search_entry each where item_id = ${city.id} and lower(each::text) like '%zqxmark%'`.execute(
      db(),
    )
  expect(rows).toEqual([])
})
