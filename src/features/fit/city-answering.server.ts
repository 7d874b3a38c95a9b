/** Use case: the page on which a city's questions are answered: what to answer next, what stands, who said it, who sees it. */
import type { Actor } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { labelOf, say, stepLabel, type Factor } from '#features/vocabulary/vocabulary.ts'
import {
  findDefaultLabel,
  isNewer,
  listBook,
  listHistory,
  type BookAnswer,
  type HistoryRow,
  type Whose,
} from '#features/cities/answer-book.queries.server.ts'
import { noteIn } from '#features/cities/answer-table.ts'
import {
  isSpeaker,
  respondentOf,
  speakerOf,
  whyNotSight,
  widens,
  type Sitting,
  type Speaker,
  type WhyNotAnswer,
} from '#features/cities/answering.access.ts'
import { saidAudience } from '#features/people/audience.ts'
import { countAudience } from '#features/people/audience.queries.server.ts'
import { listReaderCities } from '#features/cities/reader-cities.queries.server.ts'
import type { CityAnswer } from '#features/cities/city-answer.ts'
import { listAnswers } from '#features/cities/city-answer.queries.server.ts'
import { findCity } from '#features/cities/city.queries.server.ts'
import type { CityPage } from '#features/cities/city.ts'
import { oldBefore } from '#features/cities/old-answers.queries.server.ts'
import { findPartner } from '#features/organisations/partner.queries.server.ts'
import { askedQuestion } from './asked-question.ts'
import { comparedCity } from './compared.ts'
import type { Asking } from './compared.server.ts'
import type { Discovery } from './discover.ts'
import { laidOutFor } from './laid-out.server.ts'
import { practicesInView } from './practices-in-view.server.ts'
import { reachOfQuestion } from './question-reach.ts'
import { scalesOf } from './vocabulary-scales.ts'

export type AnsweringAsk = { slug: string; sitting: Sitting | null; today: string }

/** Who asks, about which city, and as whom they may speak. */
export type Counter = { city: CityPage; speaker: Speaker | WhyNotAnswer; whose: Whose | null }

/** Two queries at most; undefined: no such city, or not for this reader. */
export async function findCounter(asking: Asking, { slug, sitting }: AnsweringAsk): Promise<Counter | undefined> {
  const city = await findCity(asking.db, asking.actor, { language: asking.language, slug })
  if (!city) return undefined
  const works =
    sitting?.place === 'organisation'
      ? await findPartner(asking.db, { organisationId: sitting.placeId, cityId: city.id })
      : undefined
  const partner = works ? { respondent: respondentOf(works.sectors) } : null
  const speaker = speakerOf(sitting, { cityId: city.id, partner })
  return { city, speaker, whose: whoseBook(asking.actor, city, sitting, speaker) }
}

/** The book that lies open before this seat: of its own place, for a hub those of all partners in its region and of a city that has nobody left. */
function whoseBook(
  actor: Actor,
  city: CityPage,
  sitting: Sitting | null,
  speaker: Speaker | WhyNotAnswer,
): Whose | null {
  if (isSpeaker(speaker)) return { organisationId: speaker.organisationId }
  if (sitting?.placeId === city.id) return { organisationId: null }
  return looksAfter(actor, city, sitting) ? 'all_partners' : null
}

const looksAfter = (actor: Actor, city: Pick<CityPage, 'region'>, sitting: Sitting | null): boolean =>
  (sitting?.place === 'hub' || sitting?.place === 'secretariat') &&
  actor.kind === 'person' &&
  city.region !== null &&
  actor.regions.includes(city.region)

export type CityAnswering = NonNullable<Awaited<ReturnType<typeof cityAnswering>>>

