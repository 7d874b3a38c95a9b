/** Runs of digits as people group them, and dates. Pure. */
import { MONTHS } from './date-signs.ts'
import type { Span, TypedText } from './typed-text.ts'

/** `lead` is what stands before the first digit: +, (, or nothing. */
export type NumberRun = Span & { digits: string; groups: readonly string[]; written: string; international: boolean }

/** At most two signs between digits, or a bracket and a blank; more belongs to two numbers. */
const RUN = /\+?\(?\d+(?:(?:\) ?-?|\(0\) ?| \(|[ .\-/_]{1,2})\(?\d+)*\+?/g
const APART = / [-/] ?|(?:  )|\/\/|--/
const MOST_DIGITS = 40

export function numberRuns({ plain }: TypedText): NumberRun[] {
  const runs: NumberRun[] = []
  for (const match of plain.matchAll(RUN)) {
    let from = match.index
    for (const written of match[0].split(new RegExp(`(${APART.source})`))) {
      const digits = written.replace(/\D/g, '')
      if (digits.length >= 3 && digits.length <= MOST_DIGITS) runs.push(runOf(plain, from, written, digits))
      from += written.length
    }
  }
  return runs
}

function runOf(plain: string, from: number, written: string, digits: string): NumberRun {
  const closed = written.replace(/[^\d+]+$/, '')
  const opened = closed.replace(/^[^\d+(]+/, '')
  const start = from + closed.length - opened.length
  const bracketed = opened.startsWith('(') && !opened.includes(')') ? 1 : 0
  return {
    from: start + bracketed,
    to: start + opened.length,
    digits,
    groups: opened.match(/\d+/g) ?? [],
    written: opened.slice(bracketed),
    international: /^\(?\+/.test(opened) || opened.endsWith('+') || plain[start - 1] === '+',
  }
}

/** 12 500 or 1,250,000: an amount as people write it. */
export const asAmount = ({ groups }: NumberRun): boolean =>
  groups.length > 1 && /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => group.length === 3)

const NUMERIC =
  /(?<![\d./-])(?:(\d{1,2})(?:[./-]| ?\/ ?| )(\d{1,2})(?:[./-]| ?\/ ?| )((?:19|20)?\d\d)|((?:19|20)\d\d)[./-](\d{1,2})[./-](\d{1,2}))(?![\d]|[./-]\d)/g

/** Full dates: day, month and year, in figures or with the month in words. */
export function datesIn(text: TypedText): Span[] {
  const dates: Span[] = []
  for (const match of text.plain.matchAll(NUMERIC)) {
    const [first, second] = [Number(match[1] ?? match[6]), Number(match[2] ?? match[5])]
    const written = match[0].includes(' ') && match[1] !== undefined ? (match[3] ?? '').length === 4 : true
    if (written && Math.min(first, second) >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31)
      dates.push({ from: match.index, to: match.index + match[0].length })
  }
  const { words } = text
  for (let at = 0; at < words.length; at++) {
    const took = MONTHS(words, at)
    if (took === 0) continue
    const within = (place: number) => (words[place]?.sentence === words[at]?.sentence ? words[place] : undefined)
    const before = within(words[at - 1]?.word === 'of' ? at - 2 : at - 1)
    const [next, second] = [within(at + took), within(at + took + 1)]
    const from = isDay(before?.word) ? before?.from : isDay(next?.word) ? words[at]?.from : undefined
    const year = isDay(before?.word)
      ? isYear(next?.word)
        ? next
        : isYear(second?.word)
          ? second
          : undefined
      : isYear(second?.word)
        ? second
        : undefined
    if (from !== undefined && year !== undefined && year.to - from < 40) dates.push({ from, to: year.to })
  }
  return dates.toSorted((one, other) => one.from - other.from)
}

const isDay = (word: string | undefined) => /^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er)?$/.test(word ?? '')
const isYear = (word: string | undefined) => /^(?:19|20)\d\d$/.test(word ?? '')
