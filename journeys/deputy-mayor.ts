/** The journey of a deputy mayor without an account: concern, answers, practices with reasons, one page to print, all deleted. */
import { expect, type Page } from '@playwright/test'
import { termIn, wordsIn } from './words.ts'

export async function walkAsDeputyMayor(page: Page, language: 'en' | 'fr' | 'ar'): Promise<void> {
  const say = wordsIn(language)
  await page.goto('/')
  await expect(page).toHaveURL(new RegExp(`/${language}$`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('house_home_title'))

  await page
    .getByRole('main')
    .getByRole('link', { name: say('house_home_worth_a_look') })
    .first()
    .click()
  await page
    .getByRole('checkbox', { name: new RegExp(escaped(termIn(language, 'challenges', 'newcomers_hosts'))) })
    .check()
  await page.getByRole('button', { name: say('fit_concern_button') }).click()
  await expect(page).toHaveURL(/concern=challenges%2Fnewcomers_hosts/)

  for (let answered = 1; answered <= 10; answered++) await answerNext(page, say('fit_button_save'))
  await expect(page).not.toHaveURL(/value=|answer=[a-z]/)

  const things = page.getByRole('region', { name: say('fit_three_things') })
  await expect(things.getByRole('listitem')).toHaveCount(3)
  await expect(page.locator('#list .list > li').first()).toBeVisible()
  expect(
    await page
      .locator('#list .list > li')
      .filter({ has: page.locator('.why, .weigh') })
      .count(),
  ).toBe(await page.locator('#list .list > li').count())
  expect(await page.locator('#next legend').count()).toBe(3)

  await page.getByRole('link', { name: say('fit_open_brief') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const printed = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  expect(printed.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length).toBe(1)

  await page.goto(`/${language}/answers`)
  await page.getByRole('button', { name: say('fit_answers_clear') }).click()
  await expect(page.getByText(say('fit_answers_cleared'))).toBeVisible()
  expect((await page.context().cookies()).map((cookie) => cookie.name)).not.toContain('visitor')
}

/** Chooses the first worded answer of the open question and saves it. */
export async function answerNext(page: Page, save: string): Promise<void> {
  const question = page.locator('#next form').first()
  const asked = await question.locator('legend').innerText()
  await question.locator('input[type=radio], input[type=checkbox]').first().check()
  await question.getByRole('button', { name: save }).click()
  await expect(page.locator('#next form legend').first()).not.toHaveText(asked)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