/** Eleven queries at most. `ask`: the question that stands open; null: the next best. */
export async function cityAnswering(asking: Asking, wanted: AnsweringAsk & { ask: string | null }) {
  const counter = await findCounter(asking, wanted)
  if (!counter) return undefined
  const { city, speaker, whose } = counter
  const seen = await listAnswers(asking.db, asking.actor, city.id)
  const book = whose === null ? [] : await listBook(asking.db, { cityId: city.id, whose })
  const own = isSpeaker(speaker) ? newestOwn(book, speaker) : new Map<string, BookAnswer>()
  const old = [...own.values()].filter(
    (answer) => answer.state === 'answered' && !answer.withdrawal && answer.date < oldBefore(wanted.today),
  )
  const next = isSpeaker(speaker) ? await nextOf(asking, city, { seen, own }) : null
  const opened = wanted.ask ?? next?.factor ?? null
  const lines = (factor: Factor) => linesOf(asking, factor, { ...counter, seen, book, own, sitting: wanted.sitting })
  const questions = [...asking.vocabulary.factors.values()].map((factor) => ({
    group: factor.group,
    factor: factor.code,
    slug: factor.slug,
    label: say(factor.label, asking.language),
    question: say(factor.question, asking.language),
    lines: lines(factor),
    ...ownOf(own.get(factor.code), wanted.today),
  }))
  return {
    cityId: city.id,
    city: {
      slug: city.slug,
      title: city.words.title,
      lang: city.words.lang,
      dir: city.words.dir,
      demonstration: city.demonstration,
    },
    speaker: isSpeaker(speaker)
      ? { as: speaker.as, leads: speaker.leads, respondent: respondent(asking, speaker.respondent) }
      : null,
    why: isSpeaker(speaker) ? null : speaker,
    hub: whose === 'all_partners',
    old: old
      .toSorted((one, other) => (one.date < other.date ? -1 : 1))
      .flatMap(({ factor }) => questions.find((question) => question.factor === factor) ?? []),
    waiting: [...own.values()].filter((answer) => !answer.stands && !answer.withdrawal).length,
    next,
    groups: [...Map.groupBy(questions, ({ group }) => group)].map(([code, list]) => ({
      code,
      label: labelOf(asking.vocabulary, 'factor_groups', code, asking.language),
      told: list.filter((question) => question.lines.length > 0).length,
      questions: list,
    })),
    opened: opened === null ? null : await openedOf(asking, counter, own.get(opened), opened),
  }
}

const respondent = ({ vocabulary, language }: Asking, code: string): string =>
  labelOf(vocabulary, 'respondent_kinds', code, language)

/** What the speaker said last of each question, standing or not. */
function newestOwn(book: readonly BookAnswer[], speaker: Speaker): Map<string, BookAnswer> {
  const newest = new Map<string, BookAnswer>()
  for (const answer of book) {
    if (answer.respondent !== speaker.respondent) continue
    const other = newest.get(answer.factor)
    if (!other || isNewer(answer, other)) newest.set(answer.factor, answer)
  }
  return newest
}

export type ShownOwn = {
  own: { id: string; today: boolean; stands: boolean; withdrawal: boolean } | null
}
const ownOf = (answer: BookAnswer | undefined, today: string): ShownOwn => ({
  own: answer
    ? { id: answer.id, today: answer.date === today, stands: answer.stands, withdrawal: answer.withdrawal }
    : null,
})

export type AnsweredLine = {
  id: string
  respondent: string
  state: CityAnswer['state']
  words: string[]
  scale: { steps: number; answers: number[] } | null
  date: string
  how: string | null
  confidence: string | null
  label: Label
  note: { text: string; lang: string } | null
  own: boolean
  /** of a partner: not released yet, or withdrawn */
  waits: 'release' | 'withdrawn' | null
  /** labels that this seat may give it, beside the one that it has */
  sights: Exclude<Label, 'cities'>[]
}

type Spread = Counter & {
  seen: readonly CityAnswer[]
  book: readonly BookAnswer[]
  own: ReadonlyMap<string, BookAnswer>
  sitting: Sitting | null
}

/** What stands for this reader, of each respondent, and what lies in the book besides. */
function linesOf(asking: Asking, factor: Factor, spread: Spread): AnsweredLine[] {
  const { sitting, book } = spread
  const standing = spread.seen.filter((answer) => answer.factor === factor.code)
  const inBook = book.filter((row) => row.factor === factor.code)
  const waiting = inBook.filter((row) => !row.stands && row.organisationId !== null && isLast(row, inBook))
  const line = (answer: CityAnswer, row: BookAnswer | undefined): AnsweredLine => ({
    ...saidOf(asking, factor, answer),
    own: row !== undefined && spread.whose !== 'all_partners',
    waits: row === undefined || row.stands ? null : row.withdrawal ? 'withdrawn' : 'release',
    sights: row ? sightsOf(row, sitting) : [],
  })
  return [
    ...standing.map((answer) =>
      line(
        answer,
        inBook.find((row) => row.id === answer.id),
      ),
    ),
    ...waiting.map((row) => line(row, row)),
  ].filter((each) => each.own || each.state === 'answered')
}

const isLast = (row: BookAnswer, rows: readonly BookAnswer[]): boolean =>
  !rows.some(
    (other) =>
      other.respondent === row.respondent && other.organisationId === row.organisationId && isNewer(other, row),
  )

const sightsOf = (row: BookAnswer, sitting: Sitting | null): AnsweredLine['sights'] =>
  LABELS.filter((label) => label !== 'cities').filter(
    (label) => label !== row.label && whyNotSight(sitting, { ...row, from: row, to: { label, readers: [] } }) === null,
  )

