/** Corrects the words that nothing answers, as far as something near stands where the actor may see it. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { AskedWord, Question } from './question.ts'
import { likeliest, nearest, spelledWord, writtenIn } from './respelling.ts'
import { listNear, listSpelled } from './spelling.queries.server.ts'

export type Respelled = {
  /** With the corrected words, and without those that nothing is near to. */
  question: Question
  /** What was typed, by the word that stands for it now. */
  corrected: ReadonlyMap<AskedWord, string>
  /** As typed. */
  missed: readonly string[]
}

/** `sieves`: what each word of the question matches as it stands, in their order. */
export async function respelled(
  db: Db,
  actor: Actor,
  asked: { question: Question; language: Language; sieves: readonly string[] },
): Promise<Respelled> {
  const { question, language, sieves } = asked
  const near = await listNear(db, actor, { words: question.words.map(spelledWord), sieves })
  const wrong = question.words.flatMap((word, at) =>
    near[at]?.answered ? [] : [{ word, near: nearest(spelledWord(word), near[at]?.near ?? []) }],
  )
  const words = [...new Set(wrong.flatMap((each) => each.near.map(({ word }) => word)))]
  const spelled = words.length === 0 ? [] : await listSpelled(db, actor, { words, language })
  const instead = new Map<AskedWord, AskedWord | null>()
  for (const { word, near: candidates } of wrong) {
    const known = spelled.flatMap((each) =>
      candidates.filter((candidate) => candidate.word === each.word).map(({ errors }) => ({ ...each, errors })),
    )
    const best = likeliest(spelledWord(word), known)
    instead.set(word, best ? { written: writtenIn(best.texts, best.word), parts: [best.word], joined: null } : null)
  }
  return {
    question: {
      ...question,
      words: question.words.flatMap((word) => (instead.has(word) ? (instead.get(word) ?? []) : [word])),
    },
    corrected: new Map([...instead].flatMap(([typed, word]) => (word ? [[word, typed.written] as const] : []))),
    missed: [...instead].flatMap(([typed, word]) => (word ? [] : [typed.written])),
  }
}
