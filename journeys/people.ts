/** Steps that several journeys share: coming in as one of the invented people, and reading the inbox of the demonstration. */
import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import type { wordsIn } from './words.ts'

type Say = ReturnType<typeof wordsIn>
type Language = 'en' | 'fr' | 'ar'

export async function enterAs(page: Page, language: Language, person: string): Promise<void> {
  await page.goto(`/${language}/sign-in`)
  await page.locator(`form:has(input[value="${person}"]) button`).click()
  await expect(page).toHaveURL(`/${language}/desk`)
}

/** In a browser of their own. */
export async function somebodyElse(
  browser: Browser,
  { language, person, ...options }: { language: Language; person: string } & BrowserContextOptions,
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage()
  await enterAs(page, language, person)
  return page
}

/** Mail goes out a moment after it was written: the address behind its button, once it is there. */
export async function linkInInbox(
  page: Page,
  { language, to, button }: { language: Language; to: string; button: string },
): Promise<string> {
  const letter = page.getByRole('listitem').filter({ hasText: to }).first()
  await expect(async () => {
    await page.goto(`/${language}/inbox`)
    await expect(letter).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  return (await letter.getByRole('link', { name: button }).getAttribute('href')) ?? ''
}

export async function invite(
  page: Page,
  say: Say,
  { language, mail, name }: { language: Language; mail: string; name: string },
) {
  await page.goto(`/${language}/team/demo-marsa-lawz`)
  const form = page.locator('#invite form')
  await form.getByLabel(say('people_email')).fill(mail)
  await form.getByLabel(say('people_invite_name'), { exact: true }).fill(name)
  await form.getByLabel(say('people_invite_role')).selectOption('editor')
  await form.getByRole('button', { name: say('people_invite_button') }).click()
  await expect(page.getByRole('status')).toHaveText(say('people_done_invited'))
}
