import { error } from '@sveltejs/kit'
import { listAdaptationsOfCity } from '#features/adaptations/adaptations-of-city.queries.server.ts'
import { sideOf } from '#features/attachments/attachment.access.ts'
import { listAttachments } from '#features/attachments/attachment.queries.server.ts'
import { tableOf } from '#features/cities/answer-table.ts'
import { listAnswers } from '#features/cities/city-answer.queries.server.ts'
import { findCity } from '#features/cities/city.queries.server.ts'
import { answersThatCount } from '#features/fit/city-answers.ts'
import { listPeopleOfPlace } from '#features/people/profile.queries.server.ts'
import { listOrganisationsOfCity } from '#features/organisations/organisation.queries.server.ts'
import { listPracticeCards } from '#features/practices/practice-card.queries.server.ts'
import { listPracticesOfCity } from '#features/practices/practices-of-city.queries.server.ts'
import { mayLeadToRisk } from '#features/safeguards/city-risk.access.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

/** The city, its answers, its practices (which, then their rows), what it took up, who works there, its files. */
export const load = async ({
  locals: { db, actor, language, vocabulary, now, seat, person, demonstration },
  params,
}) => {
  const city = await findCity(db, actor, { language, slug: params.slug })
  if (!city) error(404, 'no such city')

  const counting = answersThatCount(
    await listAnswers(db, actor, city.id),
    (factor) => vocabulary.factors.get(factor)?.group ?? '',
    now.toISOString().slice(0, 10),
  )
  const of = await listPracticesOfCity(db, actor, city.id)
  const cards = await listPracticeCards(db, actor, {
    language,
    vocabulary,
    ids: [...of.told, ...of.takenUp, ...of.learnedFrom],
  })
  const among = (ids: readonly string[]) => cards.filter((card) => ids.includes(card.id))
  const terms = city.words.parts.challenges.flatMap((challenge) =>
    challenge.kinds.filter((code) => vocabulary.terms.has(`challenges/${code}`)),
  )
  return {
    city,
    challenges: Object.fromEntries(terms.map((code) => [code, labelOf(vocabulary, 'challenges', code, language)])),
    outcomes: Object.fromEntries(
      (vocabulary.byVocabulary.get('outcomes') ?? []).map(({ code }) => [
        code,
        labelOf(vocabulary, 'outcomes', code, language),
      ]),
    ),
    region: labelOf(vocabulary, 'regions', city.region ?? '', language),
    table: tableOf(counting, vocabulary, language),
    practices: { told: among(of.told), takenUp: among(of.takenUp), learnedFrom: among(of.learnedFrom) },
    adaptations: await listAdaptationsOfCity(db, actor, { cityId: city.id, language }),
    people: await listPeopleOfPlace(db, actor, { placeId: city.id, language }),
    organisations: await listOrganisationsOfCity(db, actor, { cityId: city.id, language }),
    files: await listAttachments(db, actor, city.id),
    keepsFiles: sideOf(actor, { id: city.id, kind: 'city', hubs: [] }) === 'place',
    seated: seat?.slug === city.slug,
    // whoever may have something to say there; the page says who may not, and why
    answers: seat?.slug === city.slug || person?.sitsIn?.place === 'organisation',
    // a reader who may hide the city is led there; for most there is no question to ask of the database
    risk: seat?.slug === city.slug && mayLeadToRisk(actor, city.id),
    canSignIn: demonstration && city.demonstration && person === null,
  }
}
