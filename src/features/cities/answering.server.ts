/**
 * Use cases: an answer is given, said to hold still, shown to more or fewer, released, withdrawn. Answers only grow: each
 * act is a new row, the value as it was or another. The same act twice makes one row.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import {
  findBookAnswer,
  findDefaultLabel,
  findNewest,
  insertAnswer,
  listBook,
  lockLine,
  takeBackAllBut,
  type BookAnswer,
  type Line,
  type NewAnswer,
} from './answer-book.queries.server.ts'
import { tellOfReleased, untellIfNoneStands } from './answer-news.server.ts'
import type { AnswerTold } from './answer-input.ts'
import { noteIn } from './answer-table.ts'
import {
  ADMINISTRATION,
  narrows,
  whyNotSight,
  widens,
  type Sitting,
  type Speaker,
  type WhyNotSight,
} from './answering.access.ts'
import type { CityAnswer } from './city-answer.ts'

export type Change = 'new' | 'unchanged'
type Said = { cityId: string; factor: string; speaker: Speaker }
const lineOf = ({ cityId, factor, speaker }: Said): Line => ({
  cityId,
  factor,
  respondent: speaker.respondent,
  organisationId: speaker.organisationId,
})

export type WhyNotGiven = 'stale' | 'wider_needs_lead' | 'earlier_than_present'

/** `read`: id of the newest answer that the form knew of; another one since then is not written over unseen. */
export async function giveAnswer(
  db: Db,
  actor: Actor,
  asked: Said & {
    chosen: Pick<CityAnswer, 'state' | 'value'>
    told: AnswerTold
    language: Language
    read: string | null
  },
): Promise<Outcome<Change, WhyNotGiven>> {
  const { speaker, told } = asked
  const line = lineOf(asked)
  return together(db, async (trx) => {
    await lockLine(trx, line)
    const { newest, standing } = await findNewest(trx, line)
    const defaultLabel = await findDefaultLabel(trx, asked.factor)
    const answer: NewAnswer = {
      ...line,
      ...asked.chosen,
      date: told.day,
      how: told.how,
      confidence: asked.chosen.state === 'answered' ? told.confidence : null,
      label: told.label,
      readers: told.readers,
      note: noteOf(told.note, newest, asked.language),
      released: speaker.as === 'administration',
    }
    if (newest && saysTheSame(newest, answer)) return done<Change>('unchanged')
    if ((newest?.id ?? null) !== asked.read) return refused('stale' as const)
    if (newest && answer.date < newest.date) return refused('earlier_than_present' as const)
    if (!speaker.leads && widens(answer, newest ?? { label: defaultLabel, readers: [] }))
      return refused('wider_needs_lead' as const)
    await write(trx, actor, { act: 'answer.given', answer, standing, defaultLabel })
    return done<Change>('new')
  })
}

/** Still so: the same answer, of today. */
export async function confirmAnswer(
  db: Db,
  actor: Actor,
  asked: Said & { read: string; today: string },
): Promise<Outcome<Change, 'stale'>> {
  const line = lineOf(asked)
  return together(db, async (trx) => {
    await lockLine(trx, line)
    const { newest, standing } = await findNewest(trx, line)
    const before = await findBookAnswer(trx, { cityId: asked.cityId, id: asked.read })
    if (!newest || !before) return refused('stale' as const)
    const answer = { ...line, ...factsOf(before), date: asked.today }
    if (saysTheSame(newest, answer)) return done<Change>('unchanged')
    if (newest.id !== asked.read) return refused('stale' as const)
    const released = asked.speaker.as === 'administration' || (newest.stands && asked.speaker.leads)
    const defaultLabel = await findDefaultLabel(trx, asked.factor)
    await write(trx, actor, { act: 'answer.confirmed', answer: { ...answer, released }, standing, defaultLabel })
    return done<Change>('new')
  })
}

/** Shown to more or fewer, at once; the answer itself stays. Undefined: there is no such answer about this city. */
export async function showAnswerTo(
  db: Db,
  actor: Actor,
  asked: { seat: Sitting | null; cityId: string; id: string; label: Exclude<Label, 'cities'> },
): Promise<Outcome<Change, 'stale' | 'not_there' | WhyNotSight>> {
  const found = await findBookAnswer(db, { cityId: asked.cityId, id: asked.id })
  if (!found) return refused('not_there')
  const line = { ...factsOf(found), organisationId: found.organisationId }
  return together(db, async (trx) => {
    await lockLine(trx, line)
    const { newest, standing } = await findNewest(trx, line)
    const to = { label: asked.label, readers: [] }
    const why = whyNotSight(asked.seat, { ...found, from: found, to })
    if (why) return refused(why)
    if (newest?.label === asked.label && newest.date === found.date && sameValue(newest, found))
      return done<Change>('unchanged')
    // narrowing may never wait for a second reading: whatever came in between is narrowed
    const present = newest && narrows(to, found) && narrows(to, newest) ? newest : found
    if (newest?.id !== present.id) return refused('stale' as const)
    const defaultLabel = await findDefaultLabel(trx, found.factor)
    const answer = { ...factsOf(present), ...to, organisationId: present.organisationId, released: present.stands }
    await write(trx, actor, { act: 'answer.label', answer, standing, defaultLabel })
    return done<Change>('new')
  })
}

