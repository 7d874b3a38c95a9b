/** Looks through an office document and writes it anew without what tells who wrote it. */
import { isUtf8 } from 'node:buffer'
import { done, refused, type Outcome } from '#base/outcome.ts'
import {
  actsByItself,
  isDocumentInside,
  isDropped,
  isPicture,
  isTooLongToRead,
  isUnsafePart,
  mayNamePeople,
  withoutPeople,
} from './document-traces.ts'
import { withoutTraces } from './strip-picture.ts'
import { isTooMuchUnpacked, pack, unpack, writeZip } from './zip.server.ts'
import { readZip, type ZipEntry } from './zip.ts'

/** `kept`: something is left that may name a person. */
export type Cleaned = { bytes: Uint8Array; metadata: 'stripped' | 'kept' }

export async function cleanDocument(bytes: Uint8Array, inside = false): Promise<Outcome<Cleaned, 'document_unsafe'>> {
  const entries = readZip(bytes)
  if (!entries || isTooMuchUnpacked(entries)) return refused('document_unsafe')

  const written: ZipEntry[] = []
  let metadata: Cleaned['metadata'] = 'stripped'
  for (const entry of entries) {
    const plain = await unpack(entry)
    if (!plain || isUnsafePart(entry.name)) return refused('document_unsafe')
    if (isDropped(entry.name)) continue
    const part = await cleanPart(entry, plain, inside)
    if (!part.ok) return part
    if (part.value.kept) metadata = 'kept'
    written.push(part.value.entry)
  }
  return done({ bytes: writeZip(written), metadata })
}

type Part = Outcome<{ entry: ZipEntry; kept: boolean }, 'document_unsafe'>

async function cleanPart(entry: ZipEntry, plain: Buffer, inside: boolean): Promise<Part> {
  const { name } = entry
  if (isDocumentInside(name)) return inside ? refused('document_unsafe') : cleanInside(name, plain)
  if (/\.(xml|rels)$/i.test(name)) return cleanText(entry, plain)

  const picture = isPicture(name) ? withoutTraces(plain) : undefined
  if (picture) return done({ entry: await pack(name, picture), kept: false })
  return done({ entry, kept: isPicture(name) || mayNamePeople(name) })
}

/** A table behind a chart: one level deep, no deeper. */
async function cleanInside(name: string, plain: Buffer): Promise<Part> {
  const cleaned = await cleanDocument(plain, true)
  if (!cleaned.ok) return cleaned
  return done({ entry: await pack(name, cleaned.value.bytes), kept: cleaned.value.metadata === 'kept' })
}

async function cleanText(entry: ZipEntry, plain: Buffer): Promise<Part> {
  // what is written another way would pass by every rule
  if (!isUtf8(plain) || plain.includes(0)) return refused('document_unsafe')
  const { name } = entry
  const text = plain.toString('utf8')
  if (isTooLongToRead(name, text)) return refused('document_unsafe')
  const clean = withoutPeople(name, text)
  if (actsByItself(name, clean)) return refused('document_unsafe')
  return done({ entry: clean === text ? entry : await pack(name, Buffer.from(clean)), kept: mayNamePeople(name) })
}
