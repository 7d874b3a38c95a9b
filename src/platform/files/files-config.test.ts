import { expect, test } from 'vitest'
import { readFilesConfig } from './files-config.ts'

const S3 = { S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'city-files', S3_KEY: 'key', S3_SECRET: 'secret' }

test('without a word about S3 the files lie in the data folder', () => {
  expect(readFilesConfig({})).toEqual({ ok: true, value: { kind: 'disk', folder: 'data/files' } })
  expect(readFilesConfig({ DATA_DIR: '/srv/cities', S3_BUCKET: ' ' })).toEqual({
    ok: true,
    value: { kind: 'disk', folder: '/srv/cities/files' },
  })
})

test('with all of it they go to the bucket, the region being optional', () => {
  const bucket = { kind: 's3', endpoint: 'https://s3.example', bucket: 'city-files', key: 'key', secret: 'secret' }
  expect(readFilesConfig(S3)).toEqual({ ok: true, value: { ...bucket, region: 'auto' } })
  expect(readFilesConfig({ ...S3, S3_REGION: 'eu-west-3' })).toEqual({
    ok: true,
    value: { ...bucket, region: 'eu-west-3' },
  })
})

test.each(['S3_ENDPOINT', 'S3_BUCKET', 'S3_KEY', 'S3_SECRET'])('half a setting is told: %s is missing', (name) => {
  const read = readFilesConfig({ ...S3, [name]: undefined })
  expect(read.ok ? [] : read.reason).toEqual([expect.stringMatching(`^${name} is missing`)])
})

test('a wrong address or name is told in a sentence, and no secret is', () => {
  const read = readFilesConfig({ ...S3, S3_ENDPOINT: 'https://s3.example/files', S3_BUCKET: '../Other' })
  expect(read.ok ? [] : read.reason).toEqual([
    'S3_ENDPOINT is "https://s3.example/files". It must be an address without a path, e.g. https://s3.example.',
    'S3_BUCKET is "../Other". It must be 3 to 63 small letters, digits, points and hyphens.',
  ])
})
