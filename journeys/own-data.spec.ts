import { expect, test } from '@playwright/test'
import { enterAs, invite, linkInInbox } from './people.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('fr')
const MAIL = 'ines.quai@city.example'

test.use({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })

test('a person sees what is held on them, takes a file of it, and erases themself knowing what stays, in French', async ({
  page,
  browser,
  request,
}) => {
  await enterAs(page, 'fr', 'demo-p-rassif')
  await invite(page, say, { language: 'fr', mail: MAIL, name: 'Inès Quai' })
  const link = await linkInInbox(page, { language: 'fr', to: MAIL, button: say('people_invitation_open') })

  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 844 } })
  const own = await context.newPage()
  await own.goto(link)
  await own.getByLabel(say('people_invitation_your_zone')).selectOption('Africa/Tunis')
  await own.getByRole('button', { name: say('people_invitation_accept') }).click()
  await expect(own).toHaveURL('/fr/desk')

  await own.goto('/fr/account')
  await expect(own.getByText(say('people_session_this'))).toBeVisible()
  await own.goto('/fr/account/data')
  await own.getByRole('button', { name: say('privacy_file_make') }).click()
  await expect(own.getByRole('status')).toHaveText(say('privacy_file_ready'))
  const file = (await own.getByRole('link', { name: say('privacy_file_get') }).getAttribute('href')) ?? ''
  const held = await context.request.get(file)
  expect(held.status()).toBe(200)
  expect(JSON.stringify(await held.json())).toContain(MAIL)
  // for nobody else
  expect((await request.get(file, { maxRedirects: 0 })).status()).toBe(303)
  expect((await page.context().request.get(file)).status()).toBe(404)

  await own.getByRole('link', { name: say('privacy_erase_look') }).click()
  await expect(own.getByRole('heading', { level: 1 })).toHaveText(say('privacy_erase_title'))
  await expect(own.getByText(say('privacy_erase_final'))).toBeVisible()
  const [cookie] = (await context.cookies()).filter(({ name }) => name === 'session')
  await own.getByRole('button', { name: say('privacy_erase_do') }).click()
  await expect(own.getByRole('status')).toHaveText(say('privacy_register_erased'))

  // the cookie of somebody who is no more opens nothing, and neither does the file
  const headers = { cookie: `session=${cookie?.value ?? ''}` }
  expect((await request.get('/fr/desk', { headers, maxRedirects: 0 })).status()).toBe(303)
  expect((await request.get(file, { headers, maxRedirects: 0 })).status()).toBe(303)
  await page.goto('/fr/team/demo-marsa-lawz')
  await expect(page.locator('main')).not.toContainText('Inès Quai')
  await context.close()
})
