import { expect, test } from '@playwright/test'
import { enterAs, somebodyElse } from './people.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('ar')
const PAGE = '/ar/organisations/demo-org-dar-al-mazad'
const KEPT = ['نعمل مع شباب الحي.', 'نفتح كل يوم.']
const [BORN, PHONE] = ['١٢/٠٣/١٩٩٩', '٠٦١٢٣٤٥٦٧٨']
const TEXT = `${KEPT[0]} المدعو سمير متطرف، ولد بتاريخ ${BORN}، هاتفه ${PHONE}. ${KEPT[1]}`

const PHONE_AND_ARABIC = {
  locale: 'ar-TN',
  viewport: { width: 390, height: 844 },
  javaScriptEnabled: false,
}
test.use(PHONE_AND_ARABIC)

test('what is typed of a person at risk is shown where it stands, waits for a reviewer, and goes without them, in Arabic without scripts', async ({
  page,
  browser,
}) => {
  await enterAs(page, 'ar', 'demo-p-nakhla')
  await page.goto(`${PAGE}/edit`)
  const about = page.locator('#about_ar')
  await about.fill(TEXT)
  await page.locator('form:has(#about_ar) .acts button').click()
  // where each stands, with all that was typed
  const marked = page.locator('#warned mark')
  await expect(marked.filter({ hasText: BORN })).toBeVisible()
  await expect(marked.filter({ hasText: PHONE })).toBeVisible()
  await expect(about).toHaveValue(TEXT)

  await page.getByLabel(say('safeguards_hold_insist')).check()
  await page.locator('form:has(#about_ar) .acts button').click()
  const why = page.getByLabel(say('safeguards_hold_why'))
  await expect(why).toHaveAttribute('aria-invalid', 'true')
  await why.fill('هو متطوع لدينا')
  await page.locator('form:has(#about_ar) .acts button').click()
  await expect(page).toHaveURL(/done=held/)

  const visitor = await (await browser.newContext(PHONE_AND_ARABIC)).newPage()
  const officer = await somebodyElse(browser, { language: 'ar', person: 'demo-p-harbour', ...PHONE_AND_ARABIC })
  await visitor.goto(PAGE)
  await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible()
  for (const words of [...KEPT, BORN, PHONE]) await expect(visitor.locator('body')).not.toContainText(words)

  await officer.goto('/ar/held')
  await officer.locator('main a[href^="/ar/held/"]').first().click()
  await expect(officer.locator('mark').filter({ hasText: PHONE })).toBeVisible()
  await officer.getByRole('button', { name: say('safeguards_hold_strike'), exact: true }).click()
  await expect(officer.getByRole('status')).toHaveText(say('safeguards_hold_done'))

  await visitor.reload()
  for (const words of KEPT) await expect(visitor.locator('main')).toContainText(words)
  for (const words of [BORN, PHONE]) await expect(visitor.locator('body')).not.toContainText(words)
  await visitor.context().close()
  await officer.context().close()
})
