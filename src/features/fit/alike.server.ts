/** Use case: finds cities like the reader's, to know where to ask; from answers alone that this reader may see. */
import { fractionValue } from '#base/fraction.ts'
import { listAnswersOfCities } from '#features/cities/city-answer.queries.server.ts'
import { listCitiesById } from '#features/cities/city.queries.server.ts'
import type { CityRow } from '#features/cities/city.ts'
import { labelOf, say, stepLabel, type Vocabulary } from '#features/vocabulary/vocabulary.ts'
import type { AlikeAsk } from './alike.query.ts'
import { comparedCity, type ComparedCity } from './compared.ts'
import { findCompared, type Asking, type Compared } from './compared.server.ts'
import { similar, type SimilarCity } from './similar.ts'
import { scalesOf } from './vocabulary-scales.ts'

/** A factor that both answered, and what each said; each respondent's answer for itself. */
export type Difference = { slug: string; label: string; here: string[]; there: string[] }

export type AlikeCity = {
  row: CityRow
  region: string
  /** Likeness from 0 to 1. */
  low: number
  high: number
  shared: number
  differ: Difference[]
}

export type Alike = {
  compared: Pick<Compared, 'kind' | 'place' | 'cityNotSeen' | 'expired'>
  /** Factors that the reading city answered, in all and in each group that it answered at all. */
  answered: number
  groups: { code: string; label: string; answered: number }[]
  cities: AlikeCity[]
}

/** Nearest ones shown: it is a list of whom to ask, not of everyone. */
const SHOWN = 20

/** Four queries: the place, its answers, everyone's answers, and the rows shown. */
export async function findAlike(asking: Asking, ask: AlikeAsk): Promise<Alike> {
  const { db, actor, vocabulary, language } = asking
  const compared = await findCompared(asking, ask.city)
  const ours: ComparedCity = { ...compared.city, id: compared.place?.id ?? '' }
  const others = await everyone(asking)
  const nearest = similar(ours, others, scalesOf(vocabulary), ask.group ?? undefined).slice(0, SHOWN)
  const rows = new Map(
    (await listCitiesById(db, actor, { language, ids: nearest.map(({ city }) => city.id) })).map((row) => [
      row.id,
      row,
    ]),
  )
  return {
    compared: {
      kind: compared.kind,
      place: compared.place,
      cityNotSeen: compared.cityNotSeen,
      expired: compared.expired,
    },
    answered: ours.answers.size,
    groups: groupsOf(ours, asking),
    cities: nearest.flatMap((found) => alikeCity(found, ours, rows.get(found.city.id), asking) ?? []),
  }
}

async function everyone({ db, actor, vocabulary, now }: Asking): Promise<ComparedCity[]> {
  const world = { vocabulary, scales: scalesOf(vocabulary), today: now.toISOString().slice(0, 10) }
  return [...(await listAnswersOfCities(db, actor, 'all'))].map(([id, answers]) => comparedCity(id, answers, world))
}

function groupsOf(ours: ComparedCity, { vocabulary, language }: Asking): Alike['groups'] {
  const groups = Map.groupBy(
    [...vocabulary.factors.values()].filter((factor) => ours.answers.has(factor.code)),
    (factor) => factor.group,
  )
  return [...groups].map(([code, factors]) => ({
    code,
    label: labelOf(vocabulary, 'factor_groups', code, language),
    answered: factors.length,
  }))
}

function alikeCity(
  found: SimilarCity<ComparedCity>,
  ours: ComparedCity,
  row: CityRow | undefined,
  asking: Asking,
): AlikeCity | undefined {
  if (!row) return undefined
  const { vocabulary, language } = asking
  return {
    row,
    region: labelOf(vocabulary, 'regions', row.region ?? '', language),
    shared: found.shared,
    low: fractionValue(found.range.low),
    high: fractionValue(found.range.high),
    differ: found.differ.map((factor) => differenceIn(factor.id, vocabulary, asking, ours, found.city)),
  }
}

function differenceIn(
  code: string,
  vocabulary: Vocabulary,
  { language }: Asking,
  ours: ComparedCity,
  theirs: ComparedCity,
): Difference {
  const factor = vocabulary.factors.get(code)
  const worded = (city: ComparedCity) => [
    ...new Set(
      (city.answers.get(code) ?? []).map((answer) =>
        answer.steps.map((step) => stepLabel(factor, step, language)).join(language === 'ar' ? '؛ ' : '; '),
      ),
    ),
  ]
  return {
    slug: factor?.slug ?? `factors/${code}`,
    label: say(factor?.label, language),
    here: worded(ours),
    there: worded(theirs),
  }
}
