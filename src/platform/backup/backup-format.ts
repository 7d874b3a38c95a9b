/**
 * What a backup looks like: gzip over lines of JSON, told to people in docs/operating.md. A line is an object (a
 * heading), an array (a row, each value as PostgreSQL writes it), or a string (bytes of a file, in base64).
 */
import { createHash } from 'node:crypto'

export const FORMAT = 1

/** The first line. The schema of a backup is the list of migrations that made it. */
export type Head = {
  strong_cities_backup: number
  made_at: string
  postgres: string
  database: string
  migrations: string[]
  warning: string
}
export const WARNING =
  'This file holds the whole instance, its secret key and everybody’s words among it: whoever holds this file holds the instance.'

export type TableHeading = { table: string; columns: string[] }
export type FileHeading = { file: string; bytes: number; sha256: string }
export type Sequence = { name: string; last: string; called: boolean }

/** The last line. `sha256` is that of all lines before it. */
export type End = {
  end: {
    tables: Record<string, { rows: number; sha256: string }>
    sequences: Sequence[]
    files: { count: number; bytes: number }
    sha256: string
  }
}

/** Expected and told: the message is a plain sentence for the operator. */
export class BackupRefused extends Error {}

/** Counts lines and takes their digest. */
export function tally() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(lines: readonly string[]) {
      if (lines.length === 0) return
      rows += lines.length
      hash.update(`${lines.join('\n')}\n`)
    },
    result: () => ({ rows, sha256: hash.digest('hex') }),
  }
}

/** A name inside the folder of files, which cannot lead out of it. */
export const isSafeName = (name: string) => name.split('/').every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part))

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** One sentence for whatever stopped the work; `kept` says what is as it was. */
export function whyItStopped(error: unknown, kept: string): string {
  const { code = '', message, name } = error as Error & { code?: string }
  if (error instanceof BackupRefused) return message
  if (name === 'AbortError') return `Stopped. ${kept}`
  if (NO_ROOM.has(code)) return `There is no room left on the disk. ${kept} Make room, then run it again.`
  if (code === '53100') return `The disk of the database has no room left. ${kept} Make room, then run it again.`
  if (code === '55P03')
    return `Somebody else was using the database for too long. ${kept} Stop the server, then run it again.`
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return `This may not be written: ${message}. ${kept}`
  return `It did not work: ${message}. ${kept}`
}
