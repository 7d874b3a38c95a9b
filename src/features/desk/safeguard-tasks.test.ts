import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { PersonView } from '#features/people/person-view.ts'
import { switchRiskOn } from '#features/safeguards/city-risk.server.ts'
import { sendReport } from '#features/safeguards/send-report.server.ts'
import { sampleActor } from '#features/safeguards/testing/sample-actor.ts'
import { deskOf } from './desk.server.ts'

const db = testDatabase(withSample)
const now = new Date('2026-11-24T09:00:00Z')

async function tasksOf(key: string) {
  const actor = await sampleActor(db(), key)
  const person = { id: actor.id, language: 'en', sitsIn: null, missing: null } as unknown as PersonView
  return deskOf(db(), actor, { person, now })
}

test('a city that hid itself waits for its hub and the safeguards officer; a report for all who decide on it', async () => {
  expect(await tasksOf('demo-p-atlas')).toEqual([])
  await switchRiskOn(db(), await sampleActor(db(), 'demo-p-rassif'), 'demo-marsa-lawz')
  const report = { kind: 'other', words: 'x', email: null, language: 'en', personId: null, network: 'n' } as const
  await sendReport(db(), { ...report, path: '/en/cities/demo-marsa-lawz' })
  await sendReport(db(), { ...report, path: '/en/search' })
  const risk = { kind: 'risk', city: 'Marsa Lawz', slug: 'demo-marsa-lawz' }
  expect(await tasksOf('demo-p-atlas')).toEqual([risk, { kind: 'reports', count: 1 }])
  expect(await tasksOf('demo-p-harbour')).toEqual([risk, { kind: 'reports', count: 2 }])
  expect(await tasksOf('demo-p-laurier')).toEqual([{ kind: 'reports', count: 2 }])
  expect(await tasksOf('demo-p-rassif')).toEqual([])
  expect(await tasksOf('demo-p-havnes')).toEqual([])
})
