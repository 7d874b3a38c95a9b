/** Packs a page on its way out, synchronously: a thread hop costs more than the packing of a few kilobytes. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const PACKABLE = /^(text\/|application\/(json|ld\+json|atom\+xml|xml|manifest\+json)|image\/svg)/
const SMALLEST = 512

export async function compressed(response: Response, accepts: string | null): Promise<Response> {
  const type = response.headers.get('content-type') ?? ''
  if (!response.body || response.status === 304 || !PACKABLE.test(type) || response.headers.has('content-encoding'))
    return response
  const headers = new Headers(response.headers)
  addVary(headers, 'Accept-Encoding')
  const encoding = /\bbr\b/.test(accepts ?? '') ? 'br' : /\bgzip\b/.test(accepts ?? '') ? 'gzip' : null
  const plain = new Uint8Array(await response.arrayBuffer())
  if (encoding === null || plain.length < SMALLEST) return new Response(plain, { status: response.status, headers })
  headers.set('content-encoding', encoding)
  headers.delete('content-length')
  return new Response(new Uint8Array(pack(plain, encoding)), { status: response.status, headers })
}

const pack = (plain: Uint8Array, encoding: 'br' | 'gzip') =>
  encoding === 'br'
    ? brotliCompressSync(plain, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 5,
          [constants.BROTLI_PARAM_LGWIN]: 17,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        },
      })
    : gzipSync(plain, { level: 9 })

export function addVary(headers: Headers, name: string): void {
  const said = headers.get('vary')?.split(/,\s*/) ?? []
  if (!said.some((each) => each.toLowerCase() === name.toLowerCase())) headers.set('vary', [...said, name].join(', '))
}
