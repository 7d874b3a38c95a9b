import { expect, test } from 'vitest'
import { textsIn, typedForm } from './typed-form.server.ts'

const asked = (body: string) =>
  new Request('http://here', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })

test('the one sign that no text of the database can hold is left out', async () => {
  const form = (await typedForm(asked('words=a%00b&words=%00'))) ?? expect.fail('no form')
  expect(textsIn(form, 'words')).toEqual(['ab', ''])
})

test('what is no form, and what holds far more than any form of ours, is none', async () => {
  expect(await typedForm(new Request('http://here', { method: 'POST', body: 'x' }))).toBeNull()
  expect(await typedForm(asked('a=1&'.repeat(501)))).toBeNull()
  expect(await typedForm(asked('a=1&'.repeat(500)))).not.toBeNull()
})
