/** The store in a folder: written aside, synced, then renamed, so that a file is there whole or not at all. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { asNamed, digestOf, keyOf, type Digest, type Store } from './store.ts'

/** Half-written files lie here; after a crash what is left can be thrown away. */
export const ASIDE = 'incoming'

export function diskStore(folder: string): Store {
  const pathOf = (digest: Digest) => join(folder, keyOf(digest))
  const size = (digest: Digest) => whenThere(async () => (await stat(pathOf(digest))).size)
  return {
    async put(bytes) {
      const digest = digestOf(bytes)
      if ((await size(digest)) !== bytes.length) await writeWhole(folder, pathOf(digest), bytes)
      return digest
    },
    async get(digest) {
      const path = pathOf(digest)
      const file = await whenThere(() => open(path, 'r'))
      if (!file) return null
      const stream = Readable.toWeb(file.createReadStream()) as unknown as ReadableStream<Uint8Array>
      return stream.pipeThrough(asNamed(digest))
    },
    exists: async (digest) => (await size(digest)) !== null,
    remove: async (digest) => rm(pathOf(digest), { force: true }),
  }
}

async function writeWhole(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(folder, ASIDE), { recursive: true, mode: 0o700 })
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = join(folder, ASIDE, randomUUID())
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (fault) {
    await rm(aside, { force: true })
    throw fault
  }
  await syncFolder(dirname(path))
}

/** The name is on the disk too, not only the bytes. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function whenThere<Value>(ask: () => Promise<Value>): Promise<Value | null> {
  try {
    return await ask()
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fault
  }
}
