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
