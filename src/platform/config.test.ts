import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('nothing said gives a demonstration instance on the loopback', () => {
  expect(readConfig({})).toMatchObject({
    ok: true,
    value: { port: 3000, host: '127.0.0.1', demonstration: true, databaseUrl: null },
  })
})

test('each fault is a sentence of its own that names the setting', () => {
  const read = readConfig({
    PORT: 'abc',
    ORIGIN: 'cities.example',
    INSTANCE: 'prod',
    DATABASE_URL: 'mysql://x',
    POOL_SIZE: '0',
  })
  expect(read.ok ? [] : read.reason.map((fault) => fault.split(' ')[0])).toEqual([
    'PORT',
    'POOL_SIZE',
    'INSTANCE',
    'ORIGIN',
    'DATABASE_URL',
  ])
})

const MAIL = { SMTP_URL: 'smtps://us:secret@relay.example', MAIL_FROM: 'Cities <post@cities.example>' }

test('mail needs a relay, a sender and an address to lead to, or stays in the product', () => {
  expect(readConfig({})).toMatchObject({ ok: true, value: { smtpUrl: null, mailFrom: null } })
  expect(readConfig({ ...MAIL, ORIGIN: 'https://cities.example' })).toMatchObject({
    ok: true,
    value: { smtpUrl: MAIL.SMTP_URL, mailFrom: MAIL.MAIL_FROM },
  })
  expect(readConfig({ MAIL_FROM: 'post@cities.example' })).toMatchObject({ ok: true })
  const faultsOf = (env: Record<string, string>) => {
    const read = readConfig(env)
    return read.ok ? [] : read.reason.map((fault) => fault.split(' ').slice(0, 2).join(' '))
  }
  expect(faultsOf({ SMTP_URL: MAIL.SMTP_URL })).toEqual(['MAIL_FROM is', 'ORIGIN is'])
  expect(faultsOf({ MAIL_FROM: 'nobody' })).toEqual(['MAIL_FROM is'])
  expect(faultsOf({ MAIL_FROM: 'a@b.example, c@d.example' })).toEqual(['MAIL_FROM is'])
  expect(faultsOf({ ...MAIL, ORIGIN: 'https://cities.example', SMTP_URL: 'relay.example:25' })).toEqual([
    'SMTP_URL must',
  ])
})

test('a fault of the relay’s address does not repeat its password', () => {
  const read = readConfig({ ...MAIL, SMTP_URL: 'http://us:secret@relay.example', ORIGIN: 'https://cities.example' })
  expect(read.ok ? '' : read.reason.join(' ')).not.toContain('secret')
  expect(read.ok).toBe(false)
})

test('a bucket is whole or not there, and a size is one', () => {
  expect(readConfig({ DATA_DIR: 'x' })).toMatchObject({
    ok: true,
    value: { files: { kind: 'disk', folder: 'x/files' }, formBytes: 262_144 },
  })
  const read = readConfig({
    S3_ENDPOINT: 'https://s3.example',
    S3_BUCKET: 'Files',
    S3_KEY: 'key',
    BODY_SIZE_LIMIT: 'much',
  })
  expect(read.ok ? [] : read.reason.map((fault) => fault.split(' ')[0])).toEqual([
    'BODY_SIZE_LIMIT',
    'S3_SECRET',
    'S3_BUCKET',
  ])
})
