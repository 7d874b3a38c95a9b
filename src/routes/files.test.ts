/** The way out of files: who is given one, with which headers, and what somebody who is not is told. */
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { aPdf } from '#platform/files/testing/documents.ts'
import { memoryStore, type MemoryStore } from '#platform/files/testing/memory-store.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { sitting } from '#features/organisations/testing/sitting.server.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { findHolder, type Holder } from '#features/attachments/attachment.queries.server.ts'
import { bringAttachment } from '#features/attachments/bring-attachment.server.ts'
import { showAttachmentTo, withdrawAttachment } from '#features/attachments/show-attachment.server.ts'
import { eventOf } from './visit.ts'
import { GET, HEAD } from './files/[id]/+server.ts'

const db = testDatabase(withSample)

let store: MemoryStore
let holder: Holder
let actor: Actor
beforeEach(async () => {
  store = memoryStore()
  const found = await findHolder(db(), { kind: 'organisation', slug: 'demo-org-dar-al-mazad', language: 'ar' })
  holder = found ?? expect.fail('no organisation')
  actor = await sitting(db(), 'demo-p-nakhla')
})

const BYTES = aPdf()
async function hung(label: Label): Promise<string> {
  const told = { title: 'خطة', alt: '', source: 'دار المزاد', kind: 'document', licence: 'cc_by' } as const
  const brought = { name: 'خطة.pdf', bytes: BYTES }
  await bringAttachment({ db: db(), store, actor, holder }, { brought, told, label, formKey: newKey() })
  const { rows } = await sql<{ id: string }>`select id from attachment order by at desc, id desc limit 1`.execute(db())
  return rows[0]?.id ?? expect.fail('nothing hangs')
}

type Answer = { status: number; headers: Headers; body: Buffer | null }
/** What the hook would be given: an answer, or a refusal with its number and words. */
async function ask(
  id: string,
  by: Actor = VISITOR,
  { method = GET, etag = '' } = {},
): Promise<Answer | { refused: unknown }> {
  const event = await eventOf({ db: db(), actor: by, params: { id }, files: store })
  const headers = new Headers(etag ? { 'if-none-match': etag } : {})
  try {
    const response = await method({ ...event, params: { id }, request: new Request(event.url, { headers }) })
    const body = response.body ? Buffer.from(await response.arrayBuffer()) : null
    return { status: response.status, headers: response.headers, body }
  } catch (thrown) {
    const { status, body } = thrown as { status: number; body: unknown }
    return { refused: { status, body } }
  }
}
async function given(...asked: Parameters<typeof ask>): Promise<Answer> {
  const answer = await ask(...asked)
  if ('refused' in answer) throw new Error(JSON.stringify(answer))
  return answer
}
const NOT_THERE = { refused: { status: 404, body: { status: 404, message: 'no such file' } } }

test('a public file is given to everybody as it was brought, may be kept, and is asked for each time', async () => {
  const id = await hung('public')
  const { status, headers, body } = await given(id)
  expect([status, body?.equals(BYTES)]).toEqual([200, true])
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': 'application/pdf',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-disposition': `attachment; filename="___.pdf"; filename*=UTF-8''${encodeURIComponent('خطة.pdf')}`,
  })
  const etag = headers.get('etag') ?? ''
  expect(await given(id, VISITOR, { etag })).toMatchObject({ status: 304, body: null })
  store.down = true // a head opens nothing
  const head = await given(id, VISITOR, { method: HEAD })
  expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, null, String(BYTES.length)])
})

test('hidden, taken down, never there and no id at all are told the same', async () => {
  const id = await hung('network')
  expect((await given(id, actor)).body?.equals(BYTES)).toBe(true)
  for (const each of [id, newKey(), 'x', '../../etc/passwd', `${id}0`]) expect(await ask(each)).toEqual(NOT_THERE)
  expect(await ask(id, VISITOR, { method: HEAD })).toEqual(NOT_THERE)
  await withdrawAttachment({ db: db(), actor, holder, id })
  expect(await ask(id, actor)).toEqual(NOT_THERE)
})

test('who shows a file to fewer is obeyed at once: whoever has kept it is not told that it is still the same', async () => {
  const id = await hung('public')
  const etag = (await given(id)).headers.get('etag') ?? ''
  await showAttachmentTo({ db: db(), actor, holder, id }, { label: 'network', from: 'public' })
  expect(await ask(id, VISITOR, { etag })).toEqual(NOT_THERE)
  const own = await given(id, actor, { etag })
  expect([own.status, own.headers.get('cache-control'), own.headers.get('etag')]).toEqual([
    200,
    'private, no-store',
    null,
  ])
})

test('a store that is down, or has lost the file, is told as a fault of the day and never as a file that is not there', async () => {
  const id = await hung('public')
  store.down = true
  expect(await ask(id)).toMatchObject({ refused: { status: 503 } })
  store.down = false
  store.held.clear()
  expect(await ask(id)).toMatchObject({ refused: { status: 503 } })
})
