/**
 * Takes what a camera or a program wrote about a picture out of it and leaves every pixel: for pictures inside documents,
 * which must stay the kind they are. Pictures of their own are drawn anew instead. Pure.
 */

/** undefined: no JPEG or PNG that can be read. */
export const withoutTraces = (bytes: Uint8Array): Uint8Array | undefined =>
  bytes[0] === 0xff && bytes[1] === 0xd8 ? jpegWithoutTraces(bytes) : pngWithoutTraces(bytes)

/** What follows the end of the picture (a second one, often with a position of its own) is left out. */
function jpegWithoutTraces(bytes: Uint8Array): Uint8Array | undefined {
  const kept = [bytes.subarray(0, 2)]
  for (let at = 2; at + 4 <= bytes.length || bytes[at + 1] === 0xd9;) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return undefined
    if (marker === 0xd9) return joined([...kept, bytes.subarray(at, at + 2)])
    if (marker === 0xff) {
      at++
      continue
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    let next = at + 2 + length
    if (length < 2 || next > bytes.length) return undefined
    if (marker === 0xda) next = endOfScan(bytes, next)
    if (!isTrace(marker, bytes.subarray(at + 4, next))) kept.push(bytes.subarray(at, next))
    at = next
  }
  return undefined
}

/** Of what programs add, only what is needed to show the colours stays: size, colour profile, kind of colours. */
function isTrace(marker: number, said: Uint8Array): boolean {
  if (marker === 0xfe) return true
  if (marker < 0xe0 || marker > 0xef || marker === 0xe0 || marker === 0xee) return false
  return !(marker === 0xe2 && String.fromCharCode(...said.subarray(0, 11)) === 'ICC_PROFILE')
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const after = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && after !== 0 && after !== 0xff && (after < 0xd0 || after > 0xd7)) return at
    at++
  }
  return bytes.length
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_TRACES = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

function pngWithoutTraces(bytes: Uint8Array): Uint8Array | undefined {
  if (!PNG.every((byte, n) => bytes[n] === byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const next = at + 12 + view.getUint32(at, false)
    if (next > bytes.length) return undefined
    if (!PNG_TRACES.has(type)) kept.push(bytes.subarray(at, next))
    if (type === 'IEND') return joined(kept)
    at = next
  }
  return undefined
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
