/** Stored files put back: each under another name until it is whole; those that were not there before can be taken back. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { FilesConfig } from '#platform/files/files-config.ts'
import { openStore } from '#platform/files/open-store.server.ts'
import { digestOf, isDigest, type Digest, type Store } from '#platform/files/store.ts'
import { BackupRefused, type FileHeading } from './backup-format.ts'

/** Where stored files lie, if the instance has any: their folder, or the bucket. */
export const filesOf = (config: FilesConfig): string | Store =>
  config.kind === 'disk' ? resolve(config.folder) : openStore(config)

export class FilesBack {
  #folder: string
  #open: { heading: FileHeading; path: string; handle: FileHandle } | undefined
  #new: string[] = []
  #written: { path: string; sha256: string }[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  async begin(heading: FileHeading): Promise<void> {
    const path = join(this.#folder, heading.file)
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(`${path}.part`, 'w', 0o600)
    this.#open = { heading, path, handle }
  }

  async write(bytes: Buffer): Promise<void> {
    await this.#open?.handle.writeFile(bytes)
  }

  async end(): Promise<void> {
    if (!this.#open) return
    const { heading, path, handle } = this.#open
    await handle.sync()
    await handle.close()
    if (!existsSync(path)) this.#new.push(path)
    await rename(`${path}.part`, path)
    this.#written.push({ path, sha256: heading.sha256 })
    this.#open = undefined
  }

  /** Reads every file again. */
  async compare(): Promise<void> {
    for (const { path, sha256 } of this.#written) {
      const hash = createHash('sha256')
      for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
      if (hash.digest('hex') !== sha256)
        throw new BackupRefused(`After restoring, the file ${path} is not as it was. Nothing was written.`)
    }
  }

  /** Files are named by what they hold: one that was there already is left, it is the same. */
  async takeBack(): Promise<void> {
    if (this.#open) {
      await this.#open.handle.close().catch(() => {})
      await rm(`${this.#open.path}.part`, { force: true })
    }
    for (const path of this.#new) await rm(path, { force: true })
  }
}

/** The same for a bucket, which takes a file only as a whole. What is not named by its content never was in one. */
export class BucketBack {
  #store: Store
  #open: { digest: Digest; pieces: Buffer[] } | undefined
  #new: Digest[] = []
  #written: Digest[] = []

  constructor(store: Store) {
    this.#store = store
  }

  async begin({ file }: FileHeading): Promise<void> {
    const digest = file.split('/').at(-1) ?? ''
    this.#open = isDigest(digest) ? { digest, pieces: [] } : undefined
  }

  async write(bytes: Buffer): Promise<void> {
    this.#open?.pieces.push(bytes)
  }

  async end(): Promise<void> {
    if (!this.#open) return
    const { digest, pieces } = this.#open
    this.#open = undefined
    if (!(await this.#store.exists(digest))) {
      this.#new.push(digest)
      await this.#store.put(Buffer.concat(pieces))
    }
    this.#written.push(digest)
  }

  /** Reads every file again. */
  async compare(): Promise<void> {
    for (const digest of this.#written) {
      const stream = await this.#store.get(digest)
      const bytes = stream && new Uint8Array(await new Response(stream).arrayBuffer())
      if (!bytes || digestOf(bytes) !== digest)
        throw new BackupRefused(`After restoring, the file ${digest} is not as it was. Nothing was written.`)
    }
  }

  async takeBack(): Promise<void> {
    for (const digest of this.#new) await this.#store.remove(digest).catch(() => {})
  }
}
