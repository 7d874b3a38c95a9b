/** For tests: a store in memory. `held` can be looked into; while `down` is set nothing answers. */
import { digestOf, StoreDown, type Digest, type Store } from '../store.ts'

export type MemoryStore = Store & { held: Map<Digest, Uint8Array>; down: boolean }

export function memoryStore(): MemoryStore {
  const held = new Map<Digest, Uint8Array>()
  const answered = async <Value>(answer: () => Value): Promise<Value> => {
    if (store.down) throw new StoreDown(new Error('connect ECONNREFUSED'))
    return answer()
  }
  const store: MemoryStore = {
    held,
    down: false,
    put: (bytes) => answered(() => (held.set(digestOf(bytes), bytes), digestOf(bytes))),
    get: (digest) =>
      answered(() => {
        const bytes = held.get(digest)
        return bytes ? new Blob([bytes.slice()]).stream() : null
      }),
    exists: (digest) => answered(() => held.has(digest)),
    remove: (digest) => answered(() => void held.delete(digest)),
  }
  return store
}
