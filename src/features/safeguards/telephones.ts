/**
 * Telephone numbers of people. Without a word of telephoning a number must look like one: + and a country, or a leading
 * zero with nine to eleven digits, or 3-3-4. With one, six digits will do. Amounts, dates, papers and lines of public
 * services are left alone. Pure.
 */
import { asAmount, datesIn, type NumberRun, numberRuns } from './number-runs.ts'
import { LINKING_WORDS, PAPER_WORDS, PRIVATE_WORDS, PUBLIC_WORDS, TELEPHONE_WORDS, UNIT_WORDS } from './number-signs.ts'
import { anyOf } from './phrases.ts'
import { type Span, type TypedText, wordsAfter, wordsBefore } from './typed-text.ts'

export function telephones(text: TypedText): Span[] {
  const dates = datesIn(text)
  let date = 0
  return numberRuns(text).flatMap((run) => {
    while ((dates[date]?.to ?? Infinity) <= run.from) date++
    const dated = (dates[date]?.from ?? Infinity) < run.to
    const number = dated ? undefined : isTelephone(text, run)
    return number === undefined ? [] : [number]
  })
}

function isTelephone(text: TypedText, run: NumberRun): Span | undefined {
  const ownNumber = afterYear(run)
  if (ownNumber !== undefined) return isTelephone(text, ownNumber)
  const { digits } = run
  if (digits.length < 6 || digits.length > 15 || gluedTo(text.plain, run)) return undefined
  const before = wordsBefore(text, run.from, 6)
  const after = wordsAfter(text, run.to, 6)
  if (UNIT_WORDS(after, 0) > 0 || /^ ?[%€$£]/.test(text.plain.slice(run.to, run.to + 2))) return undefined
  const labelled = labelledBy(before)
  if (!labelled && (PAPER_WORDS_NEAR(before) || !looksLikeOne(run))) return undefined
  if (labelled && asAmount(run) && !digits.startsWith('0') && !run.international && digits.length < 8) return undefined
  return isPublic(text, run) ? undefined : { from: run.from, to: run.to }
}

/** The year of the sentence before a number: in 2015 06 12 34 56 78. */
function afterYear(run: NumberRun): NumberRun | undefined {
  const [first = '', ...groups] = run.groups
  if (!/^(?:19|20)\d\d$/.test(first) || groups[0]?.startsWith('0') !== true || groups.length < 3) return undefined
  const cut = run.written.indexOf(groups[0], 4)
  return {
    ...run,
    from: run.from + cut,
    digits: groups.join(''),
    groups,
    written: run.written.slice(cut),
    international: false,
  }
}

const gluedTo = (plain: string, run: NumberRun): boolean => {
  const [before, after] = [plain.slice(Math.max(0, run.from - 2), run.from), plain.slice(run.to, run.to + 2)]
  return /[\p{L}_@#$€£=&%]$|\d[.,]$|[\p{L}\d][/-]$/u.test(before) || /^[\p{L}_@%€$£]|^[,:]\d|^-\p{L}/u.test(after)
}

const PAPER_WORDS_NEAR = (before: ReturnType<typeof wordsBefore>): boolean => anyOf(PAPER_WORDS, before.slice(-4))

/** A word of telephoning with nothing but small words between it and the number, or two of any kind. */
function labelledBy(before: ReturnType<typeof wordsBefore>): boolean {
  for (let at = before.length - 1; at >= 0; at--) {
    const took = TELEPHONE_WORDS(before, at)
    if (took === 0) continue
    const between = before.slice(at + took)
    const linking = between.filter((_word, index) => LINKING_WORDS(between, index) > 0).length
    if (between.length - linking <= 1 && !anyOf(UNIT_WORDS, between)) return true
  }
  return false
}

function looksLikeOne(run: NumberRun): boolean {
  const { digits, groups, written } = run
  const lengths = groups.map((group) => group.length).join('-')
  if (run.international) return digits.length >= (asAmount(run) ? 10 : 8)
  if (/^00[1-9]/.test(digits)) return digits.length >= 10 && groups[0] !== '00'.padEnd(digits.length, '0')
  if (/^(?:3-3-4|3-7)$/.test(lengths) && /^[2-9]/.test(digits)) return /[-.)]/.test(written)
  if (!/^0[1-9]/.test(digits) || /^0[.,]/.test(written) || groups[0] === '0') return false
  if (isCount(groups)) return false
  if (digits.length >= 9 && digits.length <= 11) return groups.length <= 6
  return /^(?:2-3-3|2-6|3-3-2|2-2-2-2)$/.test(lengths)
}

/** 01 02 03 04 05: a list that counts. */
const isCount = (groups: readonly string[]): boolean =>
  groups.length > 2 && groups.every((group, at) => at === 0 || Number(group) - Number(groups[at - 1]) === 1)

/** Free lines everywhere; other numbers where the sentence names a service and nobody. */
function isPublic(text: TypedText, run: NumberRun): boolean {
  if (/^(?:0800|0805|0808|0809|1800|1888|1877|33800|33805|44800|00800|800)/.test(run.digits)) return true
  const near = [...wordsBefore(text, run.from, 12), ...wordsAfter(text, run.to, 8)]
  return anyOf(PUBLIC_WORDS, near) && !anyOf(PRIVATE_WORDS, near)
}
