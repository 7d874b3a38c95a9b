import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { newKey } from '#base/keys.server.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { findReader, saveWishes } from '#features/notices/reader.queries.server.ts'
import { NO_WISHES, type Wishes } from '#features/notices/rhythm.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { loadVocabulary } from '#features/vocabulary/vocabulary.queries.server.ts'
import { answerAsk, seeAsk, undoAnswer, type Opened } from './answer-ask.server.ts'
import { askPeople } from './ask-people.server.ts'
import { answersOf, ASKS, mayUndo, type AskKind, type AskRefusal } from './ask.ts'
import { ASK_WAYS } from './ask-kinds.server.ts'

const db = testDatabase(withSample)
const NOW = new Date()

const one = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row> =>
  (await query.execute(db())).rows[0] ?? expect.fail('no row')
const idOf = async (slug: string) => (await one(sql<{ id: string }>`select id from item where slug = ${slug}`)).id
const pwani = async () =>
  (await one(sql<{ id: string }>`select id from person where email = 'demo-p-pwani@demonstration.invalid'`)).id

async function opened(token: string, more: Partial<Opened> = {}): Promise<Opened> {
  return { token, language: 'en', vocabulary: await loadVocabulary(db(), VISITOR), now: NOW, signedIn: null, ...more }
}

/** The link in the mail to this person. */
async function linkTo(personId: string): Promise<string> {
  const { words } = await one(
    sql<{
      words: { action: { path: string } }
    }>`select words from mail where occasion = 'question' and person_id = ${personId} order by id desc limit 1`,
  )
  return words.action.path.split('/').at(-1) ?? ''
}

/** The question that the sample has: old public answers of Mwambora. */
async function askedStillSo(): Promise<{ token: string; personId: string }> {
  const personId = await pwani()
  await askPeople(db(), NOW)
  return { token: await linkTo(personId), personId }
}

async function somebody(
  place: string,
  role: string,
  { steps = 2, since = '2 years' } = {},
): Promise<{ id: string; seat: string; name: string }> {
  const [id, seat, name] = [newKey(), newKey(), `Zqx${role} Somebody`]
  await sql`insert into person (id, email, name) values (${id}, ${`${id}@city.example`}, ${name})`.execute(db())
  await sql`insert into seat (id, person_id, place_id, role, confirmed_by, since) values (${seat}, ${id}, ${await idOf(place)}, ${role}, 'test', now() - ${since}::interval)`.execute(
    db(),
  )
  if (steps === 2)
    await sql`insert into one_time_code (person_id, secret, confirmed_at) values (${id}, 'x', now())`.execute(db())
  return { id, seat, name }
}

/** A focal point of Bjerkhavn and a colleague whom nobody confirmed for two years. */
async function askedStillHere(steps = 2) {
  const lead = await somebody('demo-bjerkhavn', 'focal_point', { steps, since: '3 days' })
  const colleague = await somebody('demo-bjerkhavn', 'editor')
  await sql`update person set email = null where email like 'demo-p-havnes%'`.execute(db())
  await askPeople(db(), NOW)
  return { lead, colleague, token: await linkTo(lead.id) }
}

async function askedRelease() {
  const lead = await somebody('demo-org-dar-al-mazad', 'representative', { since: '3 days' })
  await sql`update person set email = null where email like 'demo-p-nakhla%'`.execute(db())
  const [city, organisation] = [await idOf('demo-marsa-lawz'), await idOf('demo-org-dar-al-mazad')]
  const answer = async (factor: string, created: string) =>
    sql`insert into city_answer (id, city_id, factor, respondent, organisation_id, state, value, day, label, released, by_whom, created_at)
      values (${newKey()}, ${city}, ${factor}, 'civil_society', ${organisation}, 'not_known', '{}', '2026-10-01', 'public', false, 'test', now() - ${created}::interval)`.execute(
      db(),
    )
  await answer('gov.mandate', '20 days')
  await askPeople(db(), NOW)
  return { lead, token: await linkTo(lead.id), answer }
}

const ANSWERS = sql<{ n: number }>`select count(*)::int as n from city_answer`
const counted = async () => (await one(ANSWERS)).n
const acts = async () =>
  (
    await sql<{
      act: string
    }>`select act from audit_entry where act like 'ask.%' or act like 'answer.%' or act like 'seat.%' order by id`.execute(
      db(),
    )
  ).rows.map(({ act }) => act)

