import { expect, test } from '@playwright/test'
import { enterAs, invite, linkInInbox } from './people.ts'
import { wordsIn } from './words.ts'

const PEOPLE = [
  { language: 'fr', mail: 'ines.quai@city.example', name: 'Inès Quai' },
  { language: 'ar', mail: 'amal.rassif@city.example', name: 'أمل الرصيف' },
] as const

test.use({ viewport: { width: 390, height: 844 } })

for (const { language, mail, name } of PEOPLE)
  test(`a person sees what is held on them, takes a file of it, and erases themself knowing what stays, in ${language}`, async ({
    page,
    browser,
    request,
  }) => {
    const say = wordsIn(language)
    await enterAs(page, language, 'demo-p-rassif')
    await invite(page, say, { language, mail, name })
    const link = await linkInInbox(page, { language, to: mail, button: say('people_invitation_open') })

    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const own = await context.newPage()
    await own.goto(link)
    await own.getByLabel(say('people_invitation_your_zone')).selectOption('Africa/Tunis')
    await own.getByRole('button', { name: say('people_invitation_accept') }).click()
    await expect(own).toHaveURL(`/${language}/desk`)

    await own.goto(`/${language}/account`)
    await expect(own.getByText(say('people_session_this'))).toBeVisible()
    await own.goto(`/${language}/account/data`)
    await own.getByRole('button', { name: say('privacy_file_make') }).click()
    await expect(own.getByRole('status')).toHaveText(say('privacy_file_ready'))
    const file = (await own.getByRole('link', { name: say('privacy_file_get') }).getAttribute('href')) ?? ''
    const held = await context.request.get(file)
    expect(held.status()).toBe(200)
    expect(JSON.stringify(await held.json())).toContain(mail)
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
    expect((await request.get(`/${language}/desk`, { headers, maxRedirects: 0 })).status()).toBe(303)
    expect((await request.get(file, { headers, maxRedirects: 0 })).status()).toBe(303)
    await page.goto(`/${language}/team/demo-marsa-lawz`)
    await expect(page.locator('main')).not.toContainText(name)
    await context.close()
  })
