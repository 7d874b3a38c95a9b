/** The rules of the house that a machine can keep: floors, circles, purity, names, addresses, sides. Each returns sentences. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

/** From the ground up: a file imports from its own floor or a lower one. */
export const FLOORS = [
  'base',
  'platform',
  'ui',
  'features/registry',
  'features/vocabulary',
  'features/notices',
  'features/people',
  'features/safeguards',
  'features/cities',
  'features/organisations',
  'features/attachments',
  'features/membership',
  'features/library',
  'features/practices',
  'features/fit',
  'features/adaptations',
  'features/strategies',
  'features/projects',
  'features/conversations',
  'features/exchanges',
  'features/events',
  'features/training',
  'features/capacity',
  'features/research',
  'features/translation',
  'features/search',
  'features/asks',
  'features/desk',
  'routes',
]

/** Path below src → text. */
export type House = ReadonlyMap<string, string>

export function readHouse(src: string): House {
  const names = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  const ours = names.filter((name) => /\.(ts|js|svelte|css)$/.test(name) && !name.startsWith('paraglide/'))
  return new Map(ours.map((name) => [name, readFileSync(join(src, name), 'utf8')]))
}

const floorOf = (path: string) => FLOORS.findIndex((floor) => path.startsWith(`${floor}/`))
const isTest = (path: string) => path.endsWith('.test.ts') || path.includes('/testing/')
const isCode = (path: string) => /\.(ts|svelte)$/.test(path)

const IMPORT =
  /(?:import|export)\s+(type\s+)?[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|import\s+['"]([^'"]+)['"]/g

type Import = { target: string; ours: boolean; typeOnly: boolean }

/** What a file imports, ours as paths below src. */
export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, typeOnly, from, later, bare]) => {
    const name = (from ?? later ?? bare ?? '').replace(/\?.*$/, '')
    const inHouse = name.startsWith('#') && !/^#(messages|paraglide)/.test(name)
    if (inHouse) return { target: name.slice(1), ours: true, typeOnly: typeOnly !== undefined }
    if (name.startsWith('.'))
      return { target: posix.normalize(posix.join(dirname(path), name)), ours: true, typeOnly: typeOnly !== undefined }
    return { target: name, ours: false, typeOnly: typeOnly !== undefined }
  })
}

const eachCode = (house: House, say: (path: string, text: string) => string[]): string[] =>
  [...house].filter(([path]) => isCode(path)).flatMap(([path, text]) => say(path, text))

export const climbs = (house: House): string[] =>
  eachCode(house, (path, text) =>
    isTest(path) || floorOf(path) < 0
      ? []
      : importsOf(path, text)
          .filter((each) => each.ours && floorOf(each.target) > floorOf(path))
          .map((each) => `${path} climbs to ${each.target}`),
  )

/** Circles among our files, each told once. Types may not run in circles either: they tie files together all the same. */
export function circles(house: House): string[] {
  const next = new Map(
    [...house]
      .filter(([path]) => isCode(path))
      .map(([path, text]) => [
        path,
        importsOf(path, text)
          .filter((each) => each.ours)
          .map((each) => each.target),
      ]),
  )
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (path: string, way: string[]): void => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open')
      return void found.push(`circle: ${[...way.slice(way.indexOf(path)), path].join(' → ')}`)
    state.set(path, 'open')
    for (const target of next.get(path) ?? []) visit(target, [...way, path])
    state.set(path, 'done')
  }
  for (const path of next.keys()) visit(path, [])
  return found
}

/** Rules, schemas, policies and lives: whatever lies in base or features, is no component and does not touch the world. `*-says.ts` puts our words to facts. */
const isPure = (path: string) =>
  /^(base|features)\//.test(path) && path.endsWith('.ts') && !/(\.server|-says)\.ts$/.test(path) && !isTest(path)
