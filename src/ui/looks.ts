/** The plain values that components of the look are made from. */

export type Dir = 'ltr' | 'rtl'

/**
 * The six states of a ring; a word always stands beside it.
 * yes: supports, met, done, core · part: partly met, mixed · plain: a place, adaptable, to come ·
 * no: stands in the way, worse · stop: a safeguard is not met, withdrawn · open: not known, waiting, not reported.
 */
export type RingState = 'yes' | 'part' | 'plain' | 'no' | 'stop' | 'open'

/** Words that may be in another language than the page. `marked` names that language in the page's own. */
export type Said = { text: string; lang?: string | undefined; dir?: Dir | undefined; marked?: string | undefined }

/** A plain string is in the language of the page. */
export type Text = string | Said

/** A link in a list of places to go. `lang` only where its words are in another language than the page. */
export type Way = { href: string; label: string; current?: boolean | undefined; lang?: string | undefined }

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ps', 'ur'])

export function directionOf(lang: string): Dir {
  return RIGHT_TO_LEFT.has(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

/** The words alone, for a label or a title. */
export function wordsOf(text: Text): string {
  return typeof text === 'string' ? text : text.text
}
