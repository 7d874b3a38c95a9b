/** What a page of the vocabulary gathers from the rooms above it: each room is asked with the same actor. */
import { stepLabel, labelOf, THEMES, say } from '#features/vocabulary/vocabulary.ts'
import { codesUnder } from '#features/vocabulary/term-tree.ts'
import {
  listTerms,
  type FactorFacts,
  type ListedTerm,
  type TermPage,
} from '#features/vocabulary/vocabulary.queries.server.ts'
import { wordsExplained } from '#features/vocabulary/words-explained.ts'
import { countCitiesAnswering, listCitiesNaming } from '#features/cities/cities-of-term.queries.server.ts'
import { listPracticeCards } from '#features/practices/practice-card.queries.server.ts'
import { TERM_LISTS } from '#features/practices/practice-import.ts'
import { listAskingPractices } from '#features/practices/asking-practices.queries.server.ts'
import { practiceIndex } from '#features/practices/practice-index.queries.server.ts'
import { carriedBeside, gatherUnder } from '#features/practices/practices-under-terms.ts'

type World = App.Locals
/** Rows on one page; the rest is a link away. */
const PRACTICES_SHOWN = 12
const ASKING_SHOWN = 100
const CITIES_SHOWN = 60
const BESIDE_SHOWN = 8

const brief = ({ slug, title, lang, dir }: ListedTerm) => ({ slug, title, lang, dir })

/** Practices, cities, related terms and glossary of a term. Only terms that practices carry gather practices. */
export async function themeGathered(world: World, term: TermPage) {
  const { db, actor, language, vocabulary } = world
  const isTheme = THEMES.some((list) => list === term.vocabulary)
  const near = await listTerms(db, actor, { language, vocabularies: isTheme ? THEMES : [term.vocabulary] })
  const listed = near.filter((each) => each.vocabulary === term.vocabulary)
  const codes = codesUnder(listed, term.code)
  const known = vocabulary.terms.get(term.slug)
  return {
    isTheme,
    broader: listed.filter((each) => each.code === term.broader).map(brief),
    narrower: listed.filter((each) => each.broader === term.code).map(brief),
    beside: listed
      .filter((each) => term.broader !== null && each.broader === term.broader && each.code !== term.code)
      .map(brief),
    ...(await practicesGathered(world, {
      codes: codes.map((code) => `${term.vocabulary}/${code}`),
      vocabulary: term.vocabulary,
      near,
    })),
    naming:
      term.vocabulary === 'challenges'
        ? await listCitiesNaming(db, actor, { challenges: codes, language, limit: CITIES_SHOWN })
        : null,
    glossary: (known ? wordsExplained(known, vocabulary.byVocabulary.get('glossary') ?? []) : []).map((entry) => ({
      slug: entry.slug,
      title: say(entry.label, language),
      plain: say(entry.definition, language),
    })),
  }
}

/** `near`: the terms that may be named beside it; null as total where practices carry no such terms. */
async function practicesGathered(
  { db, actor, language, vocabulary, epoch }: World,
  of: { codes: string[]; vocabulary: string; near: readonly ListedTerm[] },
) {
  if (!TERM_LISTS.some((list) => list === of.vocabulary)) return { total: null, cards: [], together: [] }
  const index = await practiceIndex(db, actor, epoch)
  const { ids, total } = gatherUnder(index, of.codes, PRACTICES_SHOWN)
  const titles = new Map(of.near.map((term) => [term.slug, term]))
  const together = carriedBeside(index, of.codes, new Set(titles.keys()), BESIDE_SHOWN).flatMap(({ slug, count }) => {
    const term = titles.get(slug)
    return term ? [{ ...brief(term), count }] : []
  })
  return {
    total,
    cards: ids.length > 0 ? await listPracticeCards(db, actor, { language, vocabulary, ids }) : [],
    together,
  }
}

/** Steps in words, who asks this and how, and how many cities answered it for this reader's eyes. */
export async function factorAsked({ db, actor, language, vocabulary }: World, term: TermPage, facts: FactorFacts) {
  const { asking, total } = await listAskingPractices(db, actor, { factor: term.code, language, limit: ASKING_SHOWN })
  const factor = vocabulary.factors.get(term.code)
  return {
    steps: facts.steps.map((id) => ({ id, label: term.parts.steps?.[id] ?? id })),
    group: { code: facts.group, label: labelOf(vocabulary, 'factor_groups', facts.group, language) },
    seenBy: labelOf(vocabulary, 'visibility', facts.defaultLabel, language),
    asking: asking.map((claim) => ({
      ...claim,
      stepWords: claim.steps.map((step) => stepLabel(factor, step, language)),
      roleWords: labelOf(vocabulary, 'claim_roles', claim.role, language),
      basisWords: labelOf(vocabulary, 'claim_basis', claim.basis, language),
    })),
    total,
    answered: await countCitiesAnswering(db, actor, term.code),
  }
}

/** The entries that it names. */
export async function entryBeside({ db, actor, language }: World, term: TermPage) {
  const entries = await listTerms(db, actor, { language, vocabularies: ['glossary'] })
  return {
    seeAlso: (term.parts.see_also ?? []).flatMap((code) => entries.filter((entry) => entry.code === code).map(brief)),
  }
}
