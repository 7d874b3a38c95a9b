/** Use case: a vocabulary file goes in, row by row; each row's fate is told, and nothing is written twice. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import {
  fateOf,
  faultOf,
  faultsOf,
  isWritten,
  readRows,
  type Fault,
  type ReadRow,
  type RowFate,
} from '#features/registry/import.ts'
import { registerItem, type NewItem, type Registered } from '#features/registry/item.queries.server.ts'
import { inLanguage, languagesOf, type Translated } from '#features/registry/translated.ts'
import {
  factorRow,
  glossaryRow,
  stepsOf,
  termRow,
  vocabularyFile,
  type FactorRow,
  type GlossaryRow,
  type TermRow,
} from './vocabulary-import.ts'

export async function importVocabulary(db: Db, actor: Actor, file: unknown): Promise<RowFate[]> {
  const parsed = vocabularyFile.safeParse(file)
  if (!parsed.success)
    return [
      {
        row: 0,
        id: '(file)',
        fate: 'refused',
        faults: faultsOf(parsed.error),
      },
    ]
  const { groups = {}, vocabularies = {}, factors = [], glossary = [] } = parsed.data
  const fates: RowFate[] = []
  const lists = { factor_groups: Object.entries(groups).map(([id, label]) => ({ id, label })), ...vocabularies }
  for (const [name, rows] of Object.entries(lists)) {
    const above = new Map(
      rows.map((row) => [(row as { id?: unknown } | null)?.id, (row as { broader?: unknown } | null)?.broader]),
    )
    const read = readRows(rows, termRow, (term) => checkBroader(name, above, term))
    fates.push(...(await writeEach(read, name, (term, position) => writeTerm(db, actor, name, term, position))))
  }
  const known = {
    groups: new Set([...Object.keys(groups), ...(await knownCodes(db, 'factor_groups'))]),
    lists: new Set([...Object.keys(vocabularies), ...(await knownLists(db))]),
  }
  const factorsRead = readRows(factors, factorRow, (factor) => checkFactor(factor, known))
  fates.push(
    ...(await writeEach(factorsRead, 'factors', (factor, position) => writeFactor(db, actor, factor, position))),
  )
  const entries = new Set(glossary.map((row) => (row as { id?: string } | null)?.id))
  const glossaryRead = readRows(glossary, glossaryRow, (entry) =>
    entry.see_also.filter((id) => !entries.has(id)).map((id) => faultOf('see_also', `"${id}" is not in the glossary`)),
  )
  fates.push(
    ...(await writeEach(glossaryRead, 'glossary', (entry, position) => writeGlossary(db, actor, entry, position))),
  )
  return fates
}

/** A broader term stands in the same list, and no term stands above itself. */
function checkBroader(list: string, above: ReadonlyMap<unknown, unknown>, term: TermRow): Fault[] {
  if (!term.broader) return []
  if (!above.has(term.broader)) return [faultOf('broader', `"${term.broader}" is not in ${list}`)]
  const seen = new Set<unknown>()
  for (let at: unknown = term.broader; at && !seen.has(at); at = above.get(at)) {
    if (at === term.id) return [faultOf('broader', 'leads round in a circle')]
    seen.add(at)
  }
  return []
}

const knownCodes = async (db: Db, vocabulary: string) =>
  (await db.selectFrom('term').select('code').where('vocabulary', '=', vocabulary).execute()).map((row) => row.code)
const knownLists = async (db: Db) =>
  (await db.selectFrom('term').select('vocabulary').distinct().execute()).map((row) => row.vocabulary)

type Known = { groups: ReadonlySet<string>; lists: ReadonlySet<string> }

const checkFactor = (factor: FactorRow, known: Known): Fault[] => [
  ...(known.groups.has(factor.group) ? [] : [faultOf('group', `"${factor.group}" is not a group`)]),
  ...(factor.options_from && !known.lists.has(factor.options_from)
    ? [faultOf('options_from', `"${factor.options_from}" is not a vocabulary`)]
    : []),
]

async function writeEach<Document>(
  rows: ReadRow<Document>[],
  list: string,
  write: (document: Document, position: number) => Promise<Registered>,
): Promise<RowFate[]> {
  const fates: RowFate[] = []
  for (const { row, id, read } of rows) {
    const slug = `${list}/${id}`
    if (!read.ok) fates.push({ row, id: slug, fate: 'refused', faults: read.reason })
    else fates.push(fateOf(row, slug, (await write(read.value, row)).change))
  }
  return fates
}

