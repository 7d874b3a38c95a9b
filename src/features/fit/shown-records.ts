/** Adoption records as a page shows them, one by one: place, time, outcome, evidence, likeness as a range, account, changes. Pure. */
import { fractionValue } from '#base/fraction.ts'
import { directionOf, type Direction } from '#platform/language/languages.ts'
import type { ShownWords } from '#features/registry/item.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'
import type { PracticeRecord, RecordParts, ToldRecord } from './assessed-practice.ts'
import type { WeighedRecord } from './elsewhere.ts'
import type { Likeness } from './likeness.ts'
import type { Said } from './shown-list.ts'

export type ShownRecord = {
  /** Also its address on the page. */
  readonly id: string
  readonly kind: PracticeRecord['kind']
  readonly place: {
    readonly name: string
    readonly lang: string
    readonly dir: Direction
    readonly country: string | null
    readonly slug: string | null
    readonly practice: string | null
  }
  readonly invented: boolean
  /** Years or days; null: not known. */
  readonly started: string | null
  readonly ended: string | null
  readonly toldOn: string | null
  readonly outcome: PracticeRecord['outcome']
  readonly level: number
  readonly levelLabel: string
  readonly independent: boolean
  /** In tenths, cut outwards so that the true range lies inside; null: nothing is known in common. */
  readonly likeness: { readonly low: number; readonly high: number } | null
  readonly weight: number
  readonly setAside: WeighedRecord['setAside']
  readonly note: string | null
  readonly account: ShownAccount | null
}

export type ShownAccount = {
  readonly words: Pick<ShownWords, 'lang' | 'dir' | 'title'>
  readonly summary: string | null
  readonly unwanted: string | null
  readonly advice: string | null
  readonly changes: readonly {
    readonly what: string
    readonly why: string | null
    readonly core: 'kept' | 'left' | 'not_known'
    readonly nature: string
    readonly reasons: readonly string[]
  }[]
}

/** `home`: the place where the practice began, as its record names it. */
export type Home = {
  name: string
  lang: string
  dir: Direction
  country: string | null
  slug: string | null
  invented: boolean
  notesIn: string
}

export function shownRecord(
  { record, likeness: _, weight, setAside }: WeighedRecord<PracticeRecord>,
  range: Likeness | undefined,
  home: Home,
  said: Said,
): ShownRecord {
  return {
    id: `record-${record.id}`,
    kind: record.kind,
    ...placeAndTime(record, home),
    outcome: record.outcome,
    level: record.level,
    levelLabel: labelOf(said.vocabulary, 'evidence_levels', String(record.level), said.language),
    independent: record.independent,
    likeness: range ? shownRange(range) : null,
    weight,
    setAside,
    note: record.kind === 'named' ? record.note : null,
    account: record.kind === 'told' ? accountOf(record, said) : null,
  }
}

function placeAndTime(record: PracticeRecord, home: Home) {
  if (record.kind === 'told') {
    const { place, invented, started, ended, toldOn } = record
    return { place: { ...place, country: null, practice: null }, invented, started, ended, toldOn }
  }
  const [started = '', ended = ''] = record.period.split('/')
  const time = { started: started || null, ended: ended || null, toldOn: null }
  if (record.kind === 'origin') return { place: { ...home, practice: null }, invented: home.invented, ...time }
  const script = { lang: home.notesIn, dir: directionOf(home.notesIn) }
  return {
    place: {
      name: record.name,
      ...script,
      country: record.country,
      slug: record.citySlug,
      practice: record.practiceSlug,
    },
    invented: false,
    ...time,
  }
}

function accountOf({ words, changes }: ToldRecord, { vocabulary, language }: Said): ShownAccount {
  const parts: RecordParts = words.parts
  return {
    words: { lang: words.lang, dir: words.dir, title: words.title },
    summary: parts.outcome?.summary ?? null,
    unwanted: parts.outcome?.unwanted ?? null,
    advice: parts.outcome?.advice ?? null,
    changes: changes.flatMap(({ code, core, nature, reasons }) => {
      const change = parts.changes?.[code]
      if (!change) return []
      return [
        {
          what: change.what,
          why: change.why,
          core: CORE[core] ?? 'not_known',
          nature: labelOf(vocabulary, 'adaptation_natures', nature, language),
          reasons: reasons.map((reason) => labelOf(vocabulary, 'adaptation_reasons', reason, language)),
        },
      ]
    }),
  }
}

/** Of FRAME: whether a change keeps the core. */
const CORE: Record<string, 'kept' | 'left' | 'not_known'> = { consistent: 'kept', inconsistent: 'left' }

function shownRange({ low, high }: Likeness): ShownRecord['likeness'] {
  const [least, most] = [fractionValue(low), fractionValue(high)]
  if (least === 0 && most === 1) return null
  return { low: Math.floor(least * 10 + 1e-9) / 10, high: Math.ceil(most * 10 - 1e-9) / 10 }
}