describe('the table of kinds', () => {
  test.each(Object.entries(ASKS))(
    '%s has its ways, and takes back only what it answers',
    (kind, { answers, undoes }) => {
      const ways = ASK_WAYS[kind as AskKind]
      expect(answers.length).toBeGreaterThan(1)
      for (const undo of undoes) expect(answersOf(kind as AskKind)).toContain(undo)
      expect(ways.undo !== null).toBe(undoes.length > 0)
    },
  )
  test('an answer is taken back within a day', () => {
    const at = new Date('2026-11-24T09:00:00Z')
    const after = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
    expect([
      mayUndo('still_here', 'no', at, after(23)),
      mayUndo('still_here', 'no', at, after(24)),
      mayUndo('still_here', 'yes', at, after(1)),
    ]).toEqual([true, false, false])
  })
})

describe('is this answer still so', () => {
  test('yes: it is of today, seen by the same, written down as theirs and as by a link', async () => {
    const { token, personId } = await askedStillSo()
    const before = await counted()
    expect(await answerAsk(db(), await opened(token), { answer: 'yes', value: [] })).toEqual({ ok: true, value: null })
    const made = await one(
      sql<{
        label: string
        by_whom: string
        today: boolean
      }>`select label, by_whom, day >= current_date - 1 as today from city_answer order by id desc limit 1`,
    )
    expect([await counted(), made]).toEqual([
      before + 1,
      { label: 'public', by_whom: `person:${personId}`, today: true },
    ])
    expect(await acts()).toEqual(['answer.confirmed', 'ask.answered'])
    expect(await seeAsk(db(), await opened(token))).toEqual({
      state: 'answered',
      kind: 'still_so',
      answer: 'yes',
      mayUndo: false,
    })
  })

  test('changed: another of its choices, and none chosen changes nothing and leaves the link good', async () => {
    const { token } = await askedStillSo()
    const seen = await seeAsk(db(), await opened(token))
    if (seen.state !== 'open' || seen.question.kind !== 'still_so') expect.fail('not open')
    const other = seen.question.choices?.map(({ id }) => id).find((id) => id !== 'x') ?? expect.fail('no choices')
    const before = await counted()
    expect(await answerAsk(db(), await opened(token), { answer: 'changed', value: [] })).toEqual({
      ok: false,
      reason: 'value_missing',
    })
    expect(await answerAsk(db(), await opened(token), { answer: 'changed', value: ['no such step'] })).toEqual({
      ok: false,
      reason: 'value_missing',
    })
    expect(await counted()).toBe(before)
    expect((await answerAsk(db(), await opened(token), { answer: 'changed', value: [other] })).ok).toBe(true)
    expect((await one(sql<{ value: string[] }>`select value from city_answer order by id desc limit 1`)).value).toEqual(
      [other],
    )
  })

  test('not known: noted, and the answer stays as it was', async () => {
    const { token } = await askedStillSo()
    const before = await counted()
    expect((await answerAsk(db(), await opened(token), { answer: 'unknown', value: [] })).ok).toBe(true)
    expect([await counted(), await acts()]).toEqual([before, ['ask.answered']])
  })

  test('looking at it, ten times and in every language, does nothing', async () => {
    const { token } = await askedStillSo()
    const before = [await counted(), await acts()]
    for (let n = 0; n < 10; n++) {
      const seen = await seeAsk(db(), await opened(token, { language: (['en', 'fr', 'ar'] as const)[n % 3] ?? 'en' }))
      expect(seen.state).toBe('open')
    }
    expect([await counted(), await acts()]).toEqual(before)
  })
})

describe('nothing is done and the reason is said', () => {
  const CASES: [string, AskRefusal, (asked: { token: string; personId: string }) => Promise<Partial<Opened> | void>][] =
    [
      [
        'used',
        'used',
        async ({ token }) => void (await answerAsk(db(), await opened(token), { answer: 'unknown', value: [] })),
      ],
      [
        'expired',
        'expired',
        async () => void (await sql`update ask set until = now() - interval '1 second'`.execute(db())),
      ],
      ['no such link', 'unknown', async () => ({ token: 'x'.repeat(32) })],
      ['somebody else is signed in', 'somebody_else', async () => ({ signedIn: newKey() })],
      [
        'erased',
        'unknown',
        async ({ personId }) =>
          void (await sql`update person set erased_at = now(), email = null, name = null where id = ${personId}`.execute(
            db(),
          )),
      ],
      [
        'the seat has ended',
        'no_longer_yours',
        async ({ personId }) =>
          void (await sql`update seat set until = now() where person_id = ${personId}`.execute(db())),
      ],
      [
        'the city is hidden',
        'not_public',
        async () => void (await sql`update item set label = 'team' where slug = 'demo-mwambora'`.execute(db())),
      ],
      [
        'a colleague answered meanwhile',
        'changed_meanwhile',
        async () =>
          void (await sql`insert into city_answer (id, city_id, factor, respondent, state, value, day, label, by_whom)
          select ${newKey()}::uuid, city_id, factor, respondent, state, value, current_date, label, 'test' from city_answer
          where id = (select (subject ->> 'answer')::uuid from ask where kind = 'still_so' limit 1)`.execute(db())),
      ],
      ['an answer that is not offered', 'value_missing', async () => ({})],
    ]
  test.each(CASES)('%s: %s', async (name, reason, happens) => {
    const asked = await askedStillSo()
    const given = { answer: name.startsWith('an answer') ? 'no' : 'yes', value: [] }
    const opening = await opened(asked.token, (await happens(asked)) ?? {})
    const before = [await counted(), await acts()]
    expect(await answerAsk(db(), opening, given)).toEqual({ ok: false, reason })
    expect([await counted(), await acts()]).toEqual(before)
    if (reason !== 'used' && reason !== 'value_missing')
      expect(await seeAsk(db(), opening)).toEqual({ state: 'closed', why: reason })
  })
})

