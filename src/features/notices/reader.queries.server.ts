/** Whom a notice, a digest or a question is for: where they are reached, what they chose, and as whom they read, by the seats of this moment. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { needsSecondStep, type Role, type Seated } from '#features/registry/seat.ts'
import { TOPIC_IDS, type Choices, type NoticeChannel } from './notice.ts'
import { NO_WISHES, type Wishes } from './rhythm.ts'

export type Reader = {
  id: string
  address: string | null
  language: Language
  zone: string
  demonstration: boolean
  wishes: Wishes
  /** Without a session: seats that ask for a second step count where the person has set one up, as they do after signing in. */
  actor: Actor & { kind: 'person' }
}

type SeatRow = { placeId: string; place: Seated; region: string | null; role: Role; regions: string[] }
type Row = {
  address: string | null
  language: string
  zone: string
  demonstration: boolean
  secondStep: boolean
  seats: SeatRow[]
  choices: { topic: string; channel: NoticeChannel }[]
  rhythm: RhythmRow | null
}
type RhythmRow = {
  every: 'day' | 'week'
  weekday: number
  quiet_from: number | null
  quiet_until: number | null
  paused_until: string | null
}

/** undefined: erased, or nobody. */
export async function findReader(db: Db, personId: string): Promise<Reader | undefined> {
  const { rows } = await sql<Row>`
    select person.email as address, person.language, person.zone, person.demonstration,
      exists (select from one_time_code code where code.person_id = person.id and code.confirmed_at is not null)
        or exists (select from passkey where passkey.person_id = person.id) as "secondStep",
      coalesce((select jsonb_agg(jsonb_build_object('placeId', place.id, 'region', place.region, 'role', seat.role, 'regions', coalesce(hub.regions, '{}'),
          'place', case when hub.secretariat then 'secretariat' else place.kind end) order by seat.since, seat.id)
        from seat join item place on place.id = seat.place_id left join hub on hub.id = place.id
        where seat.person_id = person.id and seat.since <= clock_timestamp() and (seat.until is null or seat.until > clock_timestamp())), '[]') as seats,
      coalesce((select jsonb_agg(jsonb_build_object('topic', topic, 'channel', channel)) from notice_choice where person_id = person.id), '[]') as choices,
      (select to_jsonb(rhythm) from notice_rhythm rhythm where rhythm.person_id = person.id) as rhythm
    from person where person.id = ${personId}::uuid and person.erased_at is null`.execute(db)
  const [row] = rows
  return row && readerOf(personId, row)
}

function readerOf(id: string, row: Row): Reader {
  const counting = row.seats.filter((seat) => row.demonstration || row.secondStep || !needsSecondStep(seat))
  return {
    id,
    address: row.address,
    language: isLanguage(row.language) ? row.language : FALLBACK,
    zone: row.zone,
    demonstration: row.demonstration,
    wishes: { choices: choicesOf(row.choices), rhythm: rhythmOf(row.rhythm) },
    actor: {
      kind: 'person',
      id,
      seats: counting.map(({ placeId, place, region, role }) => ({ placeId, place, region, role })),
      regions: [...new Set(counting.flatMap((seat) => seat.regions))],
      assurance: row.demonstration ? 'demonstration' : 'one',
    },
  }
}

const choicesOf = (rows: Row['choices']): Choices =>
  Object.fromEntries(
    rows.filter(({ topic }) => TOPIC_IDS.some((each) => each === topic)).map(({ topic, channel }) => [topic, channel]),
  )

const rhythmOf = (row: RhythmRow | null): Wishes['rhythm'] =>
  row === null
    ? NO_WISHES.rhythm
    : {
        every: row.every,
        weekday: row.weekday,
        quiet:
          row.quiet_from === null || row.quiet_until === null ? null : { from: row.quiet_from, until: row.quiet_until },
        pausedUntil: row.paused_until,
      }

/** The whole of it anew. */
export async function saveWishes(db: Db, personId: string, { choices, rhythm }: Wishes): Promise<void> {
  const { every, weekday, quiet, pausedUntil } = rhythm
  await sql`
    insert into notice_rhythm (person_id, every, weekday, quiet_from, quiet_until, paused_until)
    values (${personId}, ${every}, ${weekday}, ${quiet?.from ?? null}, ${quiet?.until ?? null}, ${pausedUntil})
    on conflict (person_id) do update set every = excluded.every, weekday = excluded.weekday, quiet_from = excluded.quiet_from,
      quiet_until = excluded.quiet_until, paused_until = excluded.paused_until`.execute(db)
  for (const [topic, channel] of Object.entries(choices))
    await sql`
      insert into notice_choice (person_id, topic, channel) values (${personId}, ${topic}, ${channel})
      on conflict (person_id, topic) do update set channel = excluded.channel`.execute(db)
}
