/**
 * Secrets of others that we must be able to say again, such as a password to a city's sign-in: sealed with a key that
 * is not in the database. Whoever reads the database or a backup alone reads none of them.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'

const NONCE = 12
const TAG = 16

/** `about`: what the secret belongs to; moved to anything else it cannot be opened. */
export function seal(key: Buffer, about: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const words = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), words])
}

/** null: sealed with another key, for something else, or changed. */
export function unseal(key: Buffer, about: string, sealed: Buffer): string | null {
  if (sealed.length < NONCE + TAG) return null
  try {
    const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    cipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
    return Buffer.concat([cipher.update(sealed.subarray(NONCE + TAG)), cipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

/** From the setting, else from a file beside the data that is made when it is first needed; two processes agree on one. */
export function findSealingKey({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): Buffer {
  return createHash('sha256')
    .update(secretKey ?? keyInFile(resolve(dataDir)))
    .digest()
}

function keyInFile(folder: string): string {
  const path = join(folder, 'sealing.key')
  const read = () => readFileSync(path, 'utf8').trim()
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true })
  const made = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(made, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(made, path) // fails when another process was first: its key is the one
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(made)
  }
  return read()
}
