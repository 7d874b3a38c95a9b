import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#platform/testing/database.ts'
import {
  deleteLooseFile,
  insertAttachment,
  insertFile,
  listLooseFiles,
  type NewAttachment,
} from './files.queries.server.ts'
import type { TakenIn } from './upload.server.ts'

const db = testDatabase()

const aFile = (change: Partial<TakenIn> = {}): TakenIn => ({
  digest: 'ab'.repeat(32),
  name: 'plan.pdf',
  mediaType: 'application/pdf',
  originalMediaType: 'application/pdf',
  bytes: 12,
  width: null,
  height: null,
  metadata: 'kept',
  ...change,
})

const anAttachment = (change: Partial<NewAttachment> = {}): NewAttachment => ({
  itemId: null,
  personId: null,
  digest: aFile().digest,
  name: 'plan.pdf',
  label: 'team',
  placeId: null,
  region: null,
  language: 'fr',
  byWhom: 'test',
  title: 'The plan',
  alt: '',
  source: 'The city',
  licence: 'cc_by',
  namesInside: false,
  formKey: null,
  ...change,
})

const inAnHour = () => new Date(Date.now() + 3_600_000)
const loose = () => listLooseFiles(db(), { before: inAnHour(), limit: 10 })

test('the same content is one file, however often it hangs', async () => {
  await insertFile(db(), aFile())
  await insertFile(db(), aFile())
  const ids = [
    await insertAttachment(db(), anAttachment()),
    await insertAttachment(db(), anAttachment({ label: 'public' })),
  ]

  const { rows } = await sql<{ files: number; hung: number }>`
    select (select count(*) from file) as files, (select count(*) from attachment) as hung`.execute(db())
  expect(rows).toEqual([{ files: 1, hung: 2 }])
  expect(new Set(ids).size).toBe(2)
})

test('a form that is sent twice hangs its file once', async () => {
  await insertFile(db(), aFile())
  const formKey = '019a0000-0000-7000-8000-00000000f0f0'
  expect(await insertAttachment(db(), anAttachment({ formKey }))).not.toBeNull()
  expect(await insertAttachment(db(), anAttachment({ formKey }))).toBeNull()
})

test('a file that hangs somewhere is not loose and not deleted; one that hangs nowhere is', async () => {
  await insertFile(db(), aFile())
  await insertFile(db(), aFile({ digest: 'cd'.repeat(32) }))
  await insertAttachment(db(), anAttachment())

  expect(await loose()).toEqual(['cd'.repeat(32)])
  expect(await listLooseFiles(db(), { before: new Date(Date.now() - 3_600_000), limit: 10 })).toEqual([])
  expect(await deleteLooseFile(db(), aFile().digest, { before: inAnHour() })).toBe(false)
  expect(await deleteLooseFile(db(), 'cd'.repeat(32), { before: new Date(Date.now() - 3_600_000) })).toBe(false)
  expect(await deleteLooseFile(db(), 'cd'.repeat(32), { before: inAnHour() })).toBe(true)
  expect(await loose()).toEqual([])
})

test.each<[string, Partial<TakenIn>]>([
  ['a digest that is none', { digest: '../etc/passwd' }],
  ['an empty file', { bytes: 0 }],
  ['a picture with one side', { width: 5 }],
])('the table takes no %s', async (_, change) => {
  await expect(insertFile(db(), aFile(change))).rejects.toThrow('violates check constraint')
})

test('the table takes no label beyond the five, and no file that is not there', async () => {
  await insertFile(db(), aFile())
  const other = anAttachment({ label: 'everybody' as 'team' })
  await sql`savepoint before`.execute(db())
  await expect(insertAttachment(db(), other)).rejects.toThrow('violates check constraint')
  await sql`rollback to savepoint before`.execute(db())
  await expect(insertAttachment(db(), anAttachment({ digest: 'ef'.repeat(32) }))).rejects.toThrow('foreign key')
})
