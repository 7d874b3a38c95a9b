/**
 * Screening of typed text for personal data of persons of concern, so that a writer is warned where it stands. It finds
 * by signs and may miss or be wrong: it warns and holds, it never refuses. What counts: README. Pure.
 */
import { addresses } from './addresses.ts'
import { birthDates } from './birth-dates.ts'
import { emails } from './emails.ts'
import type { Finding, FindingKind } from './finding.ts'
import { identityNumbers } from './identity-numbers.ts'
import { namesWithRisk } from './names.ts'
import { telephones } from './telephones.ts'
import { readTyped, type Span, type TypedText } from './typed-text.ts'

/** In the order in which they win where two lie over one another. */
const SEARCHES: readonly (readonly [FindingKind, (text: TypedText) => Span[]])[] = [
  ['email', emails],
  ['identity_number', identityNumbers],
  ['birth_date', birthDates],
  ['address', addresses],
  ['telephone', telephones],
  ['name_with_risk', namesWithRisk],
]

/** In their order in the text, none over another. */
export function screen(text: string): Finding[] {
  const typed = readTyped(withoutLinks(text))
  const found = SEARCHES.flatMap(([kind, search], rank) =>
    search(typed).map(({ from, to }) => ({ kind, rank, from: typed.typedFrom(from), to: typed.typedTo(to) })),
  )
  return withoutOverlaps(found).map(({ kind, from, to }) => ({ kind, from, to }))
}

/** The inside of a link says nothing of a person, but for links that dial. As many signs are left as there were. */
const withoutLinks = (text: string): string =>
  text.replace(/\bhttps?:\/\/[^\s<>()"«»]+/gi, (link) =>
    /^https?:\/\/(?:wa\.me|t\.me|api\.whatsapp\.com)\//i.test(link)
      ? link.replace(/^\D+/, (way) => ' tel '.padStart(way.length))
      : ' '.repeat(link.length),
  )

/** One search after another; places already taken are passed over. Sorted lists, so that many findings stay cheap. */
function withoutOverlaps<Found extends Span & { rank: number }>(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  const inOrder = found.toSorted((one, other) => one.from - other.from || one.rank - other.rank)
  for (const each of inOrder) {
    const last = kept.at(-1)
    if (last === undefined || last.to <= each.from) kept.push(each)
    else if (each.rank < last.rank) kept[kept.length - 1] = each
  }
  return kept
}
