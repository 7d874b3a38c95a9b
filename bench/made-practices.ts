/** Made practices of ten claims each, every tenth with two adoption records. */
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { AdaptationParts } from '#features/adaptations/adaptation-import.ts'
import { TERM_LISTS } from '#features/practices/practice-import.ts'
import { claimKey, type PracticeParts } from '#features/practices/practice-words.ts'
import { fill } from './bulk.ts'
import type { MadeFacts, Scale } from './made-cities.ts'
import { dayBy, fillItems, fillSearch, inEach, labelBy, type MadeItem } from './made-item.ts'
import type { MadeWords, Spoken } from './made-words.ts'
import { oneOf, someOf } from './measure.ts'

const CLAIMS = 10
const RECORDS = 2
const EVERY = 10
const ROLES = ['helps', 'helps', 'important', 'important', 'necessary'] as const
const OUTCOMES = ['better', 'mixed', 'no_difference', 'worse', 'unclear'] as const

type Place = { id: string; region: string }
type Given = {
  from: number
  to: number
  words: MadeWords
  facts: MadeFacts
  places: readonly Place[]
  chance: () => number
  searched: number
}
type Claim = { factor: string; test: string; steps: string[]; role: string }
type MadePractice = MadeItem & { number: number; claims: Claim[]; place: Place; placeName: string }

export async function fillPractices(db: Db, given: Given): Promise<void> {
  const { chance, facts } = given
  const made = Array.from({ length: given.to - given.from }, (_, at) => practiceOf(given.from + at, given))
  await fillItems(db, made)
  await fill(
    db,
    'practice',
    made.map((practice) => factsOf(practice, chance)),
  )
  await fill(
    db,
    'practice_city',
    made.map((practice) => ({ practice_id: practice.id, city_id: practice.place.id, position: 0 })),
  )
  await fill(
    db,
    'practice_term',
    made.flatMap(({ id }) =>
      TERM_LISTS.flatMap((vocabulary) =>
        someOf(facts.codes.get(vocabulary) ?? [], 1 + Math.floor(chance() * 3), chance).map((code, position) => ({
          practice_id: id,
          vocabulary,
          code,
          position,
        })),
      ),
    ),
  )
  await fill(
    db,
    'practice_claim',
    made.flatMap(({ id, claims }) =>
      claims.map((claim, position) => ({
        id: newKey(),
        practice_id: id,
        position,
        ...claim,
        basis: 'reported_by_owner',
        reviewers: 2,
        source: 0,
      })),
    ),
  )
  await fill(
    db,
    'practice_kinship',
    made
      .filter((_, at) => at > 0 && at % 3 === 0)
      .map(({ id }) => ({
        id: newKey(),
        practice_id: id,
        direction: 'from',
        position: 0,
        other_id: oneOf(made, chance).id,
        name: 'A made practice',
      })),
  )
  await fillSearch(
    db,
    made.filter((practice) => practice.number < given.searched),
  )
  await fillRecords(
    db,
    made.filter((practice) => practice.number % EVERY === 0),
    given,
  )
}

function practiceOf(number: number, { words, facts, places, chance }: Given): MadePractice {
  const place = oneOf(places, chance)
  const name = words.name(number)
  const about = words.title(chance)
  const label = labelBy(chance)
  const claims = someOf(facts.scales, CLAIMS, chance).map((scale, at) =>
    claimOf(scale, at === 0 && number % 4 === 0, chance),
  )
  const texts = Array.from({ length: 6 }, () => words.sentences(1, chance))
  return {
    id: newKey(),
    number,
    kind: 'practice',
    slug: `made-practice-${number}`,
    placeId: place.id,
    region: place.region,
    label,
    readers: label === 'cities' ? [...new Set([oneOf(places, chance).id, oneOf(places, chance).id])] : [],
    publishedAt: dayBy(chance),
    title: mapped(about, (text, language) => `${name[language]} · ${text}`),
    summary: words.sentences(2, chance),
    body: mapped(about, (_, language) => texts.map((text) => text[language]).join(' ')),
    parts: inEach((language) =>
      partsOf(
        texts.map((text) => text[language]),
        claims,
      ),
    ),
    claims,
    place,
    placeName: name.en,
  }
}

const mapped = (text: Spoken, say: (text: string, language: keyof Spoken) => string): Spoken => ({
  en: say(text.en, 'en'),
  fr: say(text.fr, 'fr'),
  ar: say(text.ar, 'ar'),
})

