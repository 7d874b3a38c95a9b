/**
 * The settings of an instance, read once at the start. Pure: takes the environment, gives the settings or a plain
 * sentence per fault. docs/operating.md lists them for people.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'
import { readFilesConfig, type FilesConfig } from './files/files-config.ts'

export type Config = {
  port: number
  /** Address to listen on; the loopback unless a setting says otherwise. */
  host: string
  /** The address people see, e.g. https://cities.example; null: plain http on the port. */
  origin: string | null
  dataDir: string
  /** null: the PostgreSQL that comes with the product, its data in dataDir. */
  databaseUrl: string | null
  poolSize: number
  /** A demonstration instance shows invented cities as such and lets a visitor sign in as one of the invented people. */
  demonstration: boolean
  /** Whether this web process also sends mail and does what is due. */
  works: boolean
  operator: string | null
  contact: string | null
  /** The server that takes our mail; null: mail stays in the product's own inbox. */
  smtpUrl: string | null
  /** Whom mail comes from: an address, or `Name <address>`. */
  mailFrom: string | null
  /** What secrets of others are sealed with; null: a key in a file of dataDir. */
  secretKey: string | null
  /** Origins of cities' sign-in that may be in a private network or without TLS: those that the operator names. */
  nearbyProviders: readonly string[]
  /** Where files lie that people bring. */
  files: FilesConfig
  /** The largest form that brings no file. */
  formBytes: number
}

const DEFAULTS = {
  PORT: '3000',
  HOST: '127.0.0.1',
  DATA_DIR: 'data',
  POOL_SIZE: '10',
  INSTANCE: 'demonstration',
  WORK: 'here',
  BODY_SIZE_LIMIT: '256K',
}

export function readConfig(env: Record<string, string | undefined>): Outcome<Config, string[]> {
  const said = (name: keyof typeof DEFAULTS) => env[name]?.trim() || DEFAULTS[name]
  const given = (name: string) => env[name]?.trim() || null
  const files = readFilesConfig(env)
  const faults = [
    ...wholeNumber('PORT', said('PORT'), 0, 65_535),
    ...wholeNumber('POOL_SIZE', said('POOL_SIZE'), 1, 500),
    ...oneOf('INSTANCE', said('INSTANCE'), ['demonstration', 'own']),
    ...oneOf('WORK', said('WORK'), ['here', 'elsewhere']),
    ...webAddress('ORIGIN', env['ORIGIN']),
    ...databaseAddress(env['DATABASE_URL']),
    ...mailSettings({ relay: given('SMTP_URL'), from: given('MAIL_FROM'), origin: given('ORIGIN') }),
    ...longEnough('SECRET_KEY', given('SECRET_KEY')),
    ...origins('NEARBY_PROVIDERS', given('NEARBY_PROVIDERS')),
    ...size('BODY_SIZE_LIMIT', said('BODY_SIZE_LIMIT')),
    ...(files.ok ? [] : files.reason),
  ]
  if (faults.length > 0 || !files.ok) return refused(faults)
  return done({
    port: Number(said('PORT')),
    host: said('HOST'),
    origin: env['ORIGIN'] ? new URL(env['ORIGIN']).origin : null,
    dataDir: said('DATA_DIR'),
    databaseUrl: env['DATABASE_URL']?.trim() || null,
    poolSize: Number(said('POOL_SIZE')),
    demonstration: said('INSTANCE') === 'demonstration',
    works: said('WORK') === 'here',
    operator: env['OPERATOR']?.trim() || null,
    contact: env['CONTACT']?.trim() || null,
    smtpUrl: given('SMTP_URL'),
    mailFrom: given('MAIL_FROM'),
    secretKey: given('SECRET_KEY'),
    nearbyProviders: listed(given('NEARBY_PROVIDERS')),
    files: files.value,
    formBytes: bytesOf(said('BODY_SIZE_LIMIT')),
  })
}

function wholeNumber(name: string, said: string, least: number, most: number): string[] {
  const fine = /^\d+$/.test(said) && Number(said) >= least && Number(said) <= most
  return fine ? [] : [`${name} is "${said}". It must be a whole number from ${least} to ${most}.`]
}

const SIZE = /^(\d{1,9})([KM]?)$/i

function size(name: string, said: string): string[] {
  return SIZE.test(said) && bytesOf(said) >= 1024 ? [] : [`${name} is "${said}". It must be a size such as 256K or 1M.`]
}

function bytesOf(said: string): number {
  const [, count = '0', unit = ''] = SIZE.exec(said) ?? []
  return Number(count) * ({ K: 1024, M: 1024 * 1024 }[unit.toUpperCase()] ?? 1)
}

function oneOf(name: string, said: string, allowed: string[]): string[] {
  return allowed.includes(said) ? [] : [`${name} is "${said}". It must be one of: ${allowed.join(', ')}.`]
}

function webAddress(name: string, said: string | undefined): string[] {
  if (!said) return []
  const fine = URL.canParse(said) && /^https?:$/.test(new URL(said).protocol) && new URL(said).pathname === '/'
  return fine
    ? []
    : [`${name} is "${said}". It must be the public address without a path, e.g. https://cities.example.`]
}

function databaseAddress(said: string | undefined): string[] {
  if (!said?.trim() || /^postgres(ql)?:\/\//.test(said.trim())) return []
  return [
    'DATABASE_URL must begin with postgres:// or postgresql://. Leave it out to use the database that comes along.',
  ]
}

/** What it is, is never repeated. */
function longEnough(name: string, said: string | null): string[] {
  return said === null || said.length >= 32 ? [] : [`${name} is too short. It must be 32 random characters or more.`]
}

const listed = (said: string | null): string[] => said?.split(',').map((each) => each.trim()) ?? []

function origins(name: string, said: string | null): string[] {
  return listed(said)
    .filter((each) => !URL.canParse(each) || !/^https?:/.test(each) || new URL(each).origin !== each)
    .map((each) => `${name} names "${each}". It must list origins, e.g. https://login.city.local,http://10.0.0.5:8080.`)
}

/** The address of the relay is never repeated: it may hold a password. */
function mailSettings({ relay, from, origin }: Record<'relay' | 'from' | 'origin', string | null>): string[] {
  return [
    ...(relay !== null && !isRelay(relay)
      ? [
          'SMTP_URL must begin with smtp:// or smtps:// and name a server, e.g. smtps://user:password@relay.example:465. Leave it out to keep mail in the product.',
        ]
      : []),
    ...(from !== null && !/^([^<>"\r\n]+<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/.test(from)
      ? [
          `MAIL_FROM is "${from}". It must be an address, or a name and an address: Strong Cities <post@cities.example>.`,
        ]
      : []),
    ...(relay !== null && from === null
      ? ['MAIL_FROM is missing: with SMTP_URL set, mail needs a sender, e.g. Strong Cities <post@cities.example>.']
      : []),
    ...(relay !== null && origin === null
      ? ['ORIGIN is missing: with SMTP_URL set, the links in mails need the address that people see.']
      : []),
  ]
}

function isRelay(said: string): boolean {
  if (!URL.canParse(said)) return false
  const { protocol, hostname } = new URL(said)
  return /^smtps?:$/.test(protocol) && hostname !== ''
}
