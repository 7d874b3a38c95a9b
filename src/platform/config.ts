/**
 * The settings of an instance, read once at the start. Pure: takes the environment, gives the settings or a plain
 * sentence per fault. docs/operating.md lists them for people.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'

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
  /** A demonstration instance shows invented cities as such and lets a visitor look as one of them. */
  demonstration: boolean
  operator: string | null
  contact: string | null
}

const DEFAULTS = { PORT: '3000', HOST: '127.0.0.1', DATA_DIR: 'data', POOL_SIZE: '10', INSTANCE: 'demonstration' }

export function readConfig(env: Record<string, string | undefined>): Outcome<Config, string[]> {
  const said = (name: keyof typeof DEFAULTS) => env[name]?.trim() || DEFAULTS[name]
  const faults = [
    ...wholeNumber('PORT', said('PORT'), 0, 65_535),
    ...wholeNumber('POOL_SIZE', said('POOL_SIZE'), 1, 500),
    ...oneOf('INSTANCE', said('INSTANCE'), ['demonstration', 'own']),
    ...webAddress('ORIGIN', env['ORIGIN']),
    ...databaseAddress(env['DATABASE_URL']),
  ]
  if (faults.length > 0) return refused(faults)
  return done({
    port: Number(said('PORT')),
    host: said('HOST'),
    origin: env['ORIGIN'] ? new URL(env['ORIGIN']).origin : null,
    dataDir: said('DATA_DIR'),
    databaseUrl: env['DATABASE_URL']?.trim() || null,
    poolSize: Number(said('POOL_SIZE')),
    demonstration: said('INSTANCE') === 'demonstration',
    operator: env['OPERATOR']?.trim() || null,
    contact: env['CONTACT']?.trim() || null,
  })
}

function wholeNumber(name: string, said: string, least: number, most: number): string[] {
  const fine = /^\d+$/.test(said) && Number(said) >= least && Number(said) <= most
  return fine ? [] : [`${name} is "${said}". It must be a whole number from ${least} to ${most}.`]
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
