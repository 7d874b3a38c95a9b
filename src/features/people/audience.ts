/** How many would see an answer, in numbers that give nobody away. Pure. */

/** Cities and people that a label reaches, each holding the one before: the team, the region, the network. */
export type Reached = { cities: number; people: number }
export type Audience = { team: Reached; region: Reached; network: Reached }

export const FEWEST_SAID = 5

/** `few`: fewer than five. `unsaid`: the number, beside another one, would tell of fewer than five. */
export type SaidPeople = { said: number } | 'few' | 'unsaid'
export type SaidReached = { cities: number; people: SaidPeople }
export type SaidAudience = Record<keyof Audience, SaidReached>

/** Whoever subtracts one number from the next must not learn of one to four people. */
export function saidAudience(audience: Audience): SaidAudience {
  let known = 0
  const say = ({ cities, people }: Reached): SaidReached => {
    const more = people - known
    const told = known > 0 && more > 0 && more < FEWEST_SAID
    if (!told) known = people
    if (people < FEWEST_SAID) return { cities, people: 'few' }
    return { cities, people: told ? 'unsaid' : { said: people } }
  }
  return { team: say(audience.team), region: say(audience.region), network: say(audience.network) }
}