function saidOf(asking: Asking, factor: Factor, answer: CityAnswer) {
  const chosen = factor.steps.filter((step) => answer.value.includes(step))
  return {
    id: answer.id,
    respondent: respondent(asking, answer.respondent),
    state: answer.state,
    words: chosen.map((step) => stepLabel(factor, step, asking.language)),
    scale:
      factor.type === 'ordinal' && answer.state === 'answered'
        ? { steps: factor.steps.length, answers: chosen.map((step) => factor.steps.indexOf(step)) }
        : null,
    date: answer.date,
    how: answer.how,
    confidence: answer.state === 'answered' ? answer.confidence : null,
    label: answer.label,
    note: noteIn(answer.note, asking.language),
  }
}

/** The next best question for the concerns that the city names; what it would rather not say or does not know is not asked again. */
async function nextOf(
  asking: Asking,
  city: CityPage,
  { seen, own }: { seen: readonly CityAnswer[]; own: ReadonlyMap<string, BookAnswer> },
) {
  const concerns = [
    ...new Set(city.words.parts.challenges.flatMap(({ kinds }) => kinds.map((code) => `challenges/${code}`))),
  ].filter((slug) => asking.vocabulary.terms.has(slug))
  const view = await practicesInView(asking.db, asking.actor, asking)
  const skipped = [...own.values()].map(({ factor, state, value, date }) => ({
    factor,
    state,
    value: [...value],
    day: date,
  }))
  const { questions, discovery } = laidOutFor(view, { city: ofCity(asking, city.slug, seen), own: skipped }, concerns)
  const best = questions.questions[0]
  if (!best) return null
  const factor = asking.vocabulary.factors.get(best.factor)
  const reach = reachOfQuestion(discovery, best.factor)
  return {
    factor: best.factor,
    question: say(factor?.question, asking.language),
    why: say(factor?.why, asking.language),
    askedBy: reach.askedBy.length,
    couldMove: questions.couldMove,
    nearer: questions.nearer,
  }
}

const ofCity = ({ vocabulary, now }: Asking, slug: string, seen: readonly CityAnswer[]) =>
  comparedCity(slug, seen, { vocabulary, scales: scalesOf(vocabulary), today: now.toISOString().slice(0, 10) })

/** Where practices stand for this city just now, over all of them: asked before and after an act, it says what moved. */
export async function standingOf(asking: Asking, city: Pick<CityPage, 'id' | 'slug'>): Promise<Discovery> {
  const view = await practicesInView(asking.db, asking.actor, asking)
  const seen = await listAnswers(asking.db, asking.actor, city.id)
  return laidOutFor(view, { city: ofCity(asking, city.slug, seen), own: [] }, []).discovery
}

/** The form of one question, with what was said before and who would see what is said now. */
async function openedOf(asking: Asking, counter: Counter, before: BookAnswer | undefined, code: string) {
  const { city, speaker, whose } = counter
  const factor = asking.vocabulary.factors.get(code)
  const question = askedQuestion(asking.vocabulary, asking.language, code, before)
  if (!factor || !question) return null
  const rows = await listHistory(asking.db, asking.actor, { cityId: city.id, factor: code, whose })
  return {
    question,
    history: rows
      .filter((row) => row.own || row.state === 'answered')
      .map((row) => ({ ...saidOf(asking, factor, row), stands: row.stands, own: row.own }) satisfies ShownHistory),
    form: isSpeaker(speaker) ? await formOf(asking, city, speaker, before, code) : null,
  }
}

type ShownHistory = ReturnType<typeof saidOf> & Pick<HistoryRow, 'stands' | 'own'>

async function formOf(asking: Asking, city: CityPage, speaker: Speaker, before: BookAnswer | undefined, code: string) {
  const from = before ?? { label: await findDefaultLabel(asking.db, code), readers: [] }
  const mayGive = (label: Label) => speaker.leads || !widens({ label, readers: from.readers }, from)
  return {
    read: before?.id ?? null,
    /** what stands there already, to be read beside what is typed */
    before: before ? saidOf(asking, asking.vocabulary.factors.get(code)!, before) : null,
    label: from.label,
    readers: from.readers,
    labels: LABELS.map((label) => ({ label, open: mayGive(label) })),
    audience: saidAudience(
      await countAudience(asking.db, asking.actor, {
        places: [city.id],
        regions: city.region === null ? [] : [city.region],
      }),
    ),
    cities: await listReaderCities(asking.db, asking.actor, { id: city.id, language: asking.language }),
  }
}
