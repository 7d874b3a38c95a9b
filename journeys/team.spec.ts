import { expect, test, type Page } from '@playwright/test'
import { enterAs, linkInInbox } from './people.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('ar')
const TEAM = '/ar/team/demo-marsa-lawz'
const MAIL = 'layla.mina@city.example'

test.use({ locale: 'ar-TN', viewport: { width: 390, height: 844 } })

const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

test('the focal point invites a colleague, who takes the seat up on a phone and leaves it again', async ({
  page,
  browser,
}) => {
  await enterAs(page, 'ar', 'demo-p-rassif')
  await page.getByRole('link', { name: say('people_team_title'), exact: true }).click()
  await expect(page).toHaveURL(TEAM)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('people_team_of', { place: 'مرسى اللوز' }))
  await fits(page)

  const invite = page.locator('#invite form')
  await invite.getByLabel(say('people_email')).fill('ليلى')
  await invite.getByLabel(say('people_invite_name'), { exact: true }).fill('ليلى مينا')
  await invite
    .getByRole('button', { name: say('people_invite_button') })
    .evaluate((button) => button.closest('form')?.setAttribute('novalidate', ''))
  await invite.getByRole('button', { name: say('people_invite_button') }).click()
  await expect(page.getByRole('alert')).toContainText(say('people_fault_email'))
  await expect(invite.getByLabel(say('people_invite_name'), { exact: true })).toHaveValue('ليلى مينا')
  await invite.getByLabel(say('people_email')).fill(MAIL)
  await invite.getByLabel(say('people_invite_role')).selectOption('editor')
  await invite.getByRole('button', { name: say('people_invite_button') }).click()
  await expect(page.getByRole('status')).toHaveText(say('people_done_invited'))
  await expect(page.locator('#invitations')).toContainText('ليلى مينا')
  await fits(page)

  const link = await linkInInbox(page, { language: 'ar', to: MAIL, button: say('people_invitation_open') })
  // whoever is signed in as somebody else is told so, and nothing happens
  await page.goto(link)
  await expect(page.getByRole('status')).toHaveText(
    new RegExp(say('people_invitation_other_person', { name: 'كريم رصيف' })),
  )

  const context = await browser.newContext({ locale: 'ar-TN', viewport: { width: 390, height: 844 } })
  const theirs = await context.newPage()
  await theirs.goto(link)
  await expect(theirs.getByText(say('people_invitation_for', { email: MAIL }))).toBeVisible()
  await fits(theirs)
  await theirs.getByLabel(say('people_invitation_your_zone')).selectOption('Africa/Tunis')
  await theirs.getByRole('button', { name: say('people_invitation_accept') }).click()
  await expect(theirs).toHaveURL('/ar/desk')
  await theirs.goto(link)
  await expect(theirs.getByRole('status')).toContainText(say('people_invitation_yours'))

  await theirs.goto(TEAM)
  const own = theirs.getByRole('listitem').filter({ hasText: 'ليلى مينا' })
  await expect(own).toContainText(say('people_role_editor'))
  await own.getByRole('link', { name: say('people_seat_leave') }).click()
  await expect(theirs.locator('#step')).toContainText(say('people_end_stays'))
  await theirs
    .locator('#step')
    .getByRole('button', { name: say('people_seat_leave') })
    .click()
  await expect(theirs).toHaveURL('/ar/account?done=left')
  await expect(theirs.getByRole('status')).toHaveText(say('people_seat_left'))
  await expect(theirs.getByText(say('people_seats_none'))).toBeVisible()
  expect((await theirs.goto(TEAM))?.status()).toBe(404)
  await context.close()
})

test('a table of people tells each row before anything is sent', async ({ page }) => {
  await enterAs(page, 'ar', 'demo-p-rassif')
  await page.goto(TEAM)
  const many = page.locator('#many form')
  await many.getByLabel(say('people_many_text')).fill('email,role\na@city.example,قارئ\nb@city.example,signatory\n')
  await many.getByRole('button', { name: say('people_many_try') }).click()
  await expect(page.getByRole('row').filter({ hasText: 'a@city.example' })).toContainText(say('people_many_invited'))
  await expect(page.getByRole('row').filter({ hasText: 'b@city.example' })).toContainText(
    say('people_fault_role_above'),
  )
  await expect(page.getByRole('button', { name: say('people_many_apply') })).toHaveCount(0)
  await fits(page)
  await many.getByLabel(say('people_many_text')).fill('email,role\na@city.example,قارئ\n')
  await many.getByRole('button', { name: say('people_many_try') }).click()
  await page.getByRole('button', { name: say('people_many_apply') }).click()
  await expect(page.getByRole('status')).toHaveText(say('people_done_many'))
  await expect(page.locator('#invitations')).toContainText('a@city.example')
})
