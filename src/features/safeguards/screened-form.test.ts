import { expect, test } from 'vitest'
import { leaveOut, NOT_INSISTING, screenForm, withoutFindings, type Insisting } from './screened-form.ts'

const PHONE = 'Call Karim, who was radicalised, on 0612 345 678.'
const about = (text: string, more = {}) => [{ field: 'about', text, ...more }]
const warned = (texts: Parameters<typeof screenForm>[0], said: Insisting = NOT_INSISTING) => {
  const screened = screenForm(texts, said)
  return screened.state === 'warn' ? screened.warning : expect.fail(screened.state)
}
const insist = (seen: string, why = 'It is our own line'): Insisting => ({ insists: true, why, seen, asked: '' })

test('a text in which nothing is found goes on', () => {
  expect(screenForm(about('Two rooms and four hundred books.'), NOT_INSISTING)).toEqual({ state: 'clear' })
})

test('what is found is shown where it stands; insisted upon with a reason it is held', () => {
  const { texts, seen } = warned(about(PHONE))
  expect(texts[0]?.findings.map(({ from, to }) => PHONE.slice(from, to))).toContain('0612 345 678')
  expect(screenForm(about(PHONE), insist(seen))).toMatchObject({ state: 'held', why: 'It is our own line' })
})

test.each([
  ['', 'why_missing'],
  ['   ', 'why_missing'],
  ['x'.repeat(1001), 'why_too_long'],
])('without a reason that can be read it is not held: %s', (why, fault) => {
  const { seen } = warned(about(PHONE))
  expect(warned(about(PHONE), insist(seen, why))).toMatchObject({ fault, insists: true })
})

test('who insists on one finding is shown another one first', () => {
  const { seen } = warned(about(PHONE))
  expect(warned(about(`${PHONE} Or on 0698 765 432.`), insist(seen)).seen).not.toBe(seen)
})

test('what stands there already was looked at before and is not asked about again; what is new beside it is', () => {
  expect(screenForm(about(`${PHONE} Open on Mondays.`, { former: PHONE }), NOT_INSISTING)).toEqual({ state: 'clear' })
  expect(warned(about(`${PHONE} Or on 0698 765 432.`, { former: PHONE })).texts[0]?.findings).toHaveLength(1)
})

const TIED = 'Islamic terrorism threatens the port.'
test('a question about wording is asked once, only of what becomes public, and keeping it is recorded nowhere', () => {
  expect(screenForm(about(TIED), NOT_INSISTING)).toEqual({ state: 'clear' })
  const { asked, found, texts } = warned(about(TIED, { becomesPublic: true }))
  expect({ found, prompts: texts[0]?.prompts.length }).toEqual({ found: false, prompts: 1 })
  const kept = screenForm(about(TIED, { becomesPublic: true }), {
    ...NOT_INSISTING,
    asked,
  })
  expect(kept).toEqual({ state: 'clear' })
})

test('what is kept for good is kept without the marked places, by whoever goes on', () => {
  const first = leaveOut({ field: 'why', text: PHONE }, NOT_INSISTING, '▇')
  const seen = 'warning' in first ? first.warning.seen : expect.fail('nothing found')
  const text = leaveOut({ field: 'why', text: PHONE }, { ...insist(seen), why: '' }, '▇')
  expect(text).toEqual({ text: expect.not.stringContaining('0612') })
  expect(leaveOut({ field: 'why', text: 'The danger is over.' }, NOT_INSISTING, '▇')).toEqual({
    text: 'The danger is over.',
  })
})

test('several places go, the rest stays as it was', () => {
  expect(
    withoutFindings(
      'a 111 b 222 c',
      [
        { kind: 'telephone', from: 2, to: 5 },
        { kind: 'telephone', from: 8, to: 11 },
      ],
      '▇',
    ),
  ).toBe('a ▇ b ▇ c')
})
