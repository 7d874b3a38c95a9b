/**
 * The font files of the product: their names in `static/fonts`, and where they come from, unchanged (a changed Plex
 * may not bear its name). Each name carries the first eight digits of the SHA-256 of its content, so that it may be kept
 * for ever; `fonts.css` uses the same names.
 */
export type Face = { file: string; from: string }

const MARKAZI = '@fontsource-variable/markazi-text'
const PLEX = '@fontsource/ibm-plex-sans'
const VAZIRMATN = '@fontsource-variable/vazirmatn'

export const FACES: readonly Face[] = [
  { file: 'markazi-latin.d2bf11fc.woff2', from: `${MARKAZI}/files/markazi-text-latin-wght-normal.woff2` },
  { file: 'markazi-latin-ext.53ca6d45.woff2', from: `${MARKAZI}/files/markazi-text-latin-ext-wght-normal.woff2` },
  { file: 'markazi-arabic.5e875d61.woff2', from: `${MARKAZI}/files/markazi-text-arabic-wght-normal.woff2` },
  { file: 'plex-latin-400.3b646991.woff2', from: `${PLEX}/files/ibm-plex-sans-latin-400-normal.woff2` },
  { file: 'plex-latin-600.8960851d.woff2', from: `${PLEX}/files/ibm-plex-sans-latin-600-normal.woff2` },
  { file: 'plex-latin-ext-400.c93d2a12.woff2', from: `${PLEX}/files/ibm-plex-sans-latin-ext-400-normal.woff2` },
  { file: 'plex-latin-ext-600.b25dfd4f.woff2', from: `${PLEX}/files/ibm-plex-sans-latin-ext-600-normal.woff2` },
  { file: 'vazirmatn-arabic.84a382e4.woff2', from: `${VAZIRMATN}/files/vazirmatn-arabic-wght-normal.woff2` },
]

export const LICENCES: readonly Face[] = [
  { file: 'OFL-markazi-text.txt', from: `${MARKAZI}/LICENSE` },
  { file: 'OFL-ibm-plex-sans.txt', from: `${PLEX}/LICENSE` },
  { file: 'OFL-vazirmatn.txt', from: `${VAZIRMATN}/LICENSE` },
]

/** The one file worth fetching before the sheets are read: the face of titles, in the script of the page. */
export function firstFace(lang: string): string {
  return lang === 'ar' ? 'markazi-arabic.5e875d61.woff2' : 'markazi-latin.d2bf11fc.woff2'
}
