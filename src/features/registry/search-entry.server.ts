/** Writes the words by which an item is found. Labels are not here: they are joined when somebody searches. */
import { sql } from 'kysely'
import { normalise } from '#base/normalise.ts'
import { nearKeys } from '#base/spelling.ts'
import { compoundsIn, formsOf, ownStem, phraseWords, rootForm } from '#base/words.ts'
import { withoutStopWords } from '#platform/language/stop-words.ts'
import { LANGUAGES, isLanguage } from '#platform/language/languages.ts'
import type { Db } from '#platform/database/pool.server.ts'

/** Words of one item in one language, as people wrote them. `hidden` are whole phrases that match and are never shown. */
export type SearchWords = {
  title: string
  summary: string
  body: string
  synonyms: readonly string[]
  hidden: readonly string[]
}

/**
 * Replaces all that an item is found by. Also the way to strike words out: pass what remains, and nothing else of them
 * is kept, the list of spellings included (a trigger forgets words that no entry holds).
 */
export async function replaceSearchEntries(
  db: Db,
  itemId: string,
  byLanguage: Record<string, SearchWords>,
): Promise<void> {
  const entries = Object.entries(byLanguage).map(([language, words]) => entryOf(language, words))
  await writeEntries(db, itemId, entries)
  if (entries.length > 0) await insertNewWords(db, [...new Set(Object.values(byLanguage).flatMap(spelledIn))])
}

/** The dictionary of stems for a language; null: the forms hold the stems already, or there are none. */
export const dictionaryOf = (language: string): string | null =>
  isLanguage(language) && language !== 'ar' ? `${LANGUAGES[language].stemmer}_stem` : null

/** A hidden phrase is compared whole, as its words stand for it. */
export const hiddenKey = (words: readonly string[]): string => words.join(' ')

function entryOf(language: string, words: SearchWords) {
  const { title, summary, body, synonyms, hidden } = words
  return {
    language,
    dictionary: dictionaryOf(language),
    title: normalise(title),
    phrases: [title, ...synonyms]
      .map((phrase) => withoutStopWords(phraseWords(phrase)).map(ownStem))
      .filter((each) => each.length > 0),
    hidden: hidden.map((phrase) => hiddenKey(withoutStopWords(phraseWords(phrase)))).filter((key) => key !== ''),
    title_forms: formsOf(title),
    synonym_forms: formsOf(synonyms.join(' · ')),
    summary_forms: formsOf(summary),
    all_forms: formsOf([title, ...synonyms, summary, body].join(' | ')),
  }
}

const texts = (column: string) => sql`array(select jsonb_array_elements_text(${sql.ref(column)}))`

/** Phrases that widen a question stand with terms alone; of the rest only the title is a phrase. */
async function writeEntries(db: Db, itemId: string, entries: ReturnType<typeof entryOf>[]): Promise<void> {
  await sql`
    with gone as (delete from search_entry where item_id = ${itemId} and language <> all(${entries.map((entry) => entry.language)}::text[]))
    insert into search_entry (item_id, language, title, phrases, hidden, title_words, synonym_words, summary_words, document)
    select item.id, e.language, e.title,
      array(select search_phrase(e.language, array(select jsonb_array_elements_text(phrase)), e.dictionary)
        from jsonb_array_elements(e.phrases) with ordinality as each (phrase, place) where item.kind = 'term' or place = 1),
      ${texts('e.hidden')},
      search_lexemes(${texts('e.title_forms')}, e.dictionary),
      search_lexemes(${texts('e.synonym_forms')}, e.dictionary),
      search_lexemes(${texts('e.summary_forms')}, e.dictionary),
      search_lexemes(${texts('e.all_forms')}, e.dictionary)
    from item, jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as e (language text, dictionary text, title text, phrases jsonb,
      hidden jsonb, title_forms jsonb, synonym_forms jsonb, summary_forms jsonb, all_forms jsonb)
    where item.id = ${itemId}
    on conflict (item_id, language) do update set title = excluded.title, phrases = excluded.phrases, hidden = excluded.hidden,
      title_words = excluded.title_words, synonym_words = excluded.synonym_words, summary_words = excluded.summary_words,
      document = excluded.document`.execute(db)
}

const SHORTEST_SPELLED = 3

/** The words that a misspelt one may have meant, each once; hidden phrases are not among them. */
function spelledIn({ title, summary, body, synonyms }: SearchWords): string[] {
  return compoundsIn([title, ...synonyms, summary, body].join(' | '))
    .flatMap((compound) => [
      ...compound.parts.map((part) => part.word),
      ...(compound.joined === null ? [] : [compound.joined]),
    ])
    .map(rootForm)
    .filter((word) => word.length >= SHORTEST_SPELLED && !/^\d+$/.test(word))
}

/** In the order of the alphabet, so that two who write at once wait for each other and never in a circle. */
async function insertNewWords(db: Db, words: string[]): Promise<void> {
  const keys = words.map((word) => nearKeys(word).join(' '))
  await sql`
    insert into search_word (word, near)
    select spelled.word, string_to_array(spelled.keys, ' ') from unnest(${words}::text[], ${keys}::text[]) spelled (word, keys)
    where not exists (select 1 from search_word known where known.word = spelled.word)
    order by spelled.word on conflict do nothing`.execute(db)
}
