/** Stored files put back: each under another name until it is whole; those that were not there before can be taken back. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { BackupRefused, type FileHeading } from './backup-format.ts'

/** Where stored files lie, if the instance has any. */
export const filesFolder = (dataDir: string) => join(resolve(dataDir), 'files')

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
