/** Takes in what somebody brings: told by its content, measured, looked through, cleaned, and only then kept. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import { cleanDocument } from './clean-document.server.ts'
import { shownName } from './file-name.ts'
import { BYTES_AT_MOST, kindOf, mediaTypeOf, type MediaType } from './media-type.ts'
import { redraw } from './redraw.server.ts'
import { digestOf, type Digest, type Store } from './store.ts'
import { whyNotPdf } from './unsafe-pdf.server.ts'

/** Every reason for which a file is not taken. */
export const REFUSALS = [
  'empty',
  'too_large',
  'type_unknown',
  'type_lies',
  'type_refused',
  'picture_broken',
  'document_unsafe',
  'document_locked',
] as const
export type Refusal = (typeof REFUSALS)[number]

export type Brought = { name: string; bytes: Uint8Array }

export type TakenIn = {
  digest: Digest
  name: string
  mediaType: MediaType
  originalMediaType: MediaType
  bytes: number
  /** Of a picture, as kept. */
  width: number | null
  height: number | null
  /** `kept`: the file may still say who wrote it (every PDF); whoever brings it is told. */
  metadata: 'stripped' | 'kept'
}

/** More than this is not even looked at. A door that reads a body stops reading there. */
export const BYTES_AT_MOST_OF_ANY = Math.max(...Object.values(BYTES_AT_MOST))

/** What would be kept of it, and its bytes; nothing is kept yet. */
export type Looked = TakenIn & { clean: Uint8Array }

export async function takeIn(store: Store, brought: Brought): Promise<Outcome<TakenIn, Refusal>> {
  const looked = await lookInto(brought)
  if (!looked.ok) return looked
  const { clean, ...taken } = looked.value
  await store.put(clean)
  return done(taken)
}

export async function lookInto(brought: Brought): Promise<Outcome<Looked, Refusal>> {
  const { bytes, name } = brought
  if (bytes.length === 0) return refused('empty')
  if (bytes.length > BYTES_AT_MOST_OF_ANY) return refused('too_large')
  const type = mediaTypeOf(bytes, name)
  if (!type.ok) return type
  if (bytes.length > BYTES_AT_MOST[kindOf(type.value)]) return refused('too_large')

  const kept = await whatIsKept(bytes, type.value)
  if (!kept.ok) return kept
  const { bytes: clean, ...facts } = kept.value
  return done({
    digest: digestOf(clean),
    name: shownName(name, facts.mediaType),
    originalMediaType: type.value,
    bytes: clean.length,
    ...facts,
    clean,
  })
}

type Kept = Pick<TakenIn, 'mediaType' | 'width' | 'height' | 'metadata'> & { bytes: Uint8Array }

async function whatIsKept(bytes: Uint8Array, mediaType: MediaType): Promise<Outcome<Kept, Refusal>> {
  const noPicture = { width: null, height: null }
  if (kindOf(mediaType) === 'picture') {
    const drawn = await redraw(bytes)
    return drawn.ok ? done({ ...drawn.value, mediaType: 'image/webp', metadata: 'stripped' }) : drawn
  }
  if (kindOf(mediaType) === 'text') return done({ bytes, mediaType, ...noPicture, metadata: 'stripped' })
  if (mediaType === 'application/pdf') {
    const why = whyNotPdf(bytes)
    return why ? refused(why) : done({ bytes, mediaType, ...noPicture, metadata: 'kept' })
  }
  const cleaned = await cleanDocument(bytes)
  return cleaned.ok ? done({ ...cleaned.value, mediaType, ...noPicture }) : cleaned
}
