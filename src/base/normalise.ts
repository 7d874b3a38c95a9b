/**
 * One spelling for searching: lower case, no accents, one form of each Arabic letter, Western digits.
 * Words typed and words stored go through the same door, so that either spelling finds the other.
 */
export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(/ٱ/g, 'ا') // the other forms of alif, waw and ya lose their hamza with the marks
    .replace(/ء/g, '')
    .replace(/[ىیے]/g, 'ي')
    .replace(/[ةہەھ]/g, 'ه')
    .replace(/[کگڭ]/g, 'ك')
    .replace(/پ/g, 'ب')
    .replace(/چ/g, 'ج')
    .replace(/ڤ/g, 'ف')
    .replace(/[٠-٩۰-۹]/g, westernDigit)
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/đ/g, 'd')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(MARKS, '') // a capital İ leaves a dot of its own
    .replace(/\s+/g, ' ')
    .trim()
}

const MARKS = /\p{Mn}/gu
const CONTROLS = /\p{Cc}/gu
/** Tatweel, soft hyphens, joiners and marks of direction: nobody sees them, nobody types them. */
const INVISIBLE = /[\u0640\p{Cf}]/gu

/** Arabic-Indic and Persian digits as 0–9. */
export const westernDigit = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf)

/** A number as people type it: Arabic-Indic digits, decimal comma or ٫, thousands with a space, ٬ or none. undefined: not a number. */
export function readNumber(typed: string): number | undefined {
  const plain = typed
    .replace(/[٠-٩۰-۹]/g, westernDigit)
    .replace(/[\s\u00A0\u202F٬]/g, '')
    .replace(/[٫,]/g, '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
