/** Where the bytes of files lie. What is kept is named by its content, so nothing is ever overwritten by something else. */
import { createHash } from 'node:crypto'

export type Digest = string

export type Store = {
  /** Putting the same bytes again changes nothing. */
  put(bytes: Uint8Array): Promise<Digest>
  /** null: nothing lies there. The stream breaks off with an error where the bytes are not what their name says. */
  get(digest: Digest): Promise<ReadableStream<Uint8Array> | null>
  exists(digest: Digest): Promise<boolean>
  /** Removing what is not there is fine. */
  remove(digest: Digest): Promise<void>
}

/** The folder or the bucket did not answer, or could not take it. `cause` says why. */
export class StoreDown extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'StoreDown'
  }
}

/** The same store, whose faults are known as such. */
export function tellingFaults(store: Store): Store {
  const told = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work()
    } catch (error) {
      throw error instanceof RangeError ? error : new StoreDown(error)
    }
  }
  return {
    put: (bytes) => told(() => store.put(bytes)),
    get: (digest) => told(async () => store.get(digest)),
    exists: (digest) => told(async () => store.exists(digest)),
    remove: (digest) => told(async () => store.remove(digest)),
  }
}

export const digestOf = (bytes: Uint8Array): Digest => createHash('sha256').update(bytes).digest('hex')

export const isDigest = (said: string): boolean => /^[0-9a-f]{64}$/.test(said)

/** Folder and name below the store. Whatever is no digest is thrown out here, before it becomes part of a path. */
export function keyOf(digest: Digest): string {
  if (!isDigest(digest)) throw new RangeError('a digest is 64 hexadecimal digits')
  return `${digest.slice(0, 2)}/${digest}`
}

/** Lets bytes through and compares them with their name before the last ones go. */
export function asNamed(digest: Digest): TransformStream<Uint8Array, Uint8Array> {
  const hash = createHash('sha256')
  let held: Uint8Array | undefined
  return new TransformStream({
    transform(chunk, controller) {
      hash.update(chunk)
      if (held) controller.enqueue(held)
      held = chunk
    },
    flush(controller) {
      if (hash.digest('hex') !== digest) return controller.error(new Error('a file is not what its name says'))
      if (held) controller.enqueue(held)
    },
  })
}
