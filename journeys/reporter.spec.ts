import { expect, test } from '@playwright/test'
import { somebodyElse } from './people.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('ar')
const PAGE = '/ar/practices/aarhus-model'

test.use({ locale: 'ar-TN', viewport: { width: 390, height: 844 }, javaScriptEnabled: false })

test('whoever finds something wrong reports it in Arabic without scripts or account, hears what came of it, and may appeal', async ({
  page,
  browser,
}) => {
  await page.goto(PAGE)
  await page.getByRole('link', { name: say('safeguards_report_link') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('safeguards_report_title'))
  const words = page.getByLabel(say('safeguards_report_words'))
  await words.fill('السنة في الفقرة الثانية غير صحيحة. اتصلوا بالمشتبه به على ٩٨ ٧٦٥ ٤٣٢')
  await page.getByRole('button', { name: say('safeguards_report_send') }).click()
  // first what is wrong with the form, with all that was typed
  await expect(page.getByRole('alert')).toContainText(say('safeguards_report_fault_kind_missing'))
  await expect(words).toHaveValue(/السنة في الفقرة الثانية/)
  await page.getByLabel(say('safeguards_report_kind_wrong_fact')).check()
  await page.getByRole('button', { name: say('safeguards_report_send') }).click()
  // then what stands in it about a person of concern, where it stands
  await expect(page.locator('mark[id^="screened-found"]')).toContainText('٩٨ ٧٦٥ ٤٣٢')
  await words.fill('السنة في الفقرة الثانية غير صحيحة.')
  await page.locator('form:has(#words) button').click()
  await expect(page.getByRole('status')).toContainText(say('safeguards_report_received'))
  const code = (await page.locator('.code').textContent())?.trim() ?? ''
  const follow = new URL(page.url()).pathname

  const officer = await somebodyElse(browser, { language: 'fr', person: 'demo-p-laurier', javaScriptEnabled: false })
  const dit = wordsIn('fr')
  await officer.goto('/fr/reports')
  await officer.locator('main a[href^="/fr/reports/"]').first().click()
  await expect(officer.locator('.said').first()).toHaveText('السنة في الفقرة الثانية غير صحيحة.')
  await expect(officer.locator('body')).not.toContainText(code)
  await officer.getByRole('button', { name: dit('safeguards_report_look') }).click()
  await officer.getByLabel(dit('safeguards_report_decision_not_upheld')).check()
  await officer.getByRole('button', { name: dit('safeguards_report_decide_send') }).click()
  await expect(officer.getByRole('alert')).toContainText(dit('safeguards_report_fault_reasons_missing'))
  await officer.getByLabel(dit('safeguards_report_reasons')).fill('La source donne la même année.')
  await officer.getByRole('button', { name: dit('safeguards_report_decide_send') }).click()
  await expect(officer.getByRole('status')).toHaveText(dit('safeguards_report_done'))

  await page.goto(follow)
  await expect(page.getByText('La source donne la même année.')).toBeVisible()
  await expect(page.getByText(say('safeguards_report_decision_not_upheld'))).toBeVisible()
  await page.getByLabel(say('safeguards_report_appeal_words')).fill('المصدر الثاني يقول غير ذلك.')
  await page.getByRole('button', { name: say('safeguards_report_appeal_send') }).click()
  await expect(page.getByRole('status')).toHaveText(say('safeguards_report_appealed'))
  // whoever decided the first time does not decide on the appeal
  await officer.reload()
  await expect(officer.getByText(dit('safeguards_report_fault_decided_it_first'))).toBeVisible()
  await officer.context().close()
})
