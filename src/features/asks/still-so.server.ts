/** "Is this answer of your city still so?" Asked about answers that everybody may see: whoever holds the link learns nothing new. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { BookAnswer } from '#features/cities/answer-book.queries.server.ts'
import { findNewest } from '#features/cities/answer-book.queries.server.ts'
import { HOWS, type AnswerTold } from '#features/cities/answer-input.ts'
import { ADMINISTRATION, isSpeaker, speakerOf, type Speaker } from '#features/cities/answering.access.ts'
import { confirmAnswer, giveAnswer } from '#features/cities/answering.server.ts'
import { OLD_AFTER_MONTHS } from '#features/cities/old-answers.queries.server.ts'
import { stands } from '#features/cities/standing-answer.server.ts'
import { readChosen } from '#features/fit/answer-form.ts'
import { localOf } from '#features/notices/quiet-hours.ts'
import { say, stepLabel, type Factor } from '#features/vocabulary/vocabulary.ts'
import { canBeAsked, findOpenPlace, type Due } from './ask.queries.server.ts'
import { keyIn, type AskRefusal, type Titled } from './ask.ts'
import type { Asking, AskWays } from './ask-context.ts'

const MOST = 500

/** The oldest first; of one city its focal point first. */
async function due(db: Db): Promise<Due[]> {
  const { rows } = await sql<{ personId: string; placeId: string; answer: string; factor: string }>`
    select seat.person_id as "personId", old.city_id as "placeId", old.id as answer, old.factor
    from (select distinct on (answer.city_id, answer.factor) answer.id, answer.city_id, answer.factor, answer.day, answer.label, answer.state
      from city_answer answer where answer.respondent = ${ADMINISTRATION} and answer.organisation_id is null and ${stands()}
      order by answer.city_id, answer.factor, answer.day desc, answer.id desc) old
    join item on item.id = old.city_id and item.label = 'public' and item.state = 'published'
    join seat on seat.place_id = old.city_id and seat.role in ('focal_point', 'editor') and seat.since <= now() and (seat.until is null or seat.until > now())
    join person on person.id = seat.person_id and ${canBeAsked}
    where old.state = 'answered' and old.label = 'public' and old.day < now() - make_interval(months => ${OLD_AFTER_MONTHS})
      and not exists (select from ask where ask.key = 'still_so:' || old.id)
    order by old.day, old.city_id, old.factor, seat.role = 'focal_point' desc, seat.since limit ${MOST}`.execute(db)
  return rows.map(({ personId, placeId, answer, factor }) => ({
    personId,
    placeId,
    kind: 'still_so',
    subject: { answer, factor },
    key: `still_so:${answer}`,
  }))
}

type Found = { city: Titled; speaker: Speaker; factor: Factor; answer: BookAnswer }

async function found(db: Db, asking: Asking): Promise<Outcome<Found, AskRefusal>> {
  const { reader, placeId, subject, language, vocabulary } = asking
  const speaker = reader.actor.seats.map((seat) => speakerOf(seat, { cityId: placeId, partner: null })).find(isSpeaker)
  if (!speaker) return refused('no_longer_yours')
  const city = await findOpenPlace(db, placeId, language)
  const factor = vocabulary.factors.get(keyIn(subject, 'factor'))
  if (!city || !factor) return refused('not_public')
  const line = { cityId: placeId, factor: factor.code, respondent: ADMINISTRATION, organisationId: null }
  const { newest } = await findNewest(db, line)
  if (!newest || newest.id !== keyIn(subject, 'answer')) return refused('changed_meanwhile')
  return newest.label === 'public' ? done({ city, speaker, factor, answer: newest }) : refused('not_public')
}

export const stillSo: AskWays = {
  due,
  question: async (db, asking) => {
    const it = await found(db, asking)
    if (!it.ok) return it
    const { city, factor, answer } = it.value
    const { language } = asking
    const simple = factor.type !== 'some_of' && factor.steps.length > 0
    return done({
      kind: 'still_so',
      city,
      question: say(factor.question, language),
      said: answer.value.map((step) => stepLabel(factor, step, language)),
      day: answer.date,
      choices: simple ? factor.steps.map((id) => ({ id, label: stepLabel(factor, id, language) })) : null,
    })
  },
  act: async (db, asking, { answer: given, value }) => {
    const it = await found(db, asking)
    if (!it.ok) return it
    if (given === 'unknown') return done(null)
    const { speaker, factor, answer } = it.value
    const said = { cityId: asking.placeId, factor: factor.code, speaker }
    const today = localOf(asking.now, asking.reader.zone).day
    if (given === 'yes') {
      const confirmed = await confirmAnswer(db, asking.reader.actor, { ...said, read: answer.id, today })
      return confirmed.ok ? done(null) : refused('changed_meanwhile')
    }
    const chosen = readChosen(factor, value)
    if (!chosen.ok) return refused('value_missing')
    const changed = await giveAnswer(db, asking.reader.actor, {
      ...said,
      chosen: chosen.value,
      told: toldAsBefore(answer, today),
      language: asking.language,
      read: answer.id,
    })
    return changed.ok ? done(null) : refused(changed.reason === 'stale' ? 'changed_meanwhile' : 'refused')
  },
  undo: null,
}

/** Shown to the same, known in the same way; a note on the old answer is not one on the new. */
const toldAsBefore = ({ how, confidence, label, readers }: BookAnswer, day: string): AnswerTold => ({
  label,
  readers: [...readers],
  how: HOWS.find((each) => each === how) ?? 'one_person',
  confidence: confidence === 'high' || confidence === 'medium' || confidence === 'low' ? confidence : null,
  day,
  note: null,
})
