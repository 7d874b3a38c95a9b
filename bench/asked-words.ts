/** What people type, by kind: for the benches of the search. */
import type { Language } from '#platform/language/languages.ts'

export type Typed = { q: string; language: Language }

const en = (q: string): Typed => ({ q, language: 'en' })
const fr = (q: string): Typed => ({ q, language: 'fr' })
const ar = (q: string): Typed => ({ q, language: 'ar' })

export const TYPED = {
  'one word': [en('police'), en('mentors'), en('library'), fr('réfugiés'), fr('médiation'), ar('الشباب'), ar('مدرسة')],
  'three words': [
    en('young people school'),
    en('parents network meetings'),
    fr('jeunes animateurs ateliers'),
    fr('police quartier confiance'),
    ar('عاملون أسر مخاوف'),
  ],
  prefix: [en('radic'), en('neighb'), fr('commun'), fr('éduc'), ar('وقاي'), ar('متطرف')],
  misspelt: [
    en('polise'),
    en('radicalizaton'),
    en('neigbourhood'),
    fr('mediaton'),
    fr('rumeures'),
    ar('مدرصة'),
    ar('الشبباب'),
  ],
  'Arabic with forms': [ar('والمدارس'), ar('للشرطة'), ar('بالشباب'), ar('العائلات'), ar('إدماج')],
  'no hit': [en('zzqxv'), en('qwertzuiop'), fr('xxkkzz wwyy'), ar('ظظظغغغ')],
} as const satisfies Record<string, readonly Typed[]>
