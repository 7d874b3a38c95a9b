/** Use case: what is worth a look for a place: rows in tiers, the next best questions, what a strategy could work on. */
import { listPracticeCards, type PracticeCard } from '#features/practices/practice-card.queries.server.ts'
import { askedQuestion, type AskedQuestion } from './asked-question.ts'
import type { Asking, Compared } from './compared.server.ts'
import { rowOf, rowsOf, tierCounts } from './discover.ts'
import { layOut, type LaidOut } from './laid-out.server.ts'
import { reordered, sizeInPeople, type ReaderFacts } from './list-orders.ts'
import { reachOfQuestion } from './question-reach.ts'
import { concernChoices, shownNextCondition, shownRow, shownThing } from './shown-list.ts'
import { threeThings } from './three-things.ts'
import type { LookAsk } from './worth-a-look.query.ts'

export const ROWS_SHOWN = 12
const CONDITIONS_SHOWN = 5

export type WorthALook = Awaited<ReturnType<typeof worthALook>>

/** The rows after `ask.after`. `titled`: slugs of practices whose cards the page needs besides. */
export async function worthALook(asking: Asking, ask: LookAsk, titled: readonly string[] = []) {
  const laidOut = await layOut(asking, ask)
  const { discovery, questions } = laidOut
  const slugs = inOrder(asking, laidOut, ask)
  const from = ask.after === null ? 0 : slugs.indexOf(ask.after) + 1
  const shown = slugs.slice(from, from + ROWS_SHOWN)
  const things = threeThings(discovery, laidOut.conditions, questions)
  const rows = shown
    .flatMap((slug) => rowOf(discovery, slug) ?? [])
    .map((row) => shownRow(discovery, row, asking, ask.concerns))
  const named = things.flatMap((thing) => ('practice' in thing ? [thing.practice] : []))
  return {
    compared: shownCompared(asking, laidOut.compared),
    rows,
    cards: await cardsOf(asking, laidOut, [...shown, ...named, ...titled]),
    tiers: tierCounts(discovery),
    page: {
      from,
      shown: rows.length,
      total: slugs.length,
      next: from + shown.length < slugs.length ? (shown.at(-1) ?? null) : null,
    },
    matching: laidOut.matching,
    fewMatch: laidOut.fewMatch,
    questions: questionsShown(asking, laidOut, ask.ask),
    couldMove: questions.couldMove,
    nearer: questions.nearer,
    things: things.map((thing) => shownThing(thing, asking)),
    ...conditionsShown(asking, laidOut),
    concerns: concernChoices(discovery, asking, ask.concerns),
  }
}

/** Slugs, by fit or as the reader wants them. */
function inOrder(asking: Asking, { discovery, view, compared }: LaidOut, { order }: LookAsk): string[] {
  const byFit = rowsOf(discovery).flatMap(({ practice }) => view.practices.get(practice.id) ?? [])
  return reordered(byFit, order, readerFacts(asking, compared)).map(({ id }) => id)
}

export function readerFacts(asking: Asking, { place, city }: Compared): ReaderFacts {
  const size = city.answers.get('pop.size')?.[0]?.steps[0]
  return {
    population: place?.population ?? (size === undefined ? null : sizeInPeople(size)),
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    region: place?.region ?? null,
    languages: [asking.language, ...(place?.languages ?? [])],
  }
}

/** By slug; one query. */
export async function cardsOf(
  asking: Asking,
  { view }: Pick<LaidOut, 'view'>,
  slugs: readonly string[],
): Promise<Record<string, PracticeCard>> {
  const ids = [...new Set(slugs)].flatMap((slug) => view.practices.get(slug)?.itemId ?? [])
  const cards =
    ids.length === 0
      ? []
      : await listPracticeCards(asking.db, asking.actor, {
          language: asking.language,
          vocabulary: asking.vocabulary,
          ids,
        })
  return Object.fromEntries(cards.map((card) => [card.slug, card]))
}

export type ShownQuestion = AskedQuestion & {
  readonly askedBy: number
  readonly couldMove: number
  /** The practice of the page is among them. */
  readonly alsoThis: boolean
}

/** The next best three; what the address asks for, first. */
export function questionsShown(
  asking: Asking,
  { discovery, questions, compared }: Pick<LaidOut, 'discovery' | 'questions' | 'compared'>,
  ask: string | null,
): ShownQuestion[] {
  const best = questions.questions.map(({ factor }) => factor)
  const codes = ask === null ? best : [ask, ...best.filter((code) => code !== ask)].slice(0, Math.max(1, best.length))
  return codes.flatMap((code) => shownQuestion(asking, { discovery, compared }, code) ?? [])
}

export function shownQuestion(
  asking: Asking,
  { discovery, compared }: Pick<LaidOut, 'discovery' | 'compared'>,
  code: string,
  practice?: string,
): ShownQuestion | undefined {
  const question = askedQuestion(
    asking.vocabulary,
    asking.language,
    code,
    compared.own.find(({ factor }) => factor === code),
  )
  const reach = reachOfQuestion(discovery, code)
  return (
    question && {
      ...question,
      askedBy: reach.askedBy.length,
      couldMove: reach.couldMove.length,
      alsoThis: practice !== undefined && reach.askedBy.includes(practice),
    }
  )
}

function conditionsShown(asking: Asking, { conditions }: LaidOut) {
  const lifting = conditions.safeguards.filter(({ wouldLift }) => wouldLift.length > 0)
  return {
    conditions: conditions.conditions.slice(0, CONDITIONS_SHOWN).map((each) => shownNextCondition(each, asking)),
    safeguards: lifting.slice(0, CONDITIONS_SHOWN).map((each) => shownNextCondition(each, asking)),
  }
}

/** Who it is for, without the answers. */
export function shownCompared(asking: Asking, { kind, place, city, until, expired, cityNotSeen, own }: Compared) {
  return {
    kind,
    place: place && { slug: place.slug, name: place.name, lang: place.lang, dir: place.dir, invented: place.invented },
    answered: city.answers.size,
    /** With "not known" and "would rather not say". */
    told: kind === 'you' ? own.length : city.answers.size,
    of: asking.vocabulary.factors.size,
    until: until?.toISOString().slice(0, 10) ?? null,
    expired,
    cityNotSeen,
  }
}

export type ShownCompared = ReturnType<typeof shownCompared>
