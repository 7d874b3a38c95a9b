import { expect, test } from '@playwright/test'
import { wordsIn } from './words.ts'

const say = wordsIn('en')

test('the coordinator of the port city sees condition by condition why, and shares an address without answers', async ({
  page,
  browser,
}) => {
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: say('people_demo_enter', { name: 'Karim Rassif' }) }).click()
  await page.goto('/en/worth-a-look?concern=challenges/newcomers_hosts')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Marsa Lawz')
  await page.locator('#list .list > li a[href*="/fit"], #list .list > li h3 a').first().click()
  await page.goto('/en/practices/barcelona-anti-rumours/fit?concern=challenges/newcomers_hosts')

  for (const heading of [
    'fit_check_safeguards',
    'fit_check_conditions',
    'fit_check_elsewhere',
    'fit_changed_title',
    'fit_help_title',
  ])
    await expect(page.getByRole('heading', { name: say(heading) })).toBeVisible()
  await expect(page.getByRole('img', { name: /by weight/ })).toBeVisible()
  const conditions = page.locator('.cond').filter({ hasText: 'Condition:' })
  expect(await conditions.count()).toBeGreaterThan(5)
  for (const text of await conditions.allInnerTexts()) expect(text).toMatch(/Answer: .+\d{4}|No answer yet/)
  await expect(page.getByText(say('fit_seat_why_not'))).toBeVisible()

  const address = await page
    .locator('a', { hasText: /\/en\/practices\/barcelona-anti-rumours\/fit\?/ })
    .first()
    .getAttribute('href')
  expect(new URL(address ?? '', page.url()).search).toMatch(
    /^\?(concern=challenges%2Fnewcomers_hosts&city=demo-marsa-lawz|city=demo-marsa-lawz&concern=challenges%2Fnewcomers_hosts)$/,
  )
  const colleague = await browser.newContext({ locale: 'en-GB' })
  const theirs = await colleague.newPage()
  await theirs.goto(address ?? '')
  await expect(theirs.getByRole('heading', { level: 1 })).toContainText('Marsa Lawz')
  const known = async (on: typeof page) =>
    await on
      .locator('.cond')
      .filter({ hasText: /Answer: / })
      .count()
  expect(await known(theirs)).toBeLessThan(await known(page)) // what the team alone may see is not on the colleague's page
  await colleague.close()
})

test('what went wrong elsewhere is said before anything good', async ({ page }) => {
  await page.goto('/en/practices/pittsburgh-one-vision-one-life/fit')
  await expect(page.getByRole('heading', { name: say('fit_worse_title') })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/became worse|worse/i)
})
