import { expect, test } from '@playwright/test'
import { walkAsDeputyMayor } from './deputy-mayor.ts'
import { wordsIn } from './words.ts'

for (const [language, locale, width] of [
  ['ar', 'ar-TN', 390],
  ['en', 'en-GB', 1280],
] as const)
  test(`a deputy mayor without an account leaves with a list, reasons and one page, in ${language} at ${width} px`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale, viewport: { width, height: 844 } })
    await walkAsDeputyMayor(await context.newPage(), language)
    await context.close()
  })

test('with every sensitive question left blank the page still helps', async ({ page }) => {
  const say = wordsIn('en')
  await page.goto('/en/worth-a-look?concern=challenges/polarisation_after_event')
  for (let answered = 1; answered <= 10; answered++) {
    const question = page.locator('#next form').first()
    const asked = await question.locator('legend').innerText()
    const sensitive = (await question.getByText(say('fit_question_sensitive')).count()) > 0
    if (sensitive) await question.getByLabel(say('fit_button_rather_not')).check()
    else await question.locator('input[type=radio], input[type=checkbox]').first().check()
    await question.getByRole('button', { name: say('fit_button_save') }).click()
    await expect(page.locator('#next form legend').first()).not.toHaveText(asked)
  }
  await expect(page.getByRole('region', { name: say('fit_three_things') }).getByRole('listitem')).toHaveCount(3)
})

test("one browser's answers are never on another's page", async ({ browser }) => {
  const [mine, theirs] = [await browser.newContext({ locale: 'en-GB' }), await browser.newContext({ locale: 'en-GB' })]
  const page = await mine.newPage()
  await page.goto('/en/practices/barcelona-anti-rumours/fit')
  await page.locator('#next form input[type=radio]').first().check()
  await page
    .locator('#next form')
    .first()
    .getByRole('button', { name: wordsIn('en')('fit_button_save') })
    .click()
  await page.goto('/en/practices/barcelona-anti-rumours/fit')
  const other = await theirs.newPage()
  await other.goto(page.url())
  const [my, other1] = [await page.getByRole('main').textContent(), await other.getByRole('main').textContent()]
  expect(my).not.toBe(other1)
  await other.reload()
  expect(await other.getByRole('main').textContent()).toBe(other1)
  await mine.close()
  await theirs.close()
})
