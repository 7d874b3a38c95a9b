/** A held note and its answer: answers only grow, so that a note that is let through comes as the same answer with it. */
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { FALLBACK, isLanguage, type Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { raiseEpoch } from '#features/registry/item.queries.server.ts'
import type { Placer } from '#features/safeguards/decide-held.server.ts'
import type { Held } from '#features/safeguards/held.ts'
import { holdText } from '#features/safeguards/hold-text.server.ts'
import type { MarkedText } from '#features/safeguards/screened-form.ts'
import { findNewest, insertAnswer, lockLine, type BookAnswer, type Line } from './answer-book.queries.server.ts'
import { noteIn } from './answer-table.ts'
import { giveAnswer } from './answering.server.ts'
import { notePlace, readNotePlace } from './held-place.ts'

type Giving = Parameters<typeof giveAnswer>[2]

function lineOf({ place, itemId }: Held) {
  const { language, answerId, ...line } = readNotePlace(place)
  return { line: { ...line, cityId: itemId ?? '' }, language, answerId }
}

export const ANSWER_PLACER: Placer = {
  lookAt: async (db, held) => {
    const { line, language, answerId } = lineOf(held)
    await lockLine(db, line)
    const { newest } = await findNewest(db, line)
    if (!newest) return { now: 'gone', stands: '' }
    const stands = newest.note ? (noteIn(newest.note, isLanguage(language) ? language : FALLBACK)?.text ?? '') : ''
    if (newest.id !== answerId) return { now: 'changed', stands }
    return { now: (await sitsThere(db, held, line)) ? 'as_it_was' : 'writer_left', stands }
  },
  put: async (db, { held, text, writer }) => {
    const { line, language } = lineOf(held)
    const { newest } = await findNewest(db, line)
    if (!newest) return
    const note = { ...newest.note, [language]: text }
    await insertAnswer(db, writer, { ...line, ...factsOf(newest), note, released: newest.stands })
    if (newest.label === 'public' && newest.stands) await raiseEpoch(db)
  },
}

const factsOf = ({ state, value, date, how, confidence, label, readers }: BookAnswer) => ({
  state,
  value,
  date,
  how,
  confidence,
  label,
  readers,
})

async function sitsThere(db: Db, { writerId }: Held, { cityId, organisationId }: Line): Promise<boolean> {
  const { rows } = await sql`
    select 1 from seat where person_id = ${writerId} and place_id = any(${[cityId, organisationId].filter((id) => id !== null)}::uuid[])
      and since <= clock_timestamp() and (until is null or until > clock_timestamp()) limit 1`.execute(db)
  return rows.length > 0
}

/** What stands as the note of the newest answer, as a form in this language shows it. */
export async function noteStanding(
  db: Db,
  { cityId, factor, speaker }: Pick<Giving, 'cityId' | 'factor' | 'speaker'>,
  language: Language,
): Promise<string> {
  const line = { cityId, factor, respondent: speaker.respondent, organisationId: speaker.organisationId }
  const { newest } = await findNewest(db, line)
  return newest?.note ? (noteIn(newest.note, language)?.text ?? '') : ''
}

/** Gives the answer with the note as it stood, and puts the new one aside for a reviewer, both or neither. */
export async function giveWithHeldNote(
  db: Db,
  actor: Actor,
  asked: Giving,
  held: { text: MarkedText; why: string },
): ReturnType<typeof giveAnswer> {
  return together(db, async (trx) => {
    const former = await noteStanding(trx, asked, asked.language)
    const given = await giveAnswer(trx, actor, { ...asked, told: { ...asked.told, note: former || null } })
    if (!given.ok) return given
    const { cityId, factor, speaker } = asked
    const line = { cityId, factor, respondent: speaker.respondent, organisationId: speaker.organisationId }
    const { newest } = await findNewest(trx, line)
    if (newest) {
      const place = notePlace(line, asked.language, newest.id)
      await holdText(trx, actor, { kind: 'answer', itemId: cityId, place, former, ...held })
    }
    return given
  })
}
