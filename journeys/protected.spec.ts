import { expect, test, type Browser } from '@playwright/test'
import { enterAs } from './people.ts'
import { wordsIn } from './words.ts'

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false } as const
/** One of the invented people for each language: journeys run side by side. */
const PRACTITIONERS = [
  { language: 'ar', key: 'demo-p-zawraq', own: 'ياسين زورق', name: /ياسين زورق|Yassine|Zawraq/i },
  { language: 'fr', key: 'demo-p-mina', own: 'Mounir Mina', name: /منير مينا|Mounir/i },
] as const
const CITY = 'demo-marsa-lawz'

test.use(PHONE)

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

async function findsNothing(
  browser: Browser,
  { who, name, page }: { who: string | null; name: RegExp; page: string },
): Promise<void> {
  const context = await browser.newContext(PHONE)
  const look = await context.newPage()
  if (who !== null) await enterAs(look, 'ar', who)
  for (const path of [...LOOKED_AT, page]) {
    const response = await context.request.get(path)
    expect(await response.text(), `${who ?? 'a visitor'} at ${path}`).not.toMatch(name)
  }
  expect((await context.request.get(page)).status()).toBe(404)
  await context.close()
}

for (const { language, key, own: shown, name } of PRACTITIONERS)
  test(`a practitioner at risk protects their name on a phone without scripts; a partner and a visitor look everywhere and do not find it, in ${language}`, async ({
    page,
    browser,
  }) => {
    const say = wordsIn(language)
    await enterAs(page, language, key)
    await page.goto(`/${language}/account`)
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

    await findsNothing(browser, { who: null, name, page: own })
    await findsNothing(browser, { who: 'demo-p-nakhla', name, page: own })
    await findsNothing(browser, { who: 'demo-p-laurier', name, page: own })

    // their own team knows them, and they alone stop it, after a page that says what follows
    await page.goto(own)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(shown)
    await page.goto(`/${language}/account/profile`)
    await page.getByRole('link', { name: say('profiles_protect_stop') }).click()
    await expect(page.locator('#stop')).toContainText(say('profiles_stop_past'))
    await page.getByRole('button', { name: say('profiles_stop_do') }).click()
    await expect(page.getByRole('status')).toHaveText(say('profiles_done_unprotected'))
  })
