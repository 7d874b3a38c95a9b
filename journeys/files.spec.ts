/** A representative hangs a photo for everybody and a document for the team, without scripts; a visitor sees the one and finds no other. */
import { expect, test, type Page } from '@playwright/test'
import sharp from 'sharp'
import { aPdf } from '../src/platform/files/testing/documents.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('ar')
const ORGANISATION = '/ar/organisations/demo-org-dar-al-mazad'

test.use({ locale: 'ar-TN', viewport: { width: 390, height: 844 }, javaScriptEnabled: false })

const fits = async (page: Page) =>
  expect((await page.locator('html').boundingBox())?.width ?? 0).toBeLessThanOrEqual(390)

test('a representative brings a photo and a document; a visitor is shown what is for everybody, and nothing else', async ({
  page,
  browser,
}) => {
  await page.goto('/ar/sign-in')
  await page.locator('form:has(input[value="demo-p-nakhla"]) button').click()
  await page.goto(ORGANISATION)
  await page.getByRole('link', { name: say('attachments_manage') }).click()
  await expect(page).toHaveURL(`${ORGANISATION}/files`)

  // a page that says it is a photo: told plainly, and what was typed is still there
  await page.getByRole('link', { name: say('attachments_add_photo'), exact: true }).click()
  await expect(page.getByText(say('attachments_faces'))).toBeVisible()
  await page.getByLabel(/^العنوان/).fill('حديقة اللقاء')
  await page.getByLabel(say('attachments_alt_label')).fill('طاولة طويلة تحت شجرة لوز')
  await page.getByLabel(say('attachments_licence_cc_by')).check()
  await page.getByLabel(say('attachments_seen_public')).check()
  const lie = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>alert(1)</script></html>') }
  await page.getByLabel(say('attachments_file_photo'), { exact: true }).setInputFiles(lie)
  await page.getByRole('button', { name: say('attachments_add_photo_button'), exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(say('attachments_fault_type_refused'))
  await expect(page.getByLabel(/^العنوان/)).toHaveValue('حديقة اللقاء')
  await expect(page.getByLabel(say('attachments_seen_public'))).toBeChecked()
  await fits(page)

  const buffer = await sharp({ create: { width: 600, height: 400, channels: 3, background: 'olive' } })
    .jpeg()
    .toBuffer()
  await page
    .getByLabel(say('attachments_file_photo'), { exact: true })
    .setInputFiles({ name: 'hall.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('button', { name: say('attachments_add_photo_button'), exact: true }).click()
  await expect(page.getByRole('status')).toHaveText(say('attachments_done_added'))

  await page.getByRole('link', { name: say('attachments_add_document'), exact: true }).click()
  await page.getByLabel(/^العنوان/).fill('خطة السنة')
  await page.getByLabel(say('attachments_licence_all_rights_reserved')).check()
  await page
    .getByLabel(say('attachments_file_document'), { exact: true })
    .setInputFiles({ name: 'خطة.pdf', mimeType: 'application/pdf', buffer: aPdf() })
  await page.getByRole('button', { name: say('attachments_add_document_button'), exact: true }).click()
  await expect(page.getByRole('status')).toHaveText(say('attachments_done_added'))
  await fits(page)
  const plan = (await page.getByRole('link', { name: /^خطة السنة/ }).getAttribute('href')) ?? ''
  expect((await page.request.get(plan)).headers()['content-disposition']).toContain('attachment')

  const visitor = await browser.newContext({ locale: 'ar-TN', viewport: { width: 390, height: 844 } })
  const theirs = await visitor.newPage()
  await theirs.goto(ORGANISATION)
  const photo = theirs.getByRole('img', { name: 'طاولة طويلة تحت شجرة لوز' })
  await expect(photo).toHaveAttribute('width', '600')
  await photo.scrollIntoViewIfNeeded()
  await expect.poll(() => photo.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(600)
  await expect(theirs.getByText('خطة السنة')).toHaveCount(0)
  const src = (await photo.getAttribute('src')) ?? ''
  const etag = (await theirs.request.get(src)).headers()['etag'] ?? ''
  const said = async (path: string) => {
    const answer = await theirs.request.get(path, { headers: { accept: 'text/html' } })
    return [answer.status(), await answer.text()]
  }
  const hidden = await said(plan)
  expect(hidden[0]).toBe(404)
  expect(hidden).toEqual(await said('/files/019a0000-0000-7000-8000-000000000001'))

  // taken down: gone for whoever has kept it too, and back again
  const hung = page.getByRole('listitem').filter({ hasText: 'حديقة اللقاء' })
  await hung.getByRole('button', { name: say('attachments_withdraw') }).click()
  await expect(page.getByRole('status')).toHaveText(say('attachments_done_withdrawn'))
  expect((await theirs.request.get(src, { headers: { 'if-none-match': etag } })).status()).toBe(404)
  await hung.getByRole('button', { name: say('attachments_put_back') }).click()
  expect((await theirs.request.get(src, { headers: { 'if-none-match': etag } })).status()).toBe(304)
  await visitor.close()
})