/** What the organisation answered enters what others see: one question, or all that it has not withdrawn. */
export async function releaseAnswers(
  db: Db,
  actor: Actor,
  asked: { cityId: string; speaker: Speaker; factor: string | 'all' },
): Promise<{ released: number }> {
  return together(db, async (trx) => {
    let released = 0
    let differ = false
    const whose = { organisationId: asked.speaker.organisationId }
    const book = asked.speaker.as === 'partner' ? await listBook(trx, { cityId: asked.cityId, whose }) : []
    const factors = new Set(book.filter((row) => !row.stands).map((row) => row.factor))
    for (const factor of factors) {
      if (asked.factor !== 'all' && asked.factor !== factor) continue
      const line = lineOf({ ...asked, factor })
      await lockLine(trx, line)
      const { newest, standing } = await findNewest(trx, line)
      if (!newest || newest.stands || (asked.factor === 'all' && newest.withdrawal)) continue
      const defaultLabel = await findDefaultLabel(trx, factor)
      const answer = { ...line, ...factsOf(newest), released: true }
      await write(trx, actor, { act: 'answer.released', answer, standing, defaultLabel })
      released++
      const city = await findNewest(trx, { ...line, respondent: ADMINISTRATION, organisationId: null })
      differ ||= city.standing !== undefined && !sameValue(city.standing, newest)
    }
    const { organisationId } = asked.speaker
    if (released > 0 && organisationId !== null)
      await tellOfReleased(trx, { cityId: asked.cityId, organisationId, differ })
    return { released }
  })
}

/** Nothing of what the organisation released on this question is shown to others any more. */
export async function withdrawAnswer(db: Db, actor: Actor, asked: Said): Promise<Change> {
  const line = lineOf(asked)
  return together(db, async (trx) => {
    await lockLine(trx, line)
    const { standing } = await findNewest(trx, line)
    if (!standing || asked.speaker.as !== 'partner') return 'unchanged'
    const id = await insertAnswer(trx, actor, { ...line, ...factsOf(standing), released: false })
    const wasPublic = await takeBackAllBut(trx, line, id)
    await audited(trx, actor, 'answer.withdrawn', line, { label: standing.label })
    if (wasPublic) await raiseEpoch(trx)
    if (line.organisationId !== null)
      await untellIfNoneStands(trx, { cityId: line.cityId, organisationId: line.organisationId })
    return 'new'
  })
}

type Written = { act: string; answer: NewAnswer; standing: BookAnswer | undefined; defaultLabel: Label }

/** The row, what it takes the place of, the record of the act, and the counter where everybody is shown something else. */
async function write(db: Db, actor: Actor, { act, answer, standing, defaultLabel }: Written): Promise<void> {
  const id = await insertAnswer(db, actor, answer)
  const taken = answer.released && standing && narrows(answer, standing) && (await takeBackAllBut(db, answer, id))
  await audited(db, actor, act, answer, { label: answer.label, day: answer.date })
  // records of adoption show answers of their day as the newest is labelled, else as the question is by default
  const before = standing?.label ?? defaultLabel
  if (taken || (answer.released && (before === 'public' || answer.label === 'public'))) await raiseEpoch(db)
}

/** Never the value. What a partner has not released is written down beside the partner, not beside the city. */
const audited = (
  db: Db,
  actor: Actor,
  act: string,
  line: Line & { released?: boolean },
  detail: Record<string, unknown>,
) =>
  insertAudit(db, actor, {
    act,
    itemId: line.released === false && line.organisationId !== null ? line.organisationId : line.cityId,
    detail: { factor: line.factor, respondent: line.respondent, ...detail },
  })

const factsOf = (answer: BookAnswer) => ({
  cityId: answer.cityId,
  factor: answer.factor,
  respondent: answer.respondent,
  state: answer.state,
  value: answer.value,
  date: answer.date,
  how: answer.how,
  confidence: answer.confidence,
  label: answer.label,
  readers: answer.readers,
  note: answer.note,
  released: answer.released,
})

/** Left as it was shown, it stays in all its languages. */
function noteOf(typed: string | null, newest: BookAnswer | undefined, language: Language): CityAnswer['note'] {
  if (typed === null) return null
  return newest?.note && noteIn(newest.note, language)?.text === typed ? newest.note : { [language]: typed }
}

type Sayable = Pick<NewAnswer, 'state' | 'value' | 'date' | 'how' | 'confidence' | 'label' | 'readers' | 'note'>
const sameValue = (one: Sayable, other: Sayable): boolean => one.state === other.state && same(one.value, other.value)
const saysTheSame = (one: Sayable, other: Sayable): boolean =>
  sameValue(one, other) &&
  one.date === other.date &&
  one.how === other.how &&
  one.confidence === other.confidence &&
  one.label === other.label &&
  same(one.readers, other.readers) &&
  same(Object.entries(one.note ?? {}).flat(), Object.entries(other.note ?? {}).flat())
const same = (one: readonly (string | undefined)[], other: readonly (string | undefined)[]): boolean =>
  one.length === other.length && one.toSorted().join('\n') === other.toSorted().join('\n')
