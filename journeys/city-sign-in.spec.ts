import { expect, test, type Page } from '@playwright/test'
import { CLIENT, startIssuer, type Issuer } from '../src/features/people/testing/issuer.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('fr')
const TEAM = '/fr/team/demo-marsa-lawz'

test.use({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })

let issuer: Issuer
test.beforeAll(async ({ baseURL }) => void (issuer = await startIssuer(Number(new URL(baseURL ?? '').port) + 1000)))
test.afterAll(() => issuer.close())

const press = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true }).click()
const follow = (page: Page, key: string) => page.getByRole('link', { name: say(key), exact: true }).click()
const fits = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

test('a focal point connects the sign-in of the city; a colleague comes by it and goes with the group', async ({
  page,
  browser,
}) => {
  await page.goto('/fr/sign-in')
  await page.locator('form:has(input[value="demo-p-rassif"]) button').click()
  await page.goto(TEAM)
  await follow(page, 'provider_set_up_open')
  await press(page, 'provider_begin')
  await expect(page.getByRole('status')).toHaveText(say('provider_begun'))
  await expect(page.locator('#redirect')).toContainText('/sign-in/return/')
  await fits(page)

  const field = (key: string) => page.getByLabel(say(key), { exact: true })
  await field('provider_issuer').fill(issuer.origin)
  await field('provider_client_id').fill(CLIENT.id)
  await field('provider_secret').fill(CLIENT.secret)
  await field('provider_domains').fill('ville.example')
  await page.locator('#group-1').fill('prévention')
  await page.locator('#role-1').selectOption('editor')
  await press(page, 'provider_save')
  await expect(page.getByRole('alert')).toContainText(say('provider_setting_domain_not_yours'))
  await expect(page.locator('#group-1')).toHaveValue('prévention')
  await field('provider_domains').fill('demonstration.invalid')
  await field('provider_secret').fill(CLIENT.secret)
  await press(page, 'provider_save')
  await expect(page.getByRole('status')).toHaveText(say('provider_saved'))
  await fits(page)

  issuer.description = { issuer: 'https://autre.example' }
  await press(page, 'provider_try')
  await expect(page.getByRole('status')).toHaveText(say('provider_try_other_issuer'))
  issuer.description = {}
  await press(page, 'provider_try')
  await expect(page.getByRole('status')).toHaveText(say('provider_try_good'))
  await press(page, 'provider_turn_on')
  await expect(page.getByRole('status')).toHaveText(say('provider_turned_on'))

  issuer.who = {
    sub: 'nour',
    email: 'nour@demonstration.invalid',
    email_verified: true,
    name: 'Nour Jetée',
    groups: ['prévention'],
  }
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })
  const theirs = await context.newPage()
  const comeIn = async () => {
    await theirs.goto(`/fr/sign-in?back=${encodeURIComponent(TEAM)}`)
    await follow(theirs, 'provider_title')
    await theirs.getByRole('listitem').getByRole('link', { name: 'Marsa Lawz', exact: true }).click()
  }
  await comeIn()
  await expect(theirs).toHaveURL(TEAM)
  await expect(theirs.getByRole('listitem').filter({ hasText: 'Nour Jetée' })).toContainText(say('people_role_editor'))
  // what opens the account is out of the city's reach
  await theirs.goto('/fr/account/data')
  await expect(theirs).toHaveURL(/\/fr\/sign-in\?.*own=yes/)
  await expect(theirs.getByText(say('provider_own_way'))).toBeVisible()

  // a stale way back opens nothing
  const back = await issuer.visit(await startOf(theirs))
  const stranger = await browser.newPage({ locale: 'fr-FR' })
  await stranger.goto(back.href)
  await expect(stranger.getByRole('status')).toContainText(say('provider_fault_again'))
  await stranger.close()

  issuer.instead.set('/token', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'))
  await comeIn()
  await expect(theirs.getByRole('status')).toContainText(say('provider_fault_nonsense'))
  await fits(theirs)
  issuer.instead.clear()

  issuer.who = { ...issuer.who, groups: ['voirie'] }
  await comeIn()
  await expect(theirs.getByRole('status')).toContainText(say('provider_fault_no_seat'))
  expect((await theirs.goto(TEAM))?.status()).toBe(404)
  await page.goto(TEAM)
  await expect(page.getByRole('heading', { name: 'Nour Jetée' })).toHaveCount(0)

  await page.goto(`${TEAM}/sign-in`)
  await press(page, 'provider_turn_off')
  await expect(page.getByRole('status')).toHaveText(say('provider_turned_off'))
  await theirs.goto('/fr/sign-in')
  await expect(theirs.getByRole('link', { name: say('provider_title'), exact: true })).toHaveCount(0)
  await context.close()
})

/** Where the site leads to the provider, without following it. */
async function startOf(page: Page): Promise<string> {
  await page.goto('/fr/sign-in/city')
  const href = await page
    .getByRole('listitem')
    .getByRole('link', { name: 'Marsa Lawz', exact: true })
    .getAttribute('href')
  const led = await page.request.get(href ?? '', { maxRedirects: 0 })
  return led.headers()['location'] ?? ''
}
