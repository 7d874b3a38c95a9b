/** Texts to try a screening on: everything typed in a document, and what is hard to read fast. */

/** Every string in a value, once. */
export function textsOf(value: unknown): string[] {
  const texts = new Set<string>()
  const visit = (each: unknown): void => {
    if (typeof each === 'string') texts.add(each)
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(visit)
  }
  visit(value)
  return [...texts]
}

/** Findings of a text, once it stands behind so many signs. */
export const sinceTyped = <Found extends { from: number; to: number }>(found: readonly Found[], signs: number) =>
  found.map((each) => ({ ...each, from: each.from + signs, to: each.to + signs }))

/** Repeated, these make a search that goes back and forth take for ever. */
export const HARD_TO_READ: readonly string[] = [
  '1 ',
  '0',
  '06 12-34/56.78 ',
  '+(',
  '@',
  'a.b@',
  'a@b.c-',
  'Karim ben ',
  'Abu Yahya suspected ',
  'rue de la ',
  '12 Old Mill ',
  'أبو محمد بن ',
  'شارع رقم ',
  'joined one two three ',
  'passport number ',
  'Muslim terror ',
  'March 12 ',
  '12/03/',
  '\u0640\u200b',
  'e\u0301',
  'https://',
  'http://wa.me/1 ',
  '\n',
  'M. ',
  'x',
  ' ',
  'ﷺ',
]