/** One that some answers meet and some do not. */
function claimOf(scale: Scale, safeguard: boolean, chance: () => number): Claim {
  const role = safeguard ? 'safeguard' : oneOf(ROLES, chance)
  if (scale.type === 'ordinal')
    return { factor: scale.code, test: 'at_least', steps: [oneOf(scale.steps.slice(1), chance)], role }
  return { factor: scale.code, test: 'any_of', steps: someOf(scale.steps, 2, chance), role }
}

const partsOf = (texts: string[], claims: Claim[]): PracticeParts => ({
  problem: texts[0] ?? '',
  how: texts[1] ?? '',
  core: [{ text: texts[2] ?? '', why: null }],
  adaptable: [texts[3] ?? ''],
  cost_note: null,
  duration: null,
  claims: Object.fromEntries(
    claims.map((claim) => [claimKey(claim), { mechanism: texts[4] ?? '', work_around: null }]),
  ),
  lessons: [texts[5] ?? ''],
  results: { text: texts[0] ?? '', design: null, caution: null },
  harm: null,
  rights: {
    legal_basis: null,
    voluntary: null,
    minors: null,
    police_role: null,
    data_retention: null,
    complaint: null,
  },
  from: [null],
  by: [],
})

const factsOf = (practice: MadePractice, chance: () => number) => ({
  id: practice.id,
  place_name: practice.placeName,
  country: null,
  owner: 'A made municipality',
  start_year: 2010 + Math.floor(chance() * 15),
  end_year: null,
  running: oneOf(['running', 'ended', 'unknown'], chance),
  cost_band: oneOf([null, 'low', 'medium', 'high'], chance),
  partners: [],
  evidence_level: Math.floor(chance() * 6),
  direction: oneOf(['positive', 'positive_reported', 'mixed', 'negative', 'not_reported'], chance),
  individual_work: false,
  record_outcome: null,
  record_level: null,
  sources: [
    {
      title: 'A made source',
      url: 'https://example.org/source',
      publisher: null,
      year: 2024,
      language: oneOf(['en', 'fr', 'ar'], chance),
      exact_page: true,
    },
  ],
  facts: { rights_told: false, lessons: [{ kind: 'worked', source: 0 }] },
})

async function fillRecords(
  db: Db,
  practices: readonly MadePractice[],
  { words, facts, places, chance }: Given,
): Promise<void> {
  const made = practices.flatMap((practice) =>
    Array.from({ length: RECORDS }, (_, at) => {
      const place = oneOf(places, chance)
      const [title, summary] = [words.title(chance), words.sentences(1, chance)]
      const parts = (language: keyof Spoken): AdaptationParts => ({
        taken: [title[language]],
        core_kept: null,
        changes: { c1: { what: summary[language], why: null } },
        outcome: { summary: summary[language], unwanted: null, advice: null },
      })
      return {
        id: newKey(),
        kind: 'adaptation' as const,
        slug: `made-record-${practice.number}-${at}`,
        placeId: place.id,
        region: place.region,
        label: 'public' as const,
        readers: [],
        publishedAt: dayBy(chance),
        title,
        summary,
        body: summary,
        parts: inEach(parts),
        practice,
      }
    }),
  )
  await fillItems(db, made)
  await fill(
    db,
    'adaptation',
    made.map(({ id, placeId, practice }) => ({
      id,
      city_id: placeId,
      practice_id: practice.id,
      state: 'running',
      start_date: '2023-03-01',
      end_date: null,
      outcome: oneOf(OUTCOMES, chance),
      outcome_level: 1 + Math.floor(chance() * 4),
      outcome_independent: chance() < 0.5,
      outcome_date: '2026-01-15',
      facts: {},
    })),
  )
  await fill(
    db,
    'adaptation_source',
    made.map(({ id, practice }) => ({ adaptation_id: id, source_id: practice.id })),
  )
  await fill(
    db,
    'adaptation_change',
    made.map(({ id }) => ({
      id: newKey(),
      adaptation_id: id,
      code: 'c1',
      position: 0,
      at_when: 'before',
      planned: true,
      decided_by: [],
      changed: 'content',
      level: 'organisation',
      nature: 'adding',
      core: 'consistent',
      goal: 'fit',
      reasons: [],
    })),
  )
  await fill(
    db,
    'adaptation_answer',
    made.flatMap(({ id, practice }) =>
      practice.claims.map(({ factor }) => ({
        adaptation_id: id,
        factor,
        respondent: 'administration',
        state: 'answered',
        value: [oneOf(facts.scales.find((scale) => scale.code === factor)?.steps ?? [], chance)],
        day: '2023-02-01',
      })),
    ),
  )
}
