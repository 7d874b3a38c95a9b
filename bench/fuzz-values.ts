/** What is put into addresses and forms: things that are there, things that are not, and things that nobody should send. */
import { readFileSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '#platform/database/pool.server.ts'
import type { Form } from './fuzz-forms.ts'
import { oneOf } from './measure.ts'

export type Chance = () => number

/** What the instance holds, by what it is. */
export type Known = {
  practices: string[]
  cities: string[]
  terms: string[]
  factors: { code: string; steps: string[] }[]
  names: string[]
  actions: string[]
  /** routes that take forms */ posting: string[]
  /** cookies given out during the run */ given: string[]
  /** as pages of the run offered them, to whomever */ forms: Form[]
  key: Buffer
}

export async function knownIn(db: Db): Promise<Known> {
  const { rows } = await sql<{
    kind: string
    slug: string
  }>`select kind, slug from item where state = 'published' order by slug`.execute(db)
  const factors = await sql<{ code: string; steps: string[] }>`select code, steps from factor order by code`.execute(db)
  const secret = await sql<{ value: string }>`select value from secret where name = 'cookies'`.execute(db)
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => row.slug)
  return {
    practices: of('practice'),
    cities: of('city'),
    terms: of('term'),
    factors: factors.rows,
    key: Buffer.from(secret.rows[0]?.value ?? '', 'base64url'),
    given: [],
    forms: [],
    ...namesInSources(),
  }
}

/** Names of parameters, fields and actions as the sources write them: a new page is asked without a word here. */
function namesInSources(): Pick<Known, 'names' | 'actions' | 'posting'> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ts|svelte)$/.test(name) && !name.includes('paraglide') && !name.endsWith('.test.ts'),
  )
  const texts = files.map((name) => readFileSync(`src/${name}`, 'utf8'))
  const found = (pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''))
  const names = [
    ...found(/\.(?:get|getAll|has)\('([a-z_]{1,20})'\)/g),
    ...found(/\b(?:many|one|first|all)\('([a-z_]{1,20})'\)/g),
    ...found(/\bname="([a-z_]{1,20})"/g),
    'q',
    'after',
    'city',
    'page',
  ]
  const actions = [
    ...found(/action="\?\/(\w+)/g),
    ...texts.flatMap((text) =>
      [
        ...(/export const actions\b[^{]*\{([\s\S]*?)\n\}/.exec(text)?.[1] ?? '').matchAll(
          /^ {2}(?:async )?(\w+)[:(,]/gm,
        ),
      ].map((match) => match[1] ?? ''),
    ),
  ]
  const posting = files
    .filter((_, at) => /export const actions\b/.test(texts[at] ?? ''))
    .map(
      (name) =>
        `/${name
          .replaceAll('\\', '/')
          .replace(/^routes\//, '')
          .replace(/\/?\+page\.server\.ts$/, '')}`,
    )
  return { names: [...new Set(names)], actions: [...new Set(actions)], posting }
}

/** Something that is there, though perhaps not where it is asked for. */
export function valid(known: Known, chance: Chance): string {
  const factor = oneOf(known.factors, chance)
  const [list = '', code = ''] = oneOf(known.terms, chance).split('/')
  return encodeURIComponent(
    oneOf(
      [
        oneOf(known.practices, chance),
        oneOf(known.cities, chance),
        list,
        code,
        `${list}/${code}`,
        factor.code,
        oneOf(factor.steps, chance),
        'en',
        'fr',
        'ar',
        'yes',
        'no',
        String(Math.floor(chance() * 12)),
        'demo-marsa-lawz',
        'FR',
        'mena',
        'not_known',
        'rather_not_say',
        'police',
        'réfugiés',
        'شرطة',
        'polce',
        'newest',
        'cost',
        '٣',
      ],
      chance,
    ),
  )
}

const SIZES = [200, 2_000, 7_000, 20_000, 60_000]
const ODD = [
  '',
  '%20',
  '.',
  '..',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '%2F',
  '%5C',
  '%00',
  'a%00b',
  '%FF%FE',
  '%C3',
  '%E0%A4%A',
  '%',
  '%zz',
  '%25',
  '%25%30%30',
  '%ED%A0%80',
  '%F4%90%80%80',
  '%C0%AF',
  '%27%3B%20drop%20table%20item%3B--',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '-1',
  '0',
  '1e309',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '2147483648',
  '1.5',
  '%D9%A3%D9%A4',
  '%F0%9F%98%80',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'true',
  '[]',
  '%5B%5D',
  '%7B%7D',
  '%E2%80%AE',
  '%EF%BB%BF',
  '%0D%0Aset-cookie:%20a=b',
  '%0A',
  '%09',
  '*',
  '%25%25',
  '_',
  '%26%7C!()',
  '%27',
  '%22',
  '%5Cn',
  ':*',
  '%3C-%3E',
  'a%20%26%20%7C%20!',
  '%C2%A7kind%2Fcity',
  'no-such-thing',
  'NO-SUCH-THING',
  'no/such/thing',
  'a;b',
  '1%2C5',
  '2026-02-30',
  '%E2%80%8B',
  'x.json',
  '.well-known',
]

/** Percent-encoded already; some decode to no text at all. */
export function odd(chance: Chance): string {
  const drawn = chance()
  if (drawn < 0.7) return oneOf(ODD, chance)
  if (drawn < 0.85) return bytes(1 + Math.floor(chance() * 40), chance)
  return oneOf(['x', '%D8%B4', 'a%20', '%25'], chance).repeat(oneOf(SIZES, chance)).slice(0, 60_000)
}

export const bytes = (count: number, chance: Chance): string =>
  Array.from(
    { length: count },
    () =>
      `%${Math.floor(chance() * 256)
        .toString(16)
        .padStart(2, '0')}`,
  ).join('')
