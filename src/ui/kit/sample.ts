/** Made values for the development page. Nothing here is a fact about anybody. */
import type { LineageEntry } from '../lineage.ts'
import type { RingState } from '../looks.ts'

/** A sentence in the two directions of reading. */
export type Say = (en: string, ar: string) => string

export function saying(lang: string): Say {
  return (en, ar) => (lang === 'ar' ? ar : en)
}

const RINGS: readonly RingState[] = ['open', 'plain', 'yes', 'open', 'part', 'no', 'open']
const LATIN = ['Brezovica', 'Port-Salines', 'Vrh', 'Llanfairpwll', 'Kurudere', 'Ostermarkt-Süd', 'Ix', 'Nova Gorica']
const ARABIC = ['وادي السدر', 'رأس المرجان', 'عين', 'ميناء الصخور القديمة', 'تل', 'بئر الجديدة', 'المرسى', 'قصر']

/** A tree of any size that branches, chains, joins, forgets years and changes things: always the same one. */
export function madeTree(size: number, lang: string): LineageEntry[] {
  const names = lang === 'ar' ? ARABIC : LATIN
  return Array.from({ length: size }, (_, index) => {
    const from = index === 0 ? [] : [`n${Math.floor((index * 7) % Math.max(1, Math.min(index, 3 + index / 3)))}`]
    if (index % 17 === 9) from.push(`n${index - 4}`)
    const told = RINGS[index % RINGS.length] ?? 'open'
    return {
      id: `n${index}`,
      label: `${names[(index * 5) % names.length]} ${index + 1}`,
      year: index % 11 === 10 ? null : 2004 + Math.floor(index / 3) + (index % 2),
      from,
      changes: index % 4 === 2 ? 1 + (index % 3) : 0,
      ring: index === 0 ? 'yes' : told,
      goesOn: index === 0,
    }
  })
}

/** The tree of the mock-ups: named and unnamed places, years known and not. */
export function smallTree(say: Say): LineageEntry[] {
  const told = { state: 'open', words: say('Outcome not reported', 'النتيجة غير مذكورة') } as const
  const base = { from: ['a'], changes: 0, ring: 'plain', told } as const
  return [
    {
      ...base,
      id: 'a',
      label: say('Sealand', 'سيلاند'),
      year: 2010,
      from: [],
      ring: 'yes',
      goesOn: true,
      when: '2010',
    },
    {
      ...base,
      id: 'b',
      label: say('Four towns of the first wave', 'أربع بلدات من الموجة الأولى'),
      year: null,
      when: say('first wave', 'الموجة الأولى'),
    },
    { ...base, id: 'c', label: say('Bilbrook', 'بلبروك'), year: 2013, when: '2013' },
    {
      ...base,
      id: 'd',
      label: say('Erlenstadt', 'إرلنشتات'),
      year: 2014,
      changes: 1,
      when: '2014',
      notches: [say('Changed: carried out with a local firm.', 'التغيير: نُفّذت مع شركة محلية.')],
    },
    {
      ...base,
      id: 'e',
      label: say('more than fifteen cities by 2015', 'أكثر من خمس عشرة مدينة حتى 2015'),
      year: 2015,
      vague: true,
      ring: 'open',
    },
  ]
}

/** A council put together from four, and passed on to one. */
export function joinedTree(say: Say): LineageEntry[] {
  const base = { from: [], changes: 0, ring: 'plain' } as const
  return [
    { ...base, id: 'a', label: say('Brka', 'بركا'), year: 2016 },
    { ...base, id: 'b', label: say('Novi', 'نوفي'), year: 2018 },
    { ...base, id: 'c', label: say('Podgrad', 'بودغراد'), year: 2019 },
    { ...base, id: 'd', label: say('Struma', 'ستروما'), year: 2021 },
    {
      ...base,
      id: 'e',
      label: say('Danilov', 'دانيلوف'),
      year: 2023,
      from: ['a', 'b', 'c', 'd'],
      changes: 2,
      ring: 'open',
      when: '2023',
      told: { state: 'open', words: say('Too early for outcomes', 'من المبكر الحديث عن نتائج') },
    },
    { ...base, id: 'f', label: say('Tivat', 'تيفات'), year: 2025, from: ['e'], ring: 'no' },
  ]
}
