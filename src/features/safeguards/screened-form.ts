/**
 * One way for every form in which somebody types what others will read: what was found is shown where it stands; the
 * writer changes it, or insists with a reason, and then it is held. Questions about wording are asked once. Pure.
 */
import type { Finding } from './finding.ts'
import { hold } from './hold.ts'
import { screen } from './screening.ts'
import { stigmaPrompts, type Prompt } from './stigma.ts'

/** `former`: what stands there already; it was looked at before, and is not asked about again. */
export type FormText = { field: string; text: string; former?: string | undefined; becomesPublic?: boolean | undefined }
export type MarkedText = { field: string; text: string; findings: Finding[]; prompts: Prompt[] }

/** What the form said besides: the writer insists, why, and on which findings and questions they had looked. */
export type Insisting = { insists: boolean; why: string; seen: string; asked: string }
export const NOT_INSISTING: Insisting = { insists: false, why: '', seen: '', asked: '' }

export type WhyFault = 'why_missing' | 'why_too_long'
/** Goes back to the page, with all that was typed. */
export type Warning = {
  texts: MarkedText[]
  seen: string
  asked: string
  found: boolean
  insists: boolean
  why: string
  fault: WhyFault | null
}
export type Screened =
  { state: 'clear' } | { state: 'warn'; warning: Warning } | { state: 'held'; why: string; texts: MarkedText[] }

export const LONGEST_INSISTING = 1_000

/** `asksWhy`: not where nothing is held, since only reviewers read it or the places are left out. */
export function screenForm(
  texts: readonly FormText[],
  said: Insisting,
  { asksWhy = true }: { asksWhy?: boolean } = {},
): Screened {
  const marked = texts.map(markedIn).filter((each) => each.findings.length > 0 || each.prompts.length > 0)
  const [seen, asked] = [markOf(marked, 'findings'), markOf(marked, 'prompts')]
  const fault = asksWhy && seen !== '' && said.insists && said.seen === seen ? whyFault(said.why) : null
  const holding = hold(
    marked.flatMap((each) => each.findings),
    said.insists && said.seen === seen && fault === null,
  )
  const prompted = asked !== '' && said.asked !== asked
  if (holding.state === 'warn' || prompted)
    return {
      state: 'warn',
      warning: { texts: marked, seen, asked, found: seen !== '', insists: said.insists, why: said.why, fault },
    }
  if (holding.state === 'clear') return { state: 'clear' }
  return { state: 'held', why: said.why.trim(), texts: marked.filter((each) => each.findings.length > 0) }
}

function whyFault(why: string): WhyFault | null {
  if (why.trim() === '') return 'why_missing'
  return why.trim().length > LONGEST_INSISTING ? 'why_too_long' : null
}

function markedIn({ field, text, former = '', becomesPublic = false }: FormText): MarkedText {
  if (text === former) return { field, text, findings: [], prompts: [] }
  const known = new Set(screen(former).map(({ from, to }) => former.slice(from, to)))
  const knownPrompts = new Set(becomesPublic ? stigmaPrompts(former).map(({ words }) => words) : [])
  return {
    field,
    text,
    findings: screen(text).filter(({ from, to }) => !known.has(text.slice(from, to))),
    prompts: becomesPublic ? stigmaPrompts(text).filter(({ words }) => !knownPrompts.has(words)) : [],
  }
}

/** A short mark of what was shown: another finding than the one insisted upon is shown first. Empty: nothing. */
function markOf(marked: readonly MarkedText[], what: 'findings' | 'prompts'): string {
  const said = marked.flatMap(({ field, text, [what]: found }) =>
    found.map(({ from, to }) => `${field} ${text.slice(from, to)}`),
  )
  return said.length === 0 ? '' : digest(said.join('\n'))
}

/** FNV-1a: tells texts apart, keeps no secret. */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash >>> 0).toString(36)
}

/** What a form with `Warned.svelte` in it sends. */
export const insistingIn = (one: (name: string) => string): Insisting => ({
  insists: one('insist') === 'yes',
  why: one('insist_why').slice(0, LONGEST_INSISTING * 2),
  seen: one('insist_seen').slice(0, 20),
  asked: one('wording_asked').slice(0, 20),
})

/** The same text with every found place struck out. */
export function withoutFindings(text: string, findings: readonly Finding[], mark: string): string {
  return findings
    .toSorted((one, other) => other.from - one.from)
    .reduce((rest, { from, to }) => rest.slice(0, from) + mark + rest.slice(to), text)
}

/** For what is kept for good and cannot wait: whoever goes on does so without the marked places. */
export function leaveOut(text: FormText, said: Insisting, mark: string): { warning: Warning } | { text: string } {
  const screened = screenForm([text], said, { asksWhy: false })
  if (screened.state === 'warn') return { warning: screened.warning }
  return {
    text: screened.state === 'clear' ? text.text : withoutFindings(text.text, screened.texts[0]?.findings ?? [], mark),
  }
}
