import { expect, test, type Page } from '@playwright/test'
import { enterAs, somebodyElse } from './people.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('fr')
const PAGE = '/fr/cities/demo-marsa-lawz/answers'
/** A question that the sample leaves open, and practices wait for. */
const FACTOR = 'leg.non_discrimination'

test.use({ locale: 'fr-FR', javaScriptEnabled: false })

const questionOn = (page: Page) => page.locator(`li[id="${FACTOR}"]`)

async function answer(page: Page, value: string, save: string): Promise<void> {
  await page.goto(`${PAGE}?ask=${FACTOR}`)
  const form = questionOn(page).locator('form:has(input[name=value])')
  await form.locator(`input[name=value][value=${value}]`).check()
  await form.locator('input[name=how][value=group]').check()
  await form.locator('input[name=label][value=network]').check()
  await form.getByRole('button', { name: say(save) }).click()
}

test('the focal point answers in French without scripts and sees practices move; a partner’s other answer stays unseen until released', async ({
  page,
  browser,
}) => {
  await enterAs(page, 'fr', 'demo-p-rassif')
  await page.goto('/fr/cities/demo-marsa-lawz')
  await page.getByRole('link', { name: say('cities_answering_open') }).click()
  await expect(page).toHaveURL(PAGE)
  await expect(page.getByText(say('cities_answering_as_administration'))).toBeVisible()

  // a form without what it needs says so, and keeps what was chosen
  const next = page.locator('#next form')
  await next.locator('input[name=value]').first().check()
  await next.getByRole('button', { name: say('fit_button_save') }).click()
  await expect(page.getByRole('alert')).toContainText(say('cities_answering_error_how_missing'))
  await expect(page.locator('form:has(input[name=how]) input[name=value]').first()).toBeChecked()

  await answer(page, 'partly', 'fit_button_save')
  await expect(page).toHaveURL(`${PAGE}#${FACTOR}`)
  await expect(questionOn(page).getByRole('status')).toContainText(/pratiques? (a|ont) changé de groupe/)
  await expect(questionOn(page)).toContainText('La loi est appliquée en partie')

  const salma = await somebodyElse(browser, { language: 'fr', person: 'demo-p-nakhla', javaScriptEnabled: false })
  await answer(salma, 'law_only', 'cities_answering_save_partner')
  await expect(salma.getByText(say('cities_answering_done_kept'))).toBeVisible()
  await expect(questionOn(salma)).toContainText(say('cities_answering_waits_release'))

  await page.goto(PAGE)
  await expect(questionOn(page)).not.toContainText('Elle est interdite sur le papier seulement')
  await questionOn(salma)
    .getByRole('button', { name: new RegExp(say('cities_answering_release')) })
    .click()
  await expect(salma.getByText(say('cities_answering_done_released'))).toBeVisible()
  await page.goto(PAGE)
  await expect(questionOn(page)).toContainText('Elle est interdite sur le papier seulement')
  await expect(questionOn(page)).toContainText('La loi est appliquée en partie')
  await expect(questionOn(page)).toContainText(say('cities_context_differ'))

  // as it was before, for whoever walks here next
  await questionOn(salma)
    .getByRole('button', { name: new RegExp(say('cities_answering_withdraw')) })
    .click()
  await expect(salma.getByText(say('cities_answering_done_withdrawn'))).toBeVisible()
  await answer(page, '_not_known', 'fit_button_save')
  await expect(questionOn(page)).not.toContainText('Elle est interdite sur le papier seulement')
  await salma.context().close()
})
