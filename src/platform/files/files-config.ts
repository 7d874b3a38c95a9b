/**
 * Where an instance keeps its files, read once at the start. Pure: takes the environment, gives the settings or a plain
 * sentence per fault. Without any S3 setting the files lie in the data folder.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'

export type FilesConfig =
  | { kind: 'disk'; folder: string }
  | { kind: 's3'; endpoint: string; bucket: string; region: string; key: string; secret: string }

const NEEDED = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_KEY', 'S3_SECRET'] as const

export function readFilesConfig(env: Record<string, string | undefined>): Outcome<FilesConfig, string[]> {
  const said = (name: string) => env[name]?.trim() ?? ''
  if ([...NEEDED, 'S3_REGION'].every((name) => said(name) === '')) {
    return done({ kind: 'disk', folder: `${said('DATA_DIR') || 'data'}/files` })
  }
  const faults = [
    ...NEEDED.filter((name) => said(name) === '').map(
      (name) => `${name} is missing. Files go to S3 with all of ${NEEDED.join(', ')}, or to the data folder with none.`,
    ),
    ...webAddress('S3_ENDPOINT', said('S3_ENDPOINT')),
    ...bucketName('S3_BUCKET', said('S3_BUCKET')),
  ]
  if (faults.length > 0) return refused(faults)
  return done({
    kind: 's3',
    endpoint: new URL(said('S3_ENDPOINT')).origin,
    bucket: said('S3_BUCKET'),
    region: said('S3_REGION') || 'auto',
    key: said('S3_KEY'),
    secret: said('S3_SECRET'),
  })
}

function webAddress(name: string, said: string): string[] {
  if (said === '') return []
  const fine = URL.canParse(said) && /^https?:$/.test(new URL(said).protocol) && new URL(said).pathname === '/'
  return fine ? [] : [`${name} is "${said}". It must be an address without a path, e.g. https://s3.example.`]
}

function bucketName(name: string, said: string): string[] {
  if (said === '' || /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(said)) return []
  return [`${name} is "${said}". It must be 3 to 63 small letters, digits, points and hyphens.`]
}
