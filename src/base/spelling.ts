/** How far two spellings lie apart, how far they may, and the keys that find a near one without reading all. Pure. */

const KEYED = 12

/**
 * The word, and the word with each one of its letters left out: a word and a misspelling of it by one letter (one too
 * many, one too few, a wrong one, two swapped) share a key. Of long words the first twelve letters alone.
 */
export function nearKeys(word: string): string[] {
  const letters = [...word].slice(0, KEYED)
  return [
    ...new Set([
      letters.join(''),
      ...letters.map((_, at) => letters.filter((_letter, index) => index !== at).join('')),
    ]),
  ]
}

/** How many errors are forgiven: none in short words, where every other word is near. */
export function errorsForgiven(word: string): number {
  const length = [...word].length
  return length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3
}

/**
 * Letters to add, leave out, change or swap with their neighbour, at least (optimal string alignment).
 * Stops counting beyond `most` and says `most + 1`.
 */
export function distance(one: string, other: string, most: number): number {
  const a = [...one]
  const b = [...other]
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [before, last]: [number[], number[]] = [[], b.map((_, at) => at)]
  last.push(b.length)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, change, swap))
    }
    if (Math.min(...row) > most) return most + 1
    ;[before, last] = [last, row]
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}
