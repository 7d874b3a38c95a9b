/** The same for the pages of whoever signed in: nothing for axe to find, light and dark, and nothing that overflows a phone. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Browser } from '@playwright/test'
import { LANGUAGES, SIGNED_PAGES } from './pages.ts'
import { enterAs, invite } from './people.ts'
import { wordsIn } from './words.ts'

type Look = { colorScheme: 'light' | 'dark'; viewport: { width: number; height: number } }

/** Signs in once for each person and opens their pages one after the other. */
async function openEach(
  browser: Browser,
  look: Look,
  see: (page: Awaited<ReturnType<Browser['newPage']>>, path: string) => Promise<void>,
  language: string,
): Promise<void> {
  for (const person of new Set(SIGNED_PAGES.map(([who]) => who))) {
    const context = await browser.newContext(look)
    const page = await context.newPage()
    await page.goto('/en/sign-in')
    await page.locator(`form:has(input[value="${person}"]) button`).click()
    for (const [, path] of SIGNED_PAGES.filter(([who]) => who === person)) {
      const response = await page.goto(`/${language}${path}`)
      expect(response?.status(), `${person} at ${path}`).toBe(200)
      await see(page, `${person} at /${language}${path}`)
    }
    await context.close()
  }
}

for (const language of LANGUAGES)
  for (const colorScheme of ['light', 'dark'] as const)
    test(`axe finds nothing on any signed-in page in ${language}, ${colorScheme}`, async ({ browser }) => {
      test.setTimeout(300_000)
      const found: string[] = []
      await openEach(
        browser,
        { colorScheme, viewport: { width: 1280, height: 900 } },
        async (page, at) => {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze()
          found.push(...violations.map((each) => `${at}: ${each.id} ${each.nodes[0]?.target.join(' ')}`))
        },
        language,
      )
      expect(found).toEqual([])
    })

/** What has no space to break at, wherever people type: somebody invited, and something reported. */
async function fillWithLongWords(browser: Browser): Promise<void> {
  const page = await browser.newPage()
  await page.goto('/en/report?at=/en/practices/aarhus-model')
  await page.locator('input[name=kind][value=other]').check()
  await page.locator('#words').fill('w'.repeat(300))
  await page.locator('form:has(#words) button').click()
  await enterAs(page, 'en', 'demo-p-rassif')
  const mail = `${'someone.with.a.very.long.address.'.repeat(2)}${Date.now()}@department-of-social-cohesion.city.example`
  await invite(page, wordsIn('en'), {
    language: 'en',
    mail,
    name: 'Maximiliana-Bartholomäa-Wolkenkuckucksheimerin'.repeat(2),
  })
  await page.context().close()
}

for (const language of LANGUAGES)
  test(`every signed-in page in ${language} fits a phone of 320 px and has one title`, async ({ browser }) => {
    test.setTimeout(180_000)
    const wrong: string[] = []
    await fillWithLongWords(browser)
    await openEach(
      browser,
      { colorScheme: 'light', viewport: { width: 320, height: 640 } },
      async (page, at) => {
        const { wide, titles } = await page.evaluate(() => ({
          wide: document.documentElement.scrollWidth > window.innerWidth,
          titles: document.querySelectorAll('h1').length,
        }))
        if (wide) wrong.push(`${at} overflows`)
        if (titles !== 1) wrong.push(`${at} has ${titles} titles`)
      },
      language,
    )
    expect(wrong).toEqual([])
  })