describe('is this colleague still here', () => {
  const seatOf = (id: string) =>
    one(
      sql<{
        ended: boolean
        confirmed: boolean
      }>`select until is not null as ended, confirmed_at is not null as confirmed from seat where id = ${id}`,
    )

  test('yes: confirmed for another year, and not asked again', async () => {
    const { token, colleague } = await askedStillHere()
    expect((await answerAsk(db(), await opened(token), { answer: 'yes', value: [] })).ok).toBe(true)
    expect(await seatOf(colleague.seat)).toEqual({ ended: false, confirmed: true })
    await sql`update ask set asked_at = asked_at - interval '30 days'`.execute(db())
    expect((await ASK_WAYS.still_here.due(db())).filter(({ subject }) => subject['seat'] === colleague.seat)).toEqual(
      [],
    )
  })

  test('no: the seat ends and its person is told; within a day the same link gives it back, once', async () => {
    const { token, colleague } = await askedStillHere()
    expect((await answerAsk(db(), await opened(token), { answer: 'no', value: [] })).ok).toBe(true)
    expect((await seatOf(colleague.seat)).ended).toBe(true)
    expect(await seeAsk(db(), await opened(token))).toMatchObject({ answer: 'no', mayUndo: true })
    expect((await undoAnswer(db(), await opened(token, { now: new Date(NOW.getTime() + 25 * 3_600_000) }))).ok).toBe(
      false,
    )
    expect((await undoAnswer(db(), await opened(token))).ok).toBe(true)
    expect(await undoAnswer(db(), await opened(token))).toEqual({ ok: false, reason: 'used' })
    const { rows } = await sql<{
      role: string
    }>`select role from seat where person_id = ${colleague.id} and until is null`.execute(db())
    expect(rows).toEqual([{ role: 'editor' }])
    expect(await acts()).toEqual(['seat.ended', 'ask.answered', 'seat.given', 'ask.taken_back'])
    const { rows: told } = await sql<{
      kind: string
    }>`select kind from notice where person_id = ${colleague.id} order by id`.execute(db())
    expect(told.map(({ kind }) => kind)).toEqual(['seat_ended', 'seat_given'])
  })

  test('a focal point without the second step that the seat asks for decides nothing by mail', async () => {
    const { token, colleague } = await askedStillHere(1)
    expect(await answerAsk(db(), await opened(token), { answer: 'no', value: [] })).toEqual({
      ok: false,
      reason: 'no_longer_yours',
    })
    expect((await seatOf(colleague.seat)).ended).toBe(false)
  })

  test('nobody is asked about themselves, about a protected person, or about a seat that leads', async () => {
    const lead = await somebody('demo-bjerkhavn', 'focal_point')
    await sql`insert into seat (id, person_id, place_id, role, confirmed_by, since) values (${newKey()}, ${lead.id}, ${await idOf('demo-bjerkhavn')}, 'editor', 'test', now() - interval '2 years')`.execute(
      db(),
    )
    const guarded = await somebody('demo-bjerkhavn', 'contributor')
    await sql`update person set protected = true where id = ${guarded.id}`.execute(db())
    await somebody('demo-bjerkhavn', 'signatory')
    const about = (await ASK_WAYS.still_here.due(db())).filter(({ personId }) => personId === lead.id)
    expect(about).toEqual([])
  })

  test('an invented colleague keeps the seat', async () => {
    const mawja = await one(
      sql<{
        seat: string
      }>`select seat.id as seat from seat join person on person.id = person_id where email like 'demo-p-mawja%'`,
    )
    await sql`update seat set since = now() - interval '2 years' where id = ${mawja.seat}`.execute(db())
    await askPeople(db(), NOW)
    const rassif = await one(sql<{ id: string }>`select id from person where email like 'demo-p-rassif%'`)
    expect(await answerAsk(db(), await opened(await linkTo(rassif.id)), { answer: 'no', value: [] })).toEqual({
      ok: false,
      reason: 'refused',
    })
    expect((await seatOf(mawja.seat)).ended).toBe(false)
  })
})

