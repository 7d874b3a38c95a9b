/** Use case: somebody asks. The words are understood, looked for, corrected if nothing answers, and put in order. */
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { byIndexAlone } from './by-index.server.ts'
import { listHits, MOST_HITS, type HitSearch, type Look } from './hits.queries.server.ts'
import { unitsOf, waysOf, type Unit } from './meaning.ts'
import { findStems, listMeanings } from './meaning.queries.server.ts'
import { readQuestion, spoken, type AskedWord, type Question } from './question.ts'
import { ranked, type Found, type Hit } from './relevance.ts'
import { respelled } from './respell.server.ts'
import { allButOneOf, anyOf, everyOf, FOUND_KINDS, NEVER, sieveOf, type FoundKind, type Stems } from './sieve.ts'

export type Answer = {
  question: Question
  units: readonly Unit[]
  stems: Stems
  /** Best first, bounded. */
  found: readonly Found[]
  /** Words that nothing holds, with the one that was looked for instead. */
  corrected: readonly { typed: string; instead: string }[]
  /** Words that nothing holds, left out. */
  missed: readonly string[]
  /** No entry answers everything that was asked: these answer some of it. */
  partly: boolean
  /** Kinds of which there are more than are looked at. */
  bounded: readonly FoundKind[]
}

export type Request = { language: Language; q: string; kinds?: readonly FoundKind[] }

/** Never fails, whatever was typed; nothing asked is answered with nothing. */
export async function search(db: Db, actor: Actor, request: Request): Promise<Answer> {
  const question = readQuestion(request.q)
  if (question.words.length === 0) return { ...NOTHING, question }
  return byIndexAlone(db, (open) => answered(open, actor, request, question))
}

async function answered(db: Db, actor: Actor, request: Request, question: Question): Promise<Answer> {
  const world = { db, actor, language: request.language, kinds: request.kinds ?? FOUND_KINDS }
  const first = await understood(world, question)
  const straight = await lookFor(world, first)
  if (straight.hits.length > 0 || question.silent) return answerOf(world, first, straight)
  const {
    question: spelled,
    corrected,
    missed,
  } = await respelled(db, actor, { question, language: request.language, sieves: sievesByWord(first) })
  const second = spelled === question ? first : withTyped(await understood(world, spelled), corrected)
  const again = spelled === question ? straight : await lookFor(world, second)
  const answer = answerOf(
    world,
    second,
    again.hits.length > 0 || second.units.length < 2 ? again : await lookForSome(world, second),
  )
  if (answer.found.length === 0) return { ...NOTHING, question }
  return {
    ...answer,
    question,
    corrected: [...corrected].map(([word, typed]) => ({ typed, instead: word.written })),
    missed,
  }
}

/** Ids of the practices that answer a question, best first, at most a few hundred; `null`: nothing was asked. */
export async function searchPracticeIds(
  db: Db,
  actor: Actor,
  request: { language: Language; q: string },
): Promise<string[] | null> {
  if (readQuestion(request.q).words.length === 0) return null
  return (await search(db, actor, { ...request, kinds: ['practice'] })).found.map((found) => found.id)
}

type World = { db: Db; actor: Actor; language: Language; kinds: readonly FoundKind[] }
type Understood = { question: Question; units: readonly Unit[]; stems: Stems }
type Looked = { hits: readonly Hit[]; partly: boolean; bounded: readonly FoundKind[] }

const NOTHING: Omit<Answer, 'question'> = {
  units: [],
  stems: new Map(),
  found: [],
  corrected: [],
  missed: [],
  partly: false,
  bounded: [],
}

async function understood({ db, actor, language }: World, question: Question): Promise<Understood> {
  const stems = await findStems(
    db,
    question.words.flatMap((word) => [...word.parts, ...(word.joined === null ? [] : [word.joined])]),
  )
  const spans = await listMeanings(db, actor, { question, stems, language })
  return { question, units: unitsOf(question, spans), stems: stems.byForm }
}

/** What each word matches: by itself, or as a part of a phrase that means something. */
function sievesByWord({ question, units, stems }: Understood): string[] {
  return question.words.map((word, at) => {
    const around = units.find((unit) => unit.from <= at && at <= unit.to)
    return (
      sieveOf(
        {
          written: word.written,
          from: at,
          to: at,
          ways: waysOf([word]),
          themes: around?.themes ?? [],
          country: around?.country ?? null,
        },
        stems,
      ) ?? NEVER
    )
  })
}

function withTyped(asked: Understood, corrected: ReadonlyMap<AskedWord, string>): Understood {
  const typedIn = (unit: Unit) =>
    asked.question.words.slice(unit.from, unit.to + 1).flatMap((word) => corrected.get(word) ?? [])
  return {
    ...asked,
    units: asked.units.map((unit) =>
      typedIn(unit).length === 0 ? unit : { ...unit, insteadOf: typedIn(unit).join(' ') },
    ),
  }
}

const sievesOf = (units: readonly Unit[], stems: Stems): string[] => units.flatMap((unit) => sieveOf(unit, stems) ?? [])

async function lookFor(world: World, { stems, units }: Understood): Promise<Looked> {
  const sieves = sievesOf(units, stems)
  if (sieves.length === 0 || sieves.length < units.length) return { hits: [], partly: false, bounded: [] }
  return looked(world, {
    units,
    stems,
    language: world.language,
    looks: looksAt(world.kinds, everyOf(sieves), 'document'),
  })
}

/** Nothing answers all: all but one word, then any. */
async function lookForSome(world: World, { stems, units }: Understood): Promise<Looked> {
  const sieves = sievesOf(units, stems)
  if (sieves.length < 2) return { hits: [], partly: false, bounded: [] }
  const queries = sieves.length === 2 ? [anyOf(sieves)] : [allButOneOf(sieves), anyOf(sieves)]
  const looks = queries.flatMap((query) => looksAt(world.kinds, query, 'document'))
  return { ...(await looked(world, { units, stems, language: world.language, looks, partly: true })), partly: true }
}

/** Practices, cities and organisations may be many, each kind is looked at by itself; terms and glossary are few. */
function looksAt(kinds: readonly FoundKind[], query: string, where: Look['in']): Look[] {
  const apart = [
    ['practice'],
    ['city'],
    ['organisation'],
    ['term', 'glossary'],
  ] as const satisfies readonly (readonly FoundKind[])[]
  return apart
    .map((group) => group.filter((kind) => kinds.includes(kind)))
    .filter((group) => group.length > 0)
    .map((group) => ({ kinds: group, query, in: where }))
}

/** Where a kind has more than is looked at, those whose titles answer are looked at first. */
async function looked({ db, actor }: World, search: HitSearch): Promise<Looked> {
  const hits = await listHits(db, actor, search)
  const bounded = FOUND_KINDS.filter((kind) => hits.filter((hit) => hit.kind === kind).length >= MOST_HITS)
  if (bounded.length === 0) return { hits, partly: false, bounded }
  const titles = search.looks
    .filter((look) => look.kinds.some((kind) => bounded.includes(kind)))
    .map((look): Look => ({ ...look, in: 'title_words' }))
  return { hits: [...hits, ...(await listHits(db, actor, { ...search, looks: titles }))], partly: false, bounded }
}

function answerOf(world: World, { question, units, stems }: Understood, { hits, partly, bounded }: Looked): Answer {
  const found = ranked({ units, phrase: spoken(question.words).join(' '), language: world.language }, hits)
  return { question, units, stems, found, corrected: [], missed: [], partly: partly && found.length > 0, bounded }
}
