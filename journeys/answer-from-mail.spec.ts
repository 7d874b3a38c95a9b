import { expect, test, type Page } from '@playwright/test'
import { wordsIn } from './words.ts'

const say = wordsIn('fr')

test.use({ locale: 'fr-FR', javaScriptEnabled: false })

async function enterAs(page: Page, key: string): Promise<void> {
  await page.goto('/fr/sign-in')
  await page.locator(`form:has(input[value="${key}"]) button`).click()
}

test('a focal point answers in French from the mail in the inbox, without signing in and without scripts; a second press finds it answered', async ({
  page,
  browser,
}) => {
  await enterAs(page, 'demo-p-pwani')
  // the job asks within seconds of the start
  const link = page.locator('a[href*="/answer/"]').last()
  await expect(async () => {
    await page.goto('/fr/inbox')
    await expect(link).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 45_000 })
  const href = (await link.getAttribute('href')) ?? ''

  const phone = await (await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false })).newPage()
  await phone.goto(href.replace('/en/', '/fr/'))
  await expect(phone.getByRole('heading', { level: 1 })).toContainText('vaut-elle toujours')
  // opened again, as a scanner would: still open
  await phone.request.head(href)
  await phone.reload()
  const other = await phone.context().newPage()
  await other.goto(phone.url())
  await phone.getByRole('button', { name: say('asks_still_so_yes') }).click()
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText(say('asks_thanks'))
  await expect(phone.getByText(say('asks_done_still_so_yes'))).toBeVisible()

  await other.getByRole('button', { name: say('asks_still_so_unknown') }).click()
  await expect(other.getByText(say('asks_why_used'))).toBeVisible()
})

test('quiet hours and a digest each day are chosen without scripts, and the page says what comes when', async ({
  page,
}) => {
  await enterAs(page, 'demo-p-tiendo')
  await page.goto('/fr/account')
  await page.getByRole('link', { name: say('notices_choose') }).click()
  await page.locator('select[name=quiet_from]').selectOption('21:30')
  await page.getByRole('button', { name: say('notices_wishes_save') }).click()
  await expect(page.getByRole('alert')).toContainText(say('notices_wishes_fault_quiet_half'))
  await expect(page.locator('select[name=quiet_from]')).toHaveValue('21:30')
  await page.locator('select[name=quiet_until]').selectOption('07:00')
  await page.locator('select[name=every]').selectOption('day')
  await page.getByRole('button', { name: say('notices_wishes_save') }).click()
  await expect(page.getByText(say('notices_wishes_saved'))).toBeVisible()
  await expect(page.locator('#now')).toContainText('Entre 21:30 et 07:00')
  await expect(page.locator('#now')).toContainText('chaque matin')
})