describe('would you release your answers', () => {
  test('yes: those that were asked about, and none given since', async () => {
    const { token, answer } = await askedRelease()
    await answer('gov.plan', '1 minute')
    expect(await seeAsk(db(), await opened(token))).toMatchObject({ question: { kind: 'release', count: 1 } })
    expect((await answerAsk(db(), await opened(token), { answer: 'yes', value: [] })).ok).toBe(true)
    const { rows } = await sql<{
      factor: string
    }>`select factor from city_answer where released and organisation_id is not null order by id desc limit 1`.execute(
      db(),
    )
    expect(rows).toEqual([{ factor: 'gov.mandate' }])
    expect(await acts()).toEqual(['answer.released', 'ask.answered'])
  })

  test('not by a contributor of the organisation, who may not release', async () => {
    const { token, lead } = await askedRelease()
    await sql`update seat set role = 'contributor' where person_id = ${lead.id}`.execute(db())
    expect(await answerAsk(db(), await opened(token), { answer: 'yes', value: [] })).toEqual({
      ok: false,
      reason: 'no_longer_yours',
    })
  })

  test('the city reads nothing of it in its audit before it is released', async () => {
    const { token } = await askedRelease()
    await answerAsk(db(), await opened(token), { answer: 'not_yet', value: [] })
    const { item_id } = await one(sql<{ item_id: string }>`select item_id from audit_entry where act = 'ask.answered'`)
    expect(item_id).toBe(await idOf('demo-org-dar-al-mazad'))
  })
})

describe('who is asked, and when', () => {
  const questions = async () =>
    (
      await sql<{
        person_id: string
        later: boolean
      }>`select person_id, next_at > now() + interval '1 minute' as later from mail where occasion = 'question'`.execute(
        db(),
      )
    ).rows
  const wish = async (wishes: Partial<Wishes>) => saveWishes(db(), await pwani(), { ...NO_WISHES, ...wishes })

  test('one question a week, however often the job runs, and never the same one', async () => {
    for (let n = 0; n < 3; n++) await askPeople(db(), NOW)
    expect(await questions()).toHaveLength(1)
    await sql`update ask set asked_at = asked_at - interval '8 days'`.execute(db())
    await askPeople(db(), NOW)
    expect(await questions()).toHaveLength(2)
    expect((await sql`select from ask`.execute(db())).rows).toHaveLength(2)
  })

  test('nobody who chose not to be asked by mail, stopped it by a link, pauses, or is erased', async () => {
    await wish({ choices: { questions: 'here' } })
    await askPeople(db(), NOW)
    await wish({ choices: { questions: 'mail' }, rhythm: { ...NO_WISHES.rhythm, pausedUntil: '2999-01-01' } })
    await askPeople(db(), NOW)
    await wish({})
    await sql`insert into mail_opt_out (address, occasion) values ('demo-p-pwani@demonstration.invalid', 'question')`.execute(
      db(),
    )
    await askPeople(db(), NOW)
    expect(await questions()).toEqual([])
  })

  test('in quiet hours the mail waits for their end', async () => {
    const reader = (await findReader(db(), await pwani())) ?? expect.fail('gone')
    const clock = new Date().toLocaleTimeString('en-GB', { timeZone: reader.zone })
    const minute = Number(clock.slice(0, 2)) * 60
    await wish({ rhythm: { ...NO_WISHES.rhythm, quiet: { from: minute, until: (minute + 120) % 1440 } } })
    await askPeople(db(), NOW)
    expect((await questions()).map(({ later }) => later)).toEqual([true])
  })

  test('the mail says what kind of thing is asked, and names nobody and nothing', async () => {
    const { colleague } = await askedStillHere()
    await askedRelease()
    const { rows } = await sql<{
      words: unknown
      promise: string
    }>`select words, promise from mail where occasion = 'question'`.execute(db())
    expect(rows.map(({ promise }) => promise)).toEqual(['at_most_once', 'at_most_once', 'at_most_once'])
    const said = JSON.stringify(rows)
    expect(said).not.toContain(colleague.name)
    expect(said).not.toMatch(/Bjerkhavn|Mwambora|Marsa|Mazad|mandate/i)
  })
})
