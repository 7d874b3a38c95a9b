/** The headers with which a file is sent. Pure. Whether the reader may see it was asked before. */
import { kindOf, type MediaType } from './media-type.ts'
import type { Digest } from './store.ts'

export type Served = { digest: Digest; mediaType: MediaType; bytes: number; name: string; public: boolean }

export function headersOf(file: Served): Record<string, string> {
  return {
    'content-type': kindOf(file.mediaType) === 'text' ? `${file.mediaType}; charset=utf-8` : file.mediaType,
    'content-length': String(file.bytes),
    'content-disposition': disposition(file),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': file.public ? FOR_EVERYBODY : 'private, no-store',
    etag: `"${file.digest}"`,
  }
}

/**
 * The content under a digest never changes, so a browser keeps it. A cache between us and the readers asks every time:
 * who may see a file can be narrowed, and that counts at once.
 */
const FOR_EVERYBODY = 'public, max-age=31536000, s-maxage=0, proxy-revalidate, immutable'

/** Pictures, which we drew ourselves, are shown where they stand; everything else is only saved. */
function disposition({ mediaType, name }: Served): string {
  const how = kindOf(mediaType) === 'picture' ? 'inline' : 'attachment'
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${full}`
}
