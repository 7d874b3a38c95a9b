/**
 * Whether a PDF holds what acts by itself: scripts, programs to start, forms that send, files inside. A net and no proof:
 * names are searched in the bytes and in the object streams, in which a PDF packs its objects.
 */
import { inflateSync } from 'node:zlib'

/** A bare /JS would turn up in packed bytes by chance, and none runs without one of these names beside it. */
const ACTS =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|Filespec|RichMedia|Rendition|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9])/
/** What cannot be looked into, as one with a password, is not taken. */
const LOCKED = /\/Encrypt(?![A-Za-z0-9])/
const UNPACKED_AT_MOST = 50_000_000
const STREAMS_AT_MOST = 50_000

export function whyNotPdf(bytes: Uint8Array): 'document_locked' | 'document_unsafe' | null {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const text = unescaped(raw)
  if (LOCKED.test(text)) return 'document_locked'
  return ACTS.test(text) || objectStreamsAct(bytes, raw) ? 'document_unsafe' : null
}

/** A name may be written with its letters as numbers: /J#61vaScript. */
const unescaped = (text: string) =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))

function objectStreamsAct(bytes: Uint8Array, raw: string): boolean {
  let left = UNPACKED_AT_MOST
  let streams = 0
  for (const { index } of raw.matchAll(/\bstream\r?\n/g)) {
    if (++streams > STREAMS_AT_MOST) return true
    const dictionary = unescaped(dictionaryBefore(raw, index))
    if (!/\/(ObjStm|First)(?![A-Za-z0-9])/.test(dictionary)) continue
    const unpacked = unpackedObjects(bytes, raw, index, dictionary, left)
    if (unpacked === undefined || ACTS.test(unescaped(unpacked))) return true
    left -= unpacked.length
  }
  return false
}

function dictionaryBefore(raw: string, at: number): string {
  const near = raw.slice(Math.max(0, at - 2000), at)
  return near.slice(near.lastIndexOf('obj') + 1)
}

/** undefined: packed in a way that we do not open, broken, or too much. */
function unpackedObjects(bytes: Uint8Array, raw: string, at: number, dictionary: string, left: number) {
  if (!/\/Filter(?![A-Za-z0-9])/.test(dictionary)) return ''
  if (!/\/Filter\s*(\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(dictionary)) return undefined
  if (/\/DecodeParms/.test(dictionary) || left <= 0) return undefined
  const start = raw.indexOf('\n', at) + 1
  try {
    // zlib stops at the end of its own stream, what follows is left alone
    return inflateSync(bytes.subarray(start), { maxOutputLength: left }).toString('latin1')
  } catch {
    return undefined
  }
}