const WORLD = /\bDate\.now\(|\bnew Date\(\)|\bprocess\.|\bMath\.random\(|\bfetch\(|\bconsole\./

export const impure = (house: House): string[] =>
  [...house]
    .filter(([path]) => isPure(path))
    .flatMap(([path, text]) => [
      ...importsOf(path, text)
        .filter(
          (each) =>
            /\.server(\.ts)?$|\.svelte$|^\$app|^#messages|^#paraglide|^node:|^pg$|^kysely$/.test(each.target) &&
            !each.typeOnly,
        )
        .map((each) => `${path} is a rule, yet imports ${each.target}`),
      ...(WORLD.exec(withoutComments(text))
        ? [`${path} is a rule, yet asks the world: ${WORLD.exec(withoutComments(text))?.[0]}`]
        : []),
    ])

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** Features take `db`; they never open one. */
export const openers = (house: House): string[] =>
  eachCode(house, (path, text) =>
    path.startsWith('features/') && !isTest(path)
      ? importsOf(path, text)
          .filter((each) => /database\/(pool|embedded)\.server\.ts$/.test(each.target) && !each.typeOnly)
          .map((each) => `${path} opens the database: take \`db\` instead (${each.target})`)
      : [],
  )

const NAMES = /(^|\/)(utils?|helpers?|service|manager|common|misc|shared|lib)(\.|\/|$)/i
export const namesThatKnowNothing = (house: House): string[] =>
  [...house.keys()].filter((path) => NAMES.test(path)).map((path) => `${path}: a file is named for what it knows`)

/** A file that only passes on what others export. */
export const barrels = (house: House): string[] =>
  eachCode(house, (path, text) => {
    const lines = withoutComments(text)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    return lines.length > 0 && lines.every((line) => /^export\s.*\sfrom\s/.test(line))
      ? [`${path} is a barrel: import from the file that knows`]
      : []
  })

const ADDRESS =
  /(?:href|action|location|redirect\(\s*30\d\s*,)\s*[=:]?\s*[{(]?\s*["'`]\/(?!mark\.svg|fonts\/|\/)|\/\$\{(?:language|lang|locale)\}\/|["'`]\/(?:en|fr|ar)\//
const MAY_WRITE_ADDRESSES = /^(features\/registry\/addresses\.ts|routes\/visit\.ts|routes\/sitemap)/
export const handWrittenAddresses = (house: House): string[] =>
  eachCode(house, (path, text) => {
    const hit = isTest(path) || MAY_WRITE_ADDRESSES.test(path) ? null : ADDRESS.exec(withoutComments(text))
    return hit ? [`${path} writes an address by hand: ${hit[0]}`] : []
  })

const SIDES =
  /(?:^|[;{"'\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)\b|(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b|(?:margin|padding|inset|border-width|border-radius)\s*:[ \t]*[^\s;{}]+(?:[ \t]+[^\s;{}]+){3})/m
export const physicalSides = (house: House): string[] =>
  [...house].flatMap(([path, text]) => {
    const css = path.endsWith('.css')
      ? text
      : path.endsWith('.svelte')
        ? (/<style[^>]*>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? '')
        : ''
    const hit = SIDES.exec(withoutComments(css).replace(/\([^()]*\)/g, ''))
    return hit ? [`${path} names a physical side: ${hit[1]?.trim()}`] : []
  })

/** The policy allows no inline style or script; a data address for a script it refuses too. */
export const inlineStyles = (house: House): string[] =>
  [...house]
    .filter(
      ([path, text]) => path.endsWith('.svelte') && /<[a-z][^<>]*\sstyle[=:]|\son[a-z]+="/i.test(withoutScript(text)),
    )
    .map(([path]) => `${path} has an inline style or handler: the policy refuses it`)
const withoutScript = (text: string) => text.replace(/<script[\s\S]*?<\/script>/g, '')

export const RULES = {
  climbs,
  circles,
  impure,
  openers,
  namesThatKnowNothing,
  barrels,
  handWrittenAddresses,
  physicalSides,
  inlineStyles,
}
