/**
 * No page wakes up in the browser (`csr = false`), so nothing of what it is drawn from is written out for one: the
 * framework would walk through all of it, the vocabulary included, for a page that never reads it.
 */
import type { Transport } from '@sveltejs/kit/hooks'

export const transport: Transport = {
  kept: {
    encode: (value) => typeof value === 'object' && value !== null && 'on the server',
    decode: () => {
      throw new Error('data of a page stays on the server')
    },
  },
}
