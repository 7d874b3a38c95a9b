import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { diskStore } from './disk-store.server.ts'
import { openStore } from './open-store.server.ts'
import { digestOf, type Store } from './store.ts'

const bytes = new TextEncoder().encode('شجرة – arbre – tree')
const read = async (stream: ReadableStream<Uint8Array> | null) =>
  stream === null ? null : Buffer.from(await new Response(stream).arrayBuffer())

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'files-'))))
afterEach(() => rm(folder, { recursive: true }))

type Asked = { method: string; path: string; headers: Record<string, string | string[] | undefined> }
const asked: Asked[] = []
const held = new Map<string, Buffer>()
let server: Server
let endpoint: string

/** A bucket as a service would keep it: whoever does not sign is refused. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const path = request.url ?? ''
    asked.push({ method: request.method ?? '', path, headers: request.headers })
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>))
    if (!isSigned(request.headers)) return response.writeHead(403).end()
    const found = held.get(path)
    if (request.method === 'PUT') held.set(path, body)
    if (request.method === 'DELETE') held.delete(path)
    if (request.method === 'PUT') return response.writeHead(200).end()
    if (!found) return response.writeHead(404).end()
    if (request.method === 'DELETE') return response.writeHead(204).end()
    return response.writeHead(200, { 'content-length': found.length }).end(request.method === 'GET' ? found : undefined)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((closed) => server.close(closed)))

const isSigned = (headers: Asked['headers']) =>
  /^AWS4-HMAC-SHA256 Credential=the-key\/\d{8}\/eu-west-3\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/.test(
    String(headers['authorization']),
  ) && /^\d{8}T\d{6}Z$/.test(String(headers['x-amz-date']))

const aBucket = (key = 'the-key') =>
  openStore({ kind: 's3', endpoint, bucket: 'city-files', region: 'eu-west-3', key, secret: 'the-secret' })

const STORES: [string, () => Store][] = [
  ['on disk', () => openStore({ kind: 'disk', folder })],
  ['in a bucket', () => aBucket()],
]

describe.each(STORES)('the store %s', (_, open) => {
  test('gives back what was put, under the name of its content', async () => {
    const store = open()
    const digest = await store.put(bytes)

    expect(digest).toBe(digestOf(bytes))
    expect(await store.exists(digest)).toBe(true)
    expect(await read(await store.get(digest))).toEqual(Buffer.from(bytes))
  })

  test('says that nothing is there where nothing is, also once it was removed', async () => {
    const store = open()
    const digest = digestOf(new TextEncoder().encode('never put'))
    expect(await store.get(digest)).toBeNull()
    expect(await store.exists(digest)).toBe(false)
    await store.remove(digest)

    const once = await store.put(bytes)
    await store.remove(once)
    expect(await store.exists(once)).toBe(false)
    expect(await store.get(once)).toBeNull()
  })

  test.each(['../../etc/passwd', `../${'a'.repeat(61)}`, 'A'.repeat(64), 'a'.repeat(63), '', `${'a'.repeat(64)}\n`])(
    'takes %j for no digest',
    async (said) => {
      const store = open()
      await expect(async () => store.get(said)).rejects.toThrow(RangeError)
      await expect(async () => store.exists(said)).rejects.toThrow(RangeError)
      await expect(async () => store.remove(said)).rejects.toThrow(RangeError)
    },
  )
})

test('twenty who write the same at once leave one file and nothing beside it', async () => {
  const large = new Uint8Array(300_000).fill(7)
  const digests = await Promise.all(Array.from({ length: 20 }, () => diskStore(folder).put(large)))

  expect(new Set(digests)).toEqual(new Set([digestOf(large)]))
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  expect(found.filter((each) => each.isFile()).map((each) => each.name)).toEqual([digestOf(large)])
})

test('a file is for the owner of the process alone', async () => {
  const digest = await diskStore(folder).put(bytes)
  expect((await stat(join(folder, digest.slice(0, 2), digest))).mode & 0o077).toBe(0)
})

test('a file that was changed on the disk breaks off before its end', async () => {
  const store = diskStore(folder)
  const digest = await store.put(bytes)
  await writeFile(join(folder, digest.slice(0, 2), digest), 'something else, and of another length')

  await expect(store.get(digest).then(read)).rejects.toThrow('not what its name says')
  await store.put(bytes)
  expect(await read(await store.get(digest))).toEqual(Buffer.from(bytes))
})

test('a bucket is asked by path, signed, and never told what a file is called', async () => {
  asked.length = 0
  const digest = await aBucket().put(bytes)

  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PUT /city-files/${digest.slice(0, 2)}/${digest}`,
  ])
  expect(isSigned(asked[0]?.headers ?? {})).toBe(true)
})

test('a bucket that refuses us is a fault, not an absence', async () => {
  const digest = await aBucket().put(bytes)
  await expect(aBucket('another-key').get(digest)).rejects.toThrow('403')
  await expect(aBucket('another-key').exists(digest)).rejects.toThrow('403')
  await expect(aBucket('another-key').put(bytes)).rejects.toThrow('403')
  await expect(aBucket('another-key').remove(digest)).rejects.toThrow('403')
})
