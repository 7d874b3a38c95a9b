/** What a kind of question is asked with: who answers, by the seats of this moment, and in which language. Types alone. */
import type { Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Reader } from '#features/notices/reader.queries.server.ts'
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'
import type { Due } from './ask.queries.server.ts'
import type { AskRefusal, Question, Subject } from './ask.ts'

export type Asking = {
  reader: Reader
  placeId: string
  subject: Subject
  language: Language
  vocabulary: Vocabulary
  now: Date
}
export type Given = { answer: string; value: readonly string[] }
export type Made = Record<string, string> | null

export type AskWays = {
  /** Who could be asked what, the most pressing first; the job keeps to one a week. */
  due: (db: Db) => Promise<Due[]>
  /** As it stands now; refused where it is no longer this person's, or no longer so. */
  question: (db: Db, asking: Asking) => Promise<Outcome<Question, AskRefusal>>
  act: (db: Db, asking: Asking, given: Given) => Promise<Outcome<Made, AskRefusal>>
  undo: ((db: Db, asking: Asking, made: Record<string, string>) => Promise<Outcome<null, AskRefusal>>) | null
}
