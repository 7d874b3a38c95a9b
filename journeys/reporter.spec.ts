import { expect, test } from '@playwright/test'
import { somebodyElse } from './people.ts'
import { wordsIn } from './words.ts'

const REPORTERS = [
  {
    language: 'ar',
    about: 'السنة في الفقرة الثانية غير صحيحة.',
    person: 'اتصلوا بالمشتبه به على ٩٨ ٧٦٥ ٤٣٢',
    number: '٩٨ ٧٦٥ ٤٣٢',
    again: 'المصدر الثاني يقول غير ذلك.',
    officer: { language: 'fr', person: 'demo-p-laurier' },
    reasons: 'La source donne la même année.',
  },
  {
    language: 'fr',
    about: 'L’année du deuxième paragraphe est fausse.',
    person: 'Appelez le suspect au 06 12 34 56 78.',
    number: '06 12 34 56 78',
    again: 'La deuxième source dit autre chose.',
    officer: { language: 'ar', person: 'demo-p-harbour' },
    reasons: 'المصدر يذكر السنة نفسها.',
  },
] as const

test.use({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })

for (const { language, about, person, number, again, officer: decides, reasons } of REPORTERS)
  test(`whoever finds something wrong reports it without scripts or account, hears what came of it, and may appeal, in ${language}`, async ({
    page,
    browser,
  }) => {
    const say = wordsIn(language)
    await page.goto(`/${language}/practices/aarhus-model`)
    await page.getByRole('link', { name: say('safeguards_report_link') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('safeguards_report_title'))
    const words = page.getByLabel(say('safeguards_report_words'))
    await words.fill(`${about} ${person}`)
    await page.getByRole('button', { name: say('safeguards_report_send') }).click()
    // first what is wrong with the form, with all that was typed
    await expect(page.getByRole('alert')).toContainText(say('safeguards_report_fault_kind_missing'))
    await expect(words).toHaveValue(`${about} ${person}`)
    await page.getByLabel(say('safeguards_report_kind_wrong_fact')).check()
    await page.getByRole('button', { name: say('safeguards_report_send') }).click()
    // then what stands in it about a person of concern, where it stands
    await expect(page.locator('main mark')).toContainText(number)
    await words.fill(about)
    await page.locator('form:has(#words) button').click()
    await expect(page.getByRole('status')).toContainText(say('safeguards_report_received'))
    const code = (await page.locator('.code').textContent())?.trim() ?? ''
    const follow = new URL(page.url()).pathname

    const officer = await somebodyElse(browser, { ...decides, javaScriptEnabled: false })
    const dit = wordsIn(decides.language)
    await officer.goto(`/${decides.language}/reports`)
    await officer
      .getByRole('listitem')
      .filter({ hasText: `/${language}/practices/aarhus-model` })
      .getByRole('link')
      .first()
      .click()
    await expect(officer.locator('.said').first()).toHaveText(about)
    await expect(officer.locator('body')).not.toContainText(code)
    await officer.getByRole('button', { name: dit('safeguards_report_look') }).click()
    await officer.getByLabel(dit('safeguards_report_decision_not_upheld')).check()
    await officer.getByRole('button', { name: dit('safeguards_report_decide_send') }).click()
    await expect(officer.getByRole('alert')).toContainText(dit('safeguards_report_fault_reasons_missing'))
    await officer.getByLabel(dit('safeguards_report_reasons')).fill(reasons)
    await officer.getByRole('button', { name: dit('safeguards_report_decide_send') }).click()
    await expect(officer.getByRole('status')).toHaveText(dit('safeguards_report_done'))

    await page.goto(follow)
    await expect(page.getByText(reasons)).toBeVisible()
    await expect(page.getByText(say('safeguards_report_decision_not_upheld'))).toBeVisible()
    await page.getByLabel(say('safeguards_report_appeal_words')).fill(again)
    await page.getByRole('button', { name: say('safeguards_report_appeal_send') }).click()
    await expect(page.getByRole('status')).toHaveText(say('safeguards_report_appealed'))
    // whoever decided the first time does not decide on the appeal
    await officer.reload()
    await expect(officer.getByText(dit('safeguards_report_fault_decided_it_first'))).toBeVisible()
    await officer.context().close()
  })
