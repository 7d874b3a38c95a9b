/** The headers with which a file is sent. Pure. Whether the reader may see it was asked before. */
import { kindOf, type MediaType } from './media-type.ts'
import type { Digest } from './store.ts'

export type Served = { digest: Digest; mediaType: MediaType; bytes: number; name: string; public: boolean }

/**
 * What is public may be kept and is asked for each time: who may see a file can be narrowed, and that counts at once.
 * What is not public is kept nowhere and has no validator that could say that it is still there.
 */
export function headersOf(file: Served): Record<string, string> {
  return {
    'content-type': kindOf(file.mediaType) === 'text' ? `${file.mediaType}; charset=utf-8` : file.mediaType,
    'content-length': String(file.bytes),
    'content-disposition': disposition(file),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    ...(file.public
      ? { 'cache-control': 'no-cache', etag: `"${file.digest}"` }
      : { 'cache-control': 'private, no-store' }),
  }
}

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
