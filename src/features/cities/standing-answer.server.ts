/** Which answers stand: given by the city, or released by the partner who gave it, and not taken back since. */
import { sql, type RawBuilder } from 'kysely'

/** True for rows of `city_answer` (under the alias given) that count for anybody but those who gave them. */
export const stands = (alias = 'answer'): RawBuilder<boolean> => {
  const answer = sql.ref(alias)
  return sql<boolean>`(${answer}.released and not exists (select from city_answer_taken_back back where back.answer_id = ${answer}.id))`
}
