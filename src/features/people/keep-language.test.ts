import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { keepLanguage } from './keep-language.server.ts'
import { findRecipient } from './recipient.queries.server.ts'
import { aPerson } from './testing/somebody.ts'

const db = testDatabase(withSample)

test('mail comes in the language and by the clock that a person chose; what is neither is refused and changes nothing', async () => {
  const { id } = await aPerson(db())
  expect(await keepLanguage(db(), id, { language: 'ar', zone: 'Asia/Beirut' })).toEqual({ ok: true, value: null })
  const chosen = { language: 'ar', zone: 'Asia/Beirut' }
  expect(await findRecipient(db(), id)).toMatchObject(chosen)
  for (const [typed, reason] of [
    [{ language: 'xx', zone: 'Asia/Beirut' }, 'language_unknown'],
    [{ language: 'en', zone: 'Mars/Base' }, 'zone_unknown'],
    [{ language: 'en', zone: '' }, 'zone_unknown'],
  ] as const)
    expect(await keepLanguage(db(), id, typed)).toEqual({ ok: false, reason })
  expect(await findRecipient(db(), id)).toMatchObject(chosen)
})
