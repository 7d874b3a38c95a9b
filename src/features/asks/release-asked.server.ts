/** "Would you release your answers about this city?" To whoever speaks for an organisation; what was answered since the question is not released by it. */
import { sql } from 'kysely'
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { listBook, lockLine, type BookAnswer } from '#features/cities/answer-book.queries.server.ts'
import { isSpeaker, respondentOf, speakerOf, whyNotRelease, type Speaker } from '#features/cities/answering.access.ts'
import { releaseAnswers } from '#features/cities/answering.server.ts'
import { findPartner } from '#features/organisations/partner.queries.server.ts'
import { canBeAsked, findOpenPlace, type Due } from './ask.queries.server.ts'
import { keyIn, keysIn, type AskRefusal } from './ask.ts'
import type { Asking, AskWays } from './ask-context.ts'

const MOST = 500
/** Whoever is still at it is left to it. */
const AFTER_DAYS = 14

async function due(db: Db): Promise<Due[]> {
  const { rows } = await sql<{
    personId: string
    organisation: string
    city: string
    answers: string[]
    newest: string
  }>`
    select waiting.*, seat.person_id as "personId" from (
      select newest.organisation_id as organisation, newest.city_id as city, array_agg(newest.id::text order by newest.id) as answers, max(newest.id::text) as newest
      from (select distinct on (answer.organisation_id, answer.city_id, answer.factor) answer.* from city_answer answer
        where answer.organisation_id is not null order by answer.organisation_id, answer.city_id, answer.factor, answer.day desc, answer.id desc) newest
      where not newest.released and not exists (select from city_answer_taken_back taken where taken.by_answer = newest.id)
      group by newest.organisation_id, newest.city_id having max(newest.created_at) < now() - make_interval(days => ${AFTER_DAYS})) waiting
    join item on item.id = waiting.organisation and item.label = 'public' and item.state = 'published'
    join item place on place.id = waiting.city and place.label = 'public' and place.state = 'published'
    join seat on seat.place_id = waiting.organisation and seat.role = 'representative' and seat.since <= now() and (seat.until is null or seat.until > now())
    join person on person.id = seat.person_id and ${canBeAsked}
    where not exists (select from ask where ask.key = 'release:' || waiting.organisation || ':' || waiting.city || ':' || waiting.newest)
    order by waiting.newest, seat.since limit ${MOST}`.execute(db)
  return rows.map(({ personId, organisation, city, answers, newest }) => ({
    personId,
    placeId: organisation,
    kind: 'release',
    subject: { city, answers },
    key: `release:${organisation}:${city}:${newest}`,
  }))
}

type Found = { speaker: Speaker; cityId: string; waiting: BookAnswer[] }

async function found(db: Db, { reader, placeId, subject }: Asking): Promise<Outcome<Found, AskRefusal>> {
  const cityId = keyIn(subject, 'city')
  const partner = await findPartner(db, { organisationId: placeId, cityId })
  const facts = { cityId, partner: partner ? { respondent: respondentOf(partner.sectors) } : null }
  const speaker = reader.actor.seats
    .filter((seat) => seat.placeId === placeId)
    .map((seat) => speakerOf(seat, facts))
    .find((each) => whyNotRelease(each) === null)
  if (speaker === undefined || !isSpeaker(speaker)) return refused('no_longer_yours')
  const book = await listBook(db, { cityId, whose: { organisationId: placeId } })
  const waiting = book.filter((row) => !row.stands && keysIn(subject, 'answers').includes(row.id))
  return waiting.length > 0 ? done({ speaker, cityId, waiting }) : refused('changed_meanwhile')
}

export const releaseAsked: AskWays = {
  due,
  question: async (db, asking) => {
    const it = await found(db, asking)
    if (!it.ok) return it
    const organisation = await findOpenPlace(db, asking.placeId, asking.language)
    const city = await findOpenPlace(db, it.value.cityId, asking.language)
    if (!organisation || !city) return refused('not_public')
    return done({ kind: 'release', organisation, city, count: it.value.waiting.length })
  },
  act: async (db, asking, { answer }) => {
    const it = await found(db, asking)
    if (!it.ok) return it
    if (answer === 'not_yet') return done(null)
    const { speaker, cityId, waiting } = it.value
    for (const { factor, respondent, organisationId } of waiting)
      await lockLine(db, { cityId, factor, respondent, organisationId })
    // what a colleague answered a moment ago is not what was asked about
    const held = await found(db, asking)
    if (!held.ok) return held
    for (const { factor } of held.value.waiting)
      await releaseAnswers(db, asking.reader.actor, { cityId, speaker, factor })
    return done(null)
  },
  undo: null,
}