async function writeTerm(
  db: Db,
  actor: Actor,
  vocabulary: string,
  term: TermRow,
  position: number,
): Promise<Registered> {
  const registered = await registerItem(db, actor, {
    ...common(`${vocabulary}/${term.id}`, { ...withoutEmpty(term), vocabulary, position }, term.label),
    texts: byLanguage(term.label, (language) => ({
      title: inLanguage(term.label, language) ?? '',
      summary: inLanguage(term.definition, language) ?? '',
      parts: { synonyms: term.synonyms?.[language] ?? [], scope_note: inLanguage(term.scope_note, language) },
    })),
    search: byLanguage(term.label, (language) => ({
      title: inLanguage(term.label, language) ?? '',
      summary: '',
      body: inLanguage(term.definition, language) ?? '',
      synonyms: term.synonyms?.[language] ?? [],
      hidden: term.hidden_synonyms?.[language] ?? [],
    })),
  })
  const facts = { vocabulary, code: term.id, broader: term.broader ?? null, position }
  if (isWritten(registered.change))
    await db
      .insertInto('term')
      .values({ id: registered.id, ...facts })
      .onConflict((same) => same.column('id').doUpdateSet(facts))
      .execute()
  return registered
}

async function writeFactor(db: Db, actor: Actor, factor: FactorRow, position: number): Promise<Registered> {
  const steps = stepsOf(factor)
  const registered = await registerItem(db, actor, {
    ...common(`factors/${factor.id}`, { ...factor, position }, factor.label),
    texts: byLanguage(factor.label, (language) => ({
      title: inLanguage(factor.label, language) ?? '',
      summary: inLanguage(factor.question, language) ?? '',
      parts: {
        help: inLanguage(factor.help, language),
        why: inLanguage(factor.why, language),
        steps: Object.fromEntries(steps.map((step) => [step.id, inLanguage(step.label, language) ?? step.id])),
      },
    })),
    search: byLanguage(factor.label, (language) => ({
      title: inLanguage(factor.label, language) ?? '',
      summary: inLanguage(factor.question, language) ?? '',
      body: [factor.help, factor.why, ...steps.map((step) => step.label)]
        .map((text) => inLanguage(text, language) ?? '')
        .join(' '),
      synonyms: [],
      hidden: [],
    })),
  })
  const facts = {
    code: factor.id,
    group_code: factor.group,
    type: factor.type,
    steps: steps.map((step) => step.id),
    max_choices: factor.max_choices ?? null,
    quick_start: factor.quick_start,
    sensitive: factor.sensitive,
    default_label: factor.default_visibility,
    options_from: factor.options_from ?? null,
    basis: factor.basis,
    position,
  }
  if (isWritten(registered.change))
    await db
      .insertInto('factor')
      .values({ id: registered.id, ...facts })
      .onConflict((same) => same.column('id').doUpdateSet(facts))
      .execute()
  return registered
}

async function writeGlossary(db: Db, actor: Actor, entry: GlossaryRow, position: number): Promise<Registered> {
  const registered = await registerItem(db, actor, {
    ...common(`glossary/${entry.id}`, { ...entry, position }, entry.label),
    texts: byLanguage(entry.label, (language) => ({
      title: inLanguage(entry.label, language) ?? '',
      summary: inLanguage(entry.plain, language) ?? '',
      parts: { note: inLanguage(entry.note, language), see_also: entry.see_also },
    })),
    search: byLanguage(entry.label, (language) => ({
      title: inLanguage(entry.label, language) ?? '',
      summary: '',
      body: [entry.plain, entry.note].map((text) => inLanguage(text, language) ?? '').join(' '),
      synonyms: [],
      hidden: [],
    })),
  })
  const facts = { vocabulary: 'glossary', code: entry.id, broader: null, position }
  if (isWritten(registered.change))
    await db
      .insertInto('term')
      .values({ id: registered.id, ...facts })
      .onConflict((same) => same.column('id').doUpdateSet(facts))
      .execute()
  return registered
}

/** No hidden words and an empty list of them are the same: a file may say either. */
function withoutEmpty(term: TermRow): TermRow {
  const { hidden_synonyms, ...rest } = term
  return Object.values(hidden_synonyms ?? {}).flat().length > 0 ? term : rest
}

const common = (slug: string, document: unknown, label: Translated) =>
  ({
    kind: 'term',
    slug,
    placeId: null,
    region: null,
    label: 'public',
    state: 'published',
    originalLanguage: 'en' in label ? 'en' : (languagesOf(label)[0] ?? 'en'),
    demonstration: false,
    document,
  }) satisfies Partial<NewItem>

/** One entry for each language of the label; English is the original, the others await review by practitioners. */
function byLanguage<Words>(label: Translated, words: (language: string) => Words) {
  return Object.fromEntries(
    languagesOf(label).map((language) => [
      language,
      {
        ...words(language),
        origin: language === 'en' ? ('original' as const) : ('human' as const),
        note: language === 'en' ? null : 'awaits_review',
      },
    ]),
  )
}
