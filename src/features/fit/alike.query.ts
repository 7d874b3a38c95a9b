/** What the address of "cities like ours" asks for: whose answers, and over which group of factors. Decoding never fails. Pure. */
import type { Vocabulary } from '#features/vocabulary/vocabulary.ts'

/** `city`: slug of the city that is compared; null: the reader's own. `group`: null: all that was answered. */
export type AlikeAsk = { city: string | null; group: string | null }

export function readAlikeAsk(params: URLSearchParams, vocabulary: Pick<Vocabulary, 'terms'>): AlikeAsk {
  const city = params.get('city')
  const group = params.get('group')
  return {
    city: city && /^[a-z0-9][a-z0-9-]{0,119}$/.test(city) ? city : null,
    group: group && vocabulary.terms.has(`factor_groups/${group}`) ? group : null,
  }
}
