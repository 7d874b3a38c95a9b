/** Which entries of the glossary explain words that stand in a term: for "words you will meet". Pure. */
import { normalise } from '#base/normalise.ts'
import type { Term } from './vocabulary.ts'

/** Words are compared in one language for all readers, so that every language lists the same entries. */
const COMPARED = 'en'

/** Entries whose label stands, as whole words, in what is shown of the term; in the order of the glossary. */
export function wordsExplained(term: Term, glossary: readonly Term[], most = 6): Term[] {
  const shown = words(
    [term.label, term.definition, term.scopeNote]
      .map((text) => text?.[COMPARED] ?? '')
      .concat(term.synonyms?.[COMPARED] ?? []),
  )
  const stands = (entry: Term) =>
    words([entry.label[COMPARED] ?? '']).trim() !== '' && shown.includes(words([entry.label[COMPARED] ?? '']))
  return glossary.filter(stands).slice(0, most)
}

/** Bare words with a space on either side, so that only whole words match; a bar between texts, so that none match across. */
const words = (texts: readonly string[]): string => texts.map((text) => ` ${bare(text)} `).join('|')

const bare = (text: string): string => (normalise(text).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
