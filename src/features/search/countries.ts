/** Names of countries in every language of the product, as they are typed. Pure. */
import { LANGUAGE_IDS } from '#platform/language/languages.ts'
import { countryName } from '#platform/language/format.ts'
import { phraseKey } from './question.ts'

/** Names in use beside the official ones. */
const ALSO: Record<string, string> = {
  US: 'USA|America|États-Unis d’Amérique|Amérique|أمريكا|أميركا|الولايات المتحدة الأمريكية',
  GB: 'UK|Great Britain|Britain|Grande-Bretagne|بريطانيا',
  CI: 'Ivory Coast|ساحل العاج',
  CZ: 'Czech Republic|République tchèque|الجمهورية التشيكية',
  NL: 'Holland|Hollande|The Netherlands',
  MK: 'Macedonia|Macédoine|مقدونيا',
  BA: 'Bosnia|Bosnie|البوسنة',
  KG: 'Kirghizistan|Kirghizie|Kirghizstan|قرغيزستان|قيرغيزستان',
  CD: 'DRC|RDC|Congo',
  AE: 'UAE|Émirats|الإمارات',
  SA: 'KSA|السعودية',
  TR: 'Turkey|Türkiye|تركيا',
}

/** Letters AA to ZZ; those that mean nothing come back as they are. */
function everyCode(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => countryName(code, 'en') !== code && code !== 'ZZ')
}

let known: Map<string, string> | undefined

/** Code of each country by the key of its names. */
function byName(): Map<string, string> {
  known ??= new Map(
    everyCode().flatMap((code) =>
      [...LANGUAGE_IDS.map((language) => countryName(code, language)), ...(ALSO[code]?.split('|') ?? [])].map(
        (name) => [phraseKey(name), code] as const,
      ),
    ),
  )
  return known
}

/** The country that exactly these words name, by its code. */
export const countryNamed = (words: readonly string[]): string | undefined => byName().get(words.join(' '))
