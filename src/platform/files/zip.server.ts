/** Unpacks entries within limits, and writes an archive anew: no dates, no comments, nothing between the entries. */
import { promisify } from 'node:util'
import { crc32, deflateRaw, inflateRaw } from 'node:zlib'
import type { ZipEntry } from './zip.ts'

const inflate = promisify(inflateRaw)
const deflate = promisify(deflateRaw)

/** All of an archive together, unpacked. */
export const UNPACKED_AT_MOST = 100_000_000

/** By what it says itself; `unpack` then holds every entry to that. */
export const isTooMuchUnpacked = (entries: readonly ZipEntry[]): boolean =>
  entries.reduce((sum, entry) => sum + entry.size, 0) > UNPACKED_AT_MOST

/** undefined: the entry is broken, or more than it said. Never unpacks more than that. */
export async function unpack(entry: ZipEntry): Promise<Buffer | undefined> {
  const bytes = entry.method === 0 ? Buffer.from(entry.packed) : await inflated(entry)
  return bytes?.length === entry.size && crc32(bytes) === entry.crc ? bytes : undefined
}

async function inflated(entry: ZipEntry): Promise<Buffer | undefined> {
  try {
    return await inflate(entry.packed, { maxOutputLength: Math.max(1, Math.min(entry.size, UNPACKED_AT_MOST)) })
  } catch {
    return undefined
  }
}

export async function pack(name: string, bytes: Uint8Array): Promise<ZipEntry> {
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, packed: await deflate(bytes) }
}

/** 1 January 1980, the day before which the format knows none. */
const NO_DATE = 0x0021
const UTF8 = 0x0800

export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Uint8Array[] = []
  const centrals: Uint8Array[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name)
    const facts = factsOf(entry, name.length)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), facts, name, entry.packed])
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    centrals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), facts, where, name]))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}

/** The 26 bytes that the entry and the directory both say. */
function factsOf(entry: ZipEntry, nameLength: number): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(UTF8, 2)
  facts.writeUInt16LE(entry.method, 4)
  facts.writeUInt16LE(NO_DATE, 8)
  facts.writeUInt32LE(entry.crc, 10)
  facts.writeUInt32LE(entry.packed.length, 14)
  facts.writeUInt32LE(entry.size, 18)
  facts.writeUInt16LE(nameLength, 22)
  return facts
}
