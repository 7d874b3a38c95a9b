/** Reads a backup from end to end and believes nothing: whatever was cut off or changed is refused with a sentence. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BackupRefused, FORMAT, isSafeName, tally, type End, type FileHeading, type Head } from './backup-format.ts'

export type Piece =
  | { kind: 'head'; head: Head }
  | { kind: 'table'; name: string; columns: string[] }
  | { kind: 'rows'; lines: string[] }
  | { kind: 'file'; heading: FileHeading }
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'file_end'; heading: FileHeading }
  | { kind: 'end'; end: End['end'] }

/** Head and end of a sound backup, all of it read. */
export async function checkBackup(path: string): Promise<{ head: Head; end: End['end'] }> {
  let head: Head | undefined
  for await (const piece of piecesOf(path)) {
    if (piece.kind === 'head') head = piece.head
    if (piece.kind === 'end' && head) return { head, end: piece.end }
  }
  throw new BackupRefused(`${path} is cut off or was changed. Nothing was written.`)
}

/** The pieces in their order. `end` comes only when everything before it was as it was written. */
export async function* piecesOf(path: string): AsyncGenerator<Piece> {
  const bad = () => new BackupRefused(`${path} is cut off or was changed. Nothing was written.`)
  const reading = new Reading(path, bad)
  let last: Piece | undefined
  try {
    for await (const lines of linesOf(unpacked(path), bad))
      for (const piece of reading.take(lines)) {
        if (last) throw bad() // something follows the end
        if (piece.kind === 'end') last = piece
        else yield piece
      }
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code.startsWith('Z_')) throw bad()
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
      throw new BackupRefused(`${path} cannot be read: ${message}`)
    throw error
  }
  if (!last) throw bad()
  yield last
}

/** Where the reading stands: what was counted since the last heading, and the digest of everything. */
class Reading {
  #path: string
  #bad: () => BackupRefused
  #whole = createHash('sha256')
  #begun = false
  #table: { name: string; counted: ReturnType<typeof tally> } | undefined
  #file: { heading: FileHeading; bytes: number; hash: Hash } | undefined
  #tables: End['end']['tables'] = {}
  #files = { count: 0, bytes: 0 }

  constructor(path: string, bad: () => BackupRefused) {
    this.#path = path
    this.#bad = bad
  }

  *take(lines: readonly string[]): Generator<Piece> {
    let rows: string[] = []
    for (const line of lines) {
      if (line.startsWith('[') && this.#table) {
        rows.push(line)
        continue
      }
      if (rows.length > 0) yield this.#rows(rows)
      rows = []
      yield* line.startsWith('"') ? this.#bytes(line) : this.#heading(line)
    }
    if (rows.length > 0) yield this.#rows(rows)
  }

  #rows(lines: string[]): Piece {
    this.#hear(lines.join('\n'))
    this.#table?.counted.add(lines)
    return { kind: 'rows', lines }
  }

  *#bytes(line: string): Generator<Piece> {
    if (!this.#file) throw this.#bad()
    this.#hear(line)
    const bytes = Buffer.from(line.slice(1, -1), 'base64')
    this.#file.bytes += bytes.length
    this.#file.hash.update(bytes)
    yield { kind: 'bytes', bytes }
  }

  *#heading(line: string): Generator<Piece> {
    const said = this.#parse(line)
    if (!this.#begun) return yield this.#head(line, said)
    yield* this.#close()
    if ('end' in said) return yield this.#end(said as unknown as End)
    this.#hear(line)
    if ('table' in said) {
      this.#table = { name: String(said['table']), counted: tally() }
      yield { kind: 'table', name: this.#table.name, columns: said['columns'] as string[] }
    } else {
      const heading = said as unknown as FileHeading
      if (typeof heading.file !== 'string' || !isSafeName(heading.file)) throw this.#bad()
      this.#file = { heading, bytes: 0, hash: createHash('sha256') }
      yield { kind: 'file', heading }
    }
  }

  #head(line: string, said: Record<string, unknown>): Piece {
    const head = said as unknown as Head
    if (typeof head.strong_cities_backup !== 'number')
      throw new BackupRefused(`${this.#path} is no backup of Strong Cities. Nothing was written.`)
    if (head.strong_cities_backup > FORMAT)
      throw new BackupRefused(
        `${this.#path} was written by a newer Strong Cities, in a form that this one does not know. Nothing was written.`,
      )
    this.#begun = true
    this.#hear(line)
    return { kind: 'head', head }
  }

  /** Whatever was open under the last heading is complete. */
  *#close(): Generator<Piece> {
    if (this.#table) this.#tables[this.#table.name] = this.#table.counted.result()
    if (this.#file) {
      const { heading, bytes, hash } = this.#file
      if (bytes !== heading.bytes || hash.digest('hex') !== heading.sha256) throw this.#bad()
      this.#files = { count: this.#files.count + 1, bytes: this.#files.bytes + bytes }
      yield { kind: 'file_end', heading }
    }
    this.#table = undefined
    this.#file = undefined
  }

  #end({ end }: End): Piece {
    const found = { tables: this.#tables, files: this.#files, sha256: this.#whole.digest('hex') }
    const said = { tables: end.tables, files: end.files, sha256: end.sha256 }
    if (JSON.stringify(found) !== JSON.stringify(said)) throw this.#bad()
    return { kind: 'end', end }
  }

  #parse(line: string): Record<string, unknown> {
    try {
      const said = JSON.parse(line) as unknown
      if (typeof said === 'object' && said !== null && !Array.isArray(said)) return said as Record<string, unknown>
    } catch {
      // told below
    }
    throw this.#bad()
  }

  #hear(text: string): void {
    this.#whole.update(`${text}\n`)
  }
}

function unpacked(path: string): AsyncIterable<Buffer> {
  return pipeline(createReadStream(path), createGunzip({ chunkSize: 256 * 1024 }), () => {}) // its errors come by the iteration
}

/** Cut at line feeds alone: texts may hold other signs that some readers take for a line's end. */
async function* linesOf(pieces: AsyncIterable<Buffer>, bad: () => BackupRefused): AsyncGenerator<string[]> {
  let rest: Buffer[] = []
  for await (const piece of pieces) {
    const last = piece.lastIndexOf(0x0a)
    if (last < 0) rest.push(piece)
    else {
      const whole = Buffer.concat([...rest, piece.subarray(0, last)])
      rest = [piece.subarray(last + 1)]
      yield whole.toString('utf8').split('\n')
    }
  }
  if (rest.some((piece) => piece.length > 0)) throw bad()
}
