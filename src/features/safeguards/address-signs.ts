/** Words of streets, houses and living somewhere. One table per language. */
import { phrases } from './phrases.ts'

/** English: the name comes first. */
export const STREETS_BEHIND = phrases(
  'street, st, road, rd, avenue, ave, lane, drive, crescent, terrace, boulevard, blvd, close, court, gardens, grove, square, place, way, row, mews',
)

/** French, and Arabic: the name follows. */
export const STREETS_BEFORE = phrases(
  'rue, avenue, av, boulevard, bd, blvd, impasse, allée, chemin, place, quai, cours, route, passage, square, venelle, ruelle, sentier, derb, cité, résidence, lotissement',
)
export const STREETS_ARABIC = phrases('شارع, زقاق, درب, نهج, زنقة, جادة, حارة, زاروب')

/** Written together with the name, as in Karl-Marx-Straße or Nygade. */
export const STREET_ENDING = /(?:strasse|straat|gade|gatan|vej|laan|vagen)$/

/** Arabic: what a house number follows. */
export const HOUSES_ARABIC = phrases('رقم, منزل, بناية, عمارة, مبنى, شقة, الشقة, طابق, الطابق, دار, بيت, الدار, باب')

/** What an English street is not: street work, street football. */
export const NOT_A_STREET = phrases(
  'work*, outreach, football, art, level, theatre, vendors, lighting, life, culture, mediator*, children, team*, project*, programme*, based, forward, of',
)

/** Numbers of steps, not of houses. */
export const NOT_A_HOUSE = phrases(
  'phase, step, article, chapter, figure, table, level, part, section, page, round, stage, version, étape, chapitre, tableau, partie, axe, volet, lot, module',
)

/** Someone lives there: then no number is needed. */
export const LIVING = phrases(`
  lives, lived, living, resides, residing, home, home address, address, house, flat, apartment, stays, staying
  habite, habitait, habitant, réside, résidant, demeurant, demeure, domicilié, domiciliée, domicile, adresse, loge, logé, logée, appartement, vit
  يسكن, تسكن, يقطن, تقطن, يقيم, تقيم, ساكن, ساكنة, مقيم, مقيمة, منزله, منزلها, بيته, بيتها, عنوانه, عنوانها, سكنه, سكنها, يعيش, تعيش
`)
