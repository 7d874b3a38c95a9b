import { expect, test, type Browser, type Page } from '@playwright/test'
import { wordsIn } from './words.ts'

const say = wordsIn('ar')
const PHONE = { locale: 'ar-TN', viewport: { width: 390, height: 844 }, javaScriptEnabled: false } as const
const NAME = /ياسين زورق|Yassine|Zawraq/i
const CITY = 'demo-marsa-lawz'

test.use(PHONE)

async function enterAs(page: Page, name: string): Promise<void> {
  await page.goto('/ar/sign-in')
  await page.getByRole('button', { name: say('people_demo_enter', { name }), exact: true }).click()
}

/** Everywhere somebody would look. */
const LOOKED_AT = [
  '/ar/sign-in',
  `/ar/cities/${CITY}`,
  `/en/cities/${CITY}`,
  `/ar/team/${CITY}`,
  '/ar/organisations/demo-org-dar-al-mazad',
  '/ar/search?q=%D8%B2%D9%88%D8%B1',
  '/ar/audit',
  '/ar/audit/audit.csv',
  '/ar/inbox',
  '/ar/notices',
  '/export/cities.json',
  '/export/organisations.json',
]

async function findsNothing(browser: Browser, who: string | null, page: string): Promise<void> {
  const context = await browser.newContext(PHONE)
  const look = await context.newPage()
  if (who !== null) await enterAs(look, who)
  for (const path of [...LOOKED_AT, page]) {
    const response = await context.request.get(path)
    expect(await response.text(), `${who ?? 'a visitor'} at ${path}`).not.toMatch(NAME)
  }
  expect((await context.request.get(page)).status()).toBe(404)
  await context.close()
}

test('a practitioner at risk protects their name on a phone without scripts; a partner and a visitor look everywhere and do not find it', async ({
  page,
  browser,
}) => {
  await enterAs(page, 'ياسين زورق')
  await page.goto('/ar/account')
  await page.getByRole('link', { name: say('profiles_open') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('profiles_title'))

  // who sees what stands beside each field, in words and numbers, and can be asked before anything is saved
  const choice = page.getByLabel(say('profiles_sees', { field: say('profiles_field_about') }))
  await expect(choice.locator('option').first()).toContainText(say('profiles_label_team'))
  await expect(choice.locator('option').first()).toHaveText(/\d/)
  await page.getByLabel(say('profiles_field_phone'), { exact: true }).fill('+216 71 000 000')
  await choice.selectOption('public')
  await page.getByRole('button', { name: say('profiles_show') }).click()
  await expect(page.locator('#who')).toContainText(say('profiles_now_preview'))
  await expect(page.getByLabel(say('profiles_field_phone'), { exact: true })).toHaveValue('+216 71 000 000')
  await page.getByRole('button', { name: say('profiles_save'), exact: true }).click()
  await expect(page.getByRole('status')).toHaveText(say('profiles_done_kept'))

  const own = (await page.getByRole('link', { name: say('profiles_own_page') }).getAttribute('href')) ?? ''
  await page.getByRole('button', { name: say('profiles_protect_now') }).click()
  await expect(page.getByRole('status')).toHaveText(say('profiles_done_protected'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  await findsNothing(browser, null, own)
  await findsNothing(browser, 'سلمى نخلة', own)
  await findsNothing(browser, 'كلير لورييه', own)

  // their own team knows them, and they alone stop it, after a page that says what follows
  await page.goto(own)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ياسين زورق')
  await page.goto('/ar/account/profile')
  await page.getByRole('link', { name: say('profiles_protect_stop') }).click()
  await expect(page.locator('#stop')).toContainText(say('profiles_stop_past'))
  await page.getByRole('button', { name: say('profiles_stop_do') }).click()
  await expect(page.getByRole('status')).toHaveText(say('profiles_done_unprotected'))
})
