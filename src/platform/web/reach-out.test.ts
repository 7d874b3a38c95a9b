import { createServer } from 'node:http'
import { createServer as createLine, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { isPublicAddress, reachOut } from './reach-out.server.ts'

test.each([
  ['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  [
    '192.168.1.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
  ],
  [
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:0:1::1',
    '2001:db8::1',
    'ff02::1',
    'x',
    '',
  ],
])('addresses that lead into our own network, or nowhere, are closed: %s …', (...addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})

test('addresses of the open net are open', () => {
  const open = ['8.8.8.8', '172.32.0.1', '192.167.1.1', '2a00:1450:4001:80e::200e', '2606:4700::1111']
  expect(open.filter(isPublicAddress)).toEqual(open)
})

test.each([
  ['http://city.example/', 'insecure'],
  ['ftp://city.example/', 'insecure'],
  ['https://127.0.0.1/', 'private'],
  ['https://2130706433/', 'private'],
  ['https://0x7f.1/', 'private'],
  ['https://[::1]/', 'private'],
  ['https://[::ffff:169.254.169.254]/', 'private'],
  ['https://localhost/', 'private'],
])('%s is not asked: %s', async (address, reason) => {
  await expect(reachOut({ nearby: [] })(address)).rejects.toMatchObject({ reason })
})

test('an origin that the operator named is asked, with what is sent to it, and no other beside it', async () => {
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => response.end(`${request.method} ${Buffer.concat(pieces).toString()}`))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = reachOut({ nearby: [origin] })
  const answer = await ask(`${origin}/token`, { method: 'POST', body: new URLSearchParams({ a: 'b c' }) })
  expect(await answer.text()).toBe('POST a=b+c')
  await expect(ask('http://127.0.0.1:1/')).rejects.toMatchObject({ reason: 'insecure' })
  server.close()
})

test.each([
  ['a status that no answer has', 'HTTP/1.1 999 What\r\nContent-Length: 2\r\n\r\nok'],
  ['another language than was asked for', 'HTTP/1.1 101 Other\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n'],
])('%s is an answer that did not come, and harms nobody', async (_, said) => {
  const line = createLine((socket) => socket.once('data', () => socket.end(said)).on('error', () => {}))
  await new Promise<void>((ready) => line.listen(0, '127.0.0.1', ready))
  const origin = `http://127.0.0.1:${(line.address() as AddressInfo).port}`
  await expect(reachOut({ nearby: [origin] })(origin)).rejects.toMatchObject({ reason: 'down' })
  line.close()
})
