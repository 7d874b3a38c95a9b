import type { Actor } from '#features/registry/actor.ts'
import type { Addresses } from '#features/registry/addresses.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Store } from '#platform/files/store.ts'
import type { PersonView } from '#features/people/person-view.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'

declare global {
  namespace App {
    interface Locals {
      db: Db
      /** Where the bytes of files lie. */
      files: Store
      actor: Actor
      language: Language
      addresses: Addresses
      /** Request id: in the log and on error pages. */
      id: string
      now: Date
      epoch: number
      demonstration: boolean
      /** Key of this browser's answers, from its signed cookie; it may have expired. */
      visitorId: string | null
      /** Notices that whoever signed in has not read, as far as they may see them; beyond 99 it is 100. */
      unseen: number
      /** Whoever signed in; their seats count only as far as `actor` says. */
      person: PersonView | null
      /** The city whose seat the person sits in. */
      seat: SeatView | null
      /** What is public of the vocabulary, in all languages. */
      vocabulary: Vocabulary
      /** Why this request cannot be served: the database does not answer. */
      refusal: 503 | null
    }
    interface Error {
      message: string
      id?: string
    }
  }
  type SeatView = { slug: string; placeId: string; name: string }
}
