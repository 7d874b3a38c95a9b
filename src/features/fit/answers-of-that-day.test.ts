import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { listToldRecords } from './record.queries.server.ts'
import { scalesOf } from './vocabulary-scales.ts'

const db = testDatabase(withSample)

/** The public record of the port city on the Dakar practice; its city shows trust in the police to the network alone. */
async function answersThen(actor: Actor): Promise<string[]> {
  const scales = scalesOf(await loadVocabulary(db(), VISITOR))
  const records = await listToldRecords(db(), actor, { demonstration: true, scales })
  const record = records.get('dakar-grand-yoff-youth-police')?.find((each) => each.city === 'demo-marsa-lawz')
  return [...(record?.answersThen.keys() ?? [])].toSorted()
}

const seatElsewhere = async (): Promise<Actor> => {
  const place = await db()
    .selectFrom('item')
    .select(['id', 'region'])
    .where('slug', '=', 'demo-bjerkhavn')
    .executeTakeFirstOrThrow()
  return {
    kind: 'person',
    id: 'p',
    seats: [{ placeId: place.id, region: place.region ?? '', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'two',
  }
}

test('a public record does not publish the answers of its day that its city shows to the network alone', async () => {
  expect(await answersThen(VISITOR)).toEqual([
    'gov.coordination',
    'gov.leadership',
    'gov.mandate',
    'inf.words',
    'srv.evaluation',
    'srv.staff',
    'srv.youth_work',
    'tru.city',
    'tru.civil_society',
    'tru.youth_voice',
  ])
  expect(await answersThen(await seatElsewhere())).toEqual(
    expect.arrayContaining(['tru.police', 'thr.tension', 'gov.mandate']),
  )
})

test('where the city has no answer of that kind today, the default of the question decides', async () => {
  await sql`insert into adaptation_answer (adaptation_id, factor, respondent, state, value)
    select id, 'thr.violence', 'administration', 'answered', array['none'] from item where slug = 'demo-adapt-ml-dakar'`.execute(
    db(),
  )
  await sql`alter table city_answer disable trigger city_answer_only_grows`.execute(db())
  await sql`delete from city_answer where factor = 'thr.violence'`.execute(db())
  expect(await answersThen(VISITOR)).not.toContain('thr.violence')
  expect(await answersThen(await seatElsewhere())).not.toContain('thr.violence') // its default is the city's own team
})
