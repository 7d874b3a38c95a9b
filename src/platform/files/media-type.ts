/** What a file is, by what it holds; its name may only agree. Pure. What is not on the list is not taken. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import { readZip, type ZipEntry } from './zip.ts'

export type Kind = 'picture' | 'document' | 'text'

/** `endings`: the first is given to a name that has none. */
export const MEDIA_TYPES = {
  'image/jpeg': { kind: 'picture', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { kind: 'picture', endings: ['png'] },
  'image/webp': { kind: 'picture', endings: ['webp'] },
  'image/gif': { kind: 'picture', endings: ['gif'] },
  'application/pdf': { kind: 'document', endings: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { kind: 'document', endings: ['docx'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { kind: 'document', endings: ['xlsx'] },
  'application/vnd.oasis.opendocument.text': { kind: 'document', endings: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { kind: 'document', endings: ['ods'] },
  'text/plain': { kind: 'text', endings: ['txt', 'text', 'log'] },
  'text/csv': { kind: 'text', endings: ['csv'] },
  'text/markdown': { kind: 'text', endings: ['md', 'markdown'] },
} as const satisfies Record<string, { kind: Kind; endings: readonly string[] }>
export type MediaType = keyof typeof MEDIA_TYPES

export const BYTES_AT_MOST: Record<Kind, number> = {
  picture: 15_000_000,
  document: 25_000_000,
  text: 2_000_000,
}

/** A form of this size is read to its end, so that what was typed beside too large a file is not lost. */
export const FORM_WITH_FILE_BYTES = 40_000_000

export const kindOf = (type: MediaType): Kind => MEDIA_TYPES[type].kind
export const endingFor = (type: MediaType): string => MEDIA_TYPES[type].endings[0]

export function typeOfName(name: string): MediaType | undefined {
  const ending = endingOf(name)
  return TYPES.find((type) => MEDIA_TYPES[type].endings.some((each) => each === ending))
}

/**
 * `type_refused`: known, and not taken (SVG, HTML, programs, other archives). `type_unknown`: nothing that we know.
 * `type_lies`: the name says one thing and the content another; one picture for another is let pass, since every
 * picture is drawn anew.
 */
export function mediaTypeOf(
  bytes: Uint8Array,
  name: string,
): Outcome<MediaType, 'type_unknown' | 'type_refused' | 'type_lies'> {
  const named = typeOfName(name)
  const found = ofMagic(bytes) ?? ofZip(bytes) ?? ofText(bytes, named) ?? ofOthers(bytes)
  if (found === 'refused' || NAMES_REFUSED.has(endingOf(name))) return refused('type_refused')
  if (found === undefined) return refused('type_unknown')
  const agrees = named === undefined || named === found || (kindOf(named) === 'picture' && kindOf(found) === 'picture')
  return agrees ? done(found) : refused('type_lies')
}

const TYPES = Object.keys(MEDIA_TYPES) as MediaType[]
const endingOf = (name: string) => /\.([a-z0-9]+)$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

const NAMES_REFUSED = new Set(
  'svg svgz html htm xhtml xht shtml mhtml xml xsl js mjs cjs css swf jar exe com scr msi bat cmd ps1 vbs hta lnk sh php docm dotm xlsm xltm xlam xlsb'.split(
    ' ',
  ),
)

type Found = MediaType | 'refused' | undefined

function ofMagic(bytes: Uint8Array): Found {
  const head = latin(bytes.subarray(0, 16))
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp'
  if (/^GIF8[79]a/.test(head)) return 'image/gif'
  if (/^%PDF-[12]\.\d/.test(head)) return 'application/pdf'
  return undefined
}

function ofOthers(bytes: Uint8Array): Found {
  const head = latin(bytes.subarray(0, 16))
  return OTHERS.some((sign) => head.startsWith(sign)) || head.slice(4, 8) === 'ftyp' ? 'refused' : undefined
}

/** Old office files, programs, other archives, other pictures and films. */
const OTHERS = ['\xd0\xcf\x11\xe0', 'MZ', '\x7fELF', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', 'BZh', 'II*\0', 'MM\0*', 'BM']

function ofZip(bytes: Uint8Array): Found {
  if (!/^PK(\x03\x04|\x05\x06)/.test(latin(bytes.subarray(0, 4)))) return undefined
  const entries = readZip(bytes)
  return (entries && (ofOffice(entries) ?? ofOpenDocument(entries))) ?? 'refused'
}

function ofOffice(entries: readonly ZipEntry[]): MediaType | undefined {
  const has = (name: string) => entries.some((entry) => entry.name === name)
  if (!has('[Content_Types].xml') || has('word/document.xml') === has('xl/workbook.xml')) return undefined
  return has('word/document.xml')
    ? 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}

/** An OpenDocument says what it is in its first entry, which is not packed. */
function ofOpenDocument(entries: readonly ZipEntry[]): MediaType | undefined {
  const first = entries[0]
  if (first?.name !== 'mimetype' || first.method !== 0 || first.packed.length > 100) return undefined
  const said = latin(first.packed)
  const found = TYPES.find((type) => type === said && type.includes('opendocument'))
  return entries.some((entry) => entry.name === 'content.xml') ? found : undefined
}

/** Which text it is cannot be told from inside: here alone the name decides. */
function ofText(bytes: Uint8Array, named: MediaType | undefined): Found {
  if (bytes.includes(0)) return undefined
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
  if (isMarkup(text)) return 'refused'
  return named !== undefined && kindOf(named) === 'text' ? named : 'text/plain'
}

/** Begins as HTML, SVG, another XML or RTF would, after any comments, as a browser that guesses would see it. */
function isMarkup(text: string): boolean {
  let at = text.search(/\S/)
  while (at >= 0 && text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at + 4)
    if (end < 0) return true
    at = end + 3 + text.slice(end + 3).search(/\S|$/)
  }
  return MARKUP.test(text.slice(Math.max(0, at), at + 20))
}
const MARKUP =
  /^(?:\{\\rtf|<(?:!doctype|\?xml|\?php|(?:html|head|body|script|iframe|svg|style|title|table|div|font|img|object|embed|form|meta|link|base|h1|a|b|p|br)(?=[\s/>])))/i

const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes)
