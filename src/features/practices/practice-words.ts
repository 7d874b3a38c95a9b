/** The words of a practice in one language, as kept in item_text.parts: lists keep the order of the record. Pure. */
import { inLanguage, type Translated } from '#features/registry/translated.ts'
import { RIGHTS, type PracticeRow } from './practice-import.ts'

export type Right = (typeof RIGHTS)[number]

export type PracticeParts = {
  problem: string | null
  how: string | null
  core: { text: string; why: string | null }[]
  adaptable: string[]
  cost_note: string | null
  duration: string | null
  /** By key of the claim: factor, and `!` behind it for a safeguard. */
  claims: Record<string, { mechanism: string; work_around: string | null }>
  lessons: string[]
  results: { text: string | null; design: string | null; caution: string | null }
  harm: string | null
  rights: Record<Right, string | null>
  /** Notes on "taken from" and "taken up by", in the order of the record. */
  from: (string | null)[]
  by: (string | null)[]
}

/** Key of a claim within its practice: on one factor at most one condition and one safeguard. */
export const claimKey = (claim: { factor: string; role: string }): string =>
  claim.role === 'safeguard' ? `${claim.factor}!` : claim.factor

/** A list keeps its places: an entry without words in this language is an empty text, and the page falls back for the whole record. */
export function practiceParts(row: PracticeRow, language: string): PracticeParts {
  const say = (text: Translated | null | undefined) => inLanguage(text, language)
  return {
    problem: say(row.problem),
    how: say(row.how_it_works),
    core: row.core_components.map((part) => ({ text: say(part.text) ?? '', why: say(part.why) })),
    adaptable: row.adaptable_parts.map((part) => say(part.text) ?? ''),
    cost_note: say(row.cost.note),
    duration: say(row.duration),
    claims: Object.fromEntries(
      row.claims.map((claim) => [
        claimKey(claim),
        { mechanism: say(claim.mechanism) ?? '', work_around: say(claim.work_around) },
      ]),
    ),
    lessons: row.lessons.map((lesson) => say(lesson.text) ?? ''),
    results: { text: say(row.results.text), design: say(row.results.design), caution: say(row.results.caution) },
    harm: say(row.harm),
    rights: Object.fromEntries(RIGHTS.map((right) => [right, say(row.rights_gate?.[right])])) as Record<
      Right,
      string | null
    >,
    from: row.adopted_from.map((kin) => say(kin.note)),
    by: row.adopted_by.map((kin) => say(kin.note)),
  }
}

/** What search reads beyond title and summary. */
export function practiceSearchBody(parts: PracticeParts, row: PracticeRow): string {
  const { results } = parts
  return [
    parts.problem,
    parts.how,
    ...parts.core.flatMap((part) => [part.text, part.why]),
    ...parts.adaptable,
    ...parts.lessons,
    results.text,
    results.caution,
    parts.harm,
    parts.duration,
    row.owner,
    ...row.partners,
    ...Object.values(parts.claims).flatMap((claim) => [claim.mechanism, claim.work_around]),
  ]
    .filter(Boolean)
    .join(' ')
    .replace(/[*_#`]/g, '')
}
