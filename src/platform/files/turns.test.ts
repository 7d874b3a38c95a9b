import { expect, test } from 'vitest'
import { turns, turnsOfEach } from './turns.ts'

const never = () => new Promise<string>(() => {})
const soon = async () => 'done'

test('whoever comes when all turns are taken waits for one', async () => {
  const turn = turns(1)
  const { promise, resolve } = Promise.withResolvers<string>()
  const order: string[] = []
  const first = turn(() => promise).then((said) => order.push(said))
  const second = turn(soon).then((said) => order.push(said))
  resolve('first')
  await Promise.all([first, second])
  expect(order).toEqual(['first', 'done'])
})

test('one whose turns never end keeps themselves waiting, and nobody else', async () => {
  const all = turns(3)
  const each = turnsOfEach(2)
  for (let n = 0; n < 6; n++) void each('slow', () => all(never))
  expect(await each('another', () => all(soon))).toBe('done')
  const own = each('slow', () => all(soon)).then(() => 'had a turn')
  expect(await Promise.race([own, new Promise((tell) => setTimeout(() => tell('waits'), 20))])).toBe('waits')
})
