import { expect, test } from '@playwright/test'
import { enterAs } from './people.ts'
import { wordsIn } from './words.ts'

test.use({ viewport: { width: 390, height: 844 } })

for (const language of ['ar', 'fr'] as const)
  test(`whoever set the instance up sends a test mail, and sees at once that it stays here and why, in ${language}`, async ({
    page,
  }) => {
    const say = wordsIn(language)
    await enterAs(page, language, 'demo-p-laurier')
    await page.getByRole('link', { name: say('notices_mail_title') }).click()
    await expect(page.getByText(say('notices_mail_relay_none'))).toBeVisible()
    await page.getByRole('button', { name: say('notices_mail_test') }).click()
    await expect(page.getByRole('status')).toHaveText(say('notices_mail_test_sent'))
    const line = page
      .getByRole('row')
      .filter({ hasText: say('notices_occasion_test') })
      .first()
    await expect(async () => {
      await page.reload()
      await expect(line).toContainText(say('notices_mail_stayed'), { timeout: 500 })
    }).toPass({ timeout: 30_000 })
    await page.goto(`/${language}/inbox`)
    await expect(page.getByText(say('notices_mail_test_subject')).first()).toBeVisible()
  })
