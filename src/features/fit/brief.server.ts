/** Use case: one page for the mayor: what brings us, three to look at, what to put in place, what nobody knows, what went wrong, what to ask. */
import type { Asking } from './compared.server.ts'
import { rowsOf, type Row } from './discover.ts'
import { listHarm } from './harm.queries.server.ts'
import { layOut } from './laid-out.server.ts'
import { METHOD_VERSION } from './method.ts'
import { reasonsOf } from './row-reasons.ts'
import { factorLabel, shownNextCondition, shownRow, termLabel } from './shown-list.ts'
import { cardsOf, questionsShown, shownCompared } from './worth-a-look.server.ts'
import type { LookAsk } from './worth-a-look.query.ts'

const PRACTICES = 3
const HARMS = 3
const CONDITIONS = 3

/** Eight queries at most. */
export async function brief(asking: Asking, ask: LookAsk) {
  const laidOut = await layOut(asking, ask)
  const { discovery, view, conditions } = laidOut
  const rows = worthReading(rowsOf(discovery))
  const ids = rows.flatMap(({ practice }) => view.practices.get(practice.id)?.itemId ?? [])
  const harms = await listHarm(asking.db, asking.actor, {
    ids,
    language: asking.language,
    demonstration: asking.demonstration,
  })
  const lifting = conditions.safeguards.filter(({ wouldLift }) => wouldLift.length > 0)
  return {
    compared: shownCompared(asking, laidOut.compared),
    concerns: ask.concerns.map((slug) => termLabel(asking, slug)),
    fewMatch: laidOut.fewMatch,
    matching: laidOut.matching,
    rows: rows.map((row) => shownRow(discovery, row, asking, ask.concerns)),
    cards: await cardsOf(
      asking,
      laidOut,
      rows.map(({ practice }) => practice.id),
    ),
    safeguards: lifting.slice(0, CONDITIONS).map((each) => shownNextCondition(each, asking)),
    conditions: conditions.conditions
      .slice(0, CONDITIONS - Math.min(lifting.length, CONDITIONS - 1))
      .map((each) => shownNextCondition(each, asking)),
    safeguardsOpen: openSafeguards(rows, (id) => reasonsOf(discovery, id).safeguardsOpen).map((code) =>
      factorLabel(asking, code),
    ),
    harms: oneOfEach(harms),
    questions: questionsShown(asking, laidOut, null),
    methodVersion: METHOD_VERSION,
    day: asking.now.toISOString().slice(0, 10),
  }
}

/** The first three of the list that a safeguard does not rule out; those too little known only where there are no others. */
function worthReading(rows: readonly Row[]): Row[] {
  const usable = rows.filter(({ tier }) => tier !== 'X')
  const known = usable.filter(({ tier }) => tier !== '4')
  return (known.length > 0 ? known : usable).slice(0, PRACTICES)
}

function openSafeguards(rows: readonly Row[], openOf: (id: string) => readonly string[]): string[] {
  return [...new Set(rows.flatMap(({ practice }) => openOf(practice.id)))].slice(0, 5)
}

/** The gravest line of each practice, then whatever else there is room for. */
function oneOfEach<H extends { practice: string }>(harms: readonly H[]): H[] {
  const first = harms.filter((harm, at) => harms.findIndex(({ practice }) => practice === harm.practice) === at)
  return [...first, ...harms.filter((harm) => !first.includes(harm))].slice(0, HARMS)
}
