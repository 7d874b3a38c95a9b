/** What a ZIP archive says it holds, read from its central directory alone. Pure; unpacks nothing. */

export type ZipEntry = {
  name: string
  /** 0: stored, 8: deflated; no other is read. */
  method: 0 | 8
  crc: number
  size: number
  /** As it lies in the archive. */
  packed: Uint8Array
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const ENTRIES_AT_MOST = 4000
const ENCRYPTED = 0x2041

/** undefined: not an archive that we read (broken, encrypted, split, of another size or way of packing, names that lead out). */
export function readZip(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const whole = view.getUint16(end + 4, true) === 0 && view.getUint16(end + 8, true) === count
  if (!whole || count === 0 || count > ENTRIES_AT_MOST) return undefined

  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let n = 0; n < count; n++) {
    const read = entryAt(bytes, view, at, end)
    if (!read) return undefined
    entries.push(read.entry)
    at = read.next
  }
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()))
  return names.size === entries.length ? entries : undefined
}

/** The end of the directory, which is also the end of the file: nothing may follow it but its own comment. */
function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at
  }
  return undefined
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
): { entry: ZipEntry; next: number } | undefined {
  if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) return undefined
  const method = view.getUint16(at + 10, true)
  const nameLength = view.getUint16(at + 28, true)
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  const from = view.getUint32(at + 42, true)
  const length = view.getUint32(at + 20, true)
  const encrypted = (view.getUint16(at + 8, true) & ENCRYPTED) !== 0
  if (encrypted || (method !== 0 && method !== 8) || next > end) return undefined
  if (from + 30 > end || view.getUint32(from, true) !== LOCAL) return undefined

  const start = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true)
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
  if (start + length > end || !staysInside(name)) return undefined
  const packed = bytes.subarray(start, start + length)
  const entry = {
    name,
    method,
    crc: view.getUint32(at + 16, true),
    size: view.getUint32(at + 24, true),
    packed,
  } as const
  return { entry, next }
}

const staysInside = (name: string) =>
  name !== '' && !/[\\:\0\ufffd]/.test(name) && !name.startsWith('/') && !name.split('/').includes('..')
