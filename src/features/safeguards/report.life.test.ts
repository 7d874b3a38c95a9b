import { expect, test } from 'vitest'
import { appealUntil, canMove, MOVES, REPORT_STATES, WAITING, type ReportMove } from './report.life.ts'

const moves = Object.keys(MOVES) as ReportMove[]

test('the life of a report, whole', () => {
  expect(REPORT_STATES.map((state) => [state, ...moves.filter((move) => canMove(state, move))])).toEqual([
    ['received', 'look'],
    ['looked_at', 'decide'],
    ['decided', 'appeal', 'close'],
    ['appealed', 'decide_appeal'],
    ['closed'],
  ])
})

test('whatever changes somebody’s matter asks for reasons', () => {
  expect(moves.filter((move) => MOVES[move].reasons)).toEqual(['decide', 'appeal', 'decide_appeal'])
})

test('what waits is what somebody who decides can move on now', () => {
  expect(WAITING).toEqual(['received', 'looked_at', 'appealed'])
})

test('one may appeal for thirty days', () => {
  expect(appealUntil(new Date('2026-11-24T09:00:00Z'))).toEqual(new Date('2026-12-24T09:00:00Z'))
})
