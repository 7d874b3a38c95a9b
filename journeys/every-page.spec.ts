/** What must hold on every page, in every language, light and dark: nothing for axe to find, no script, nothing outside, nothing that overflows. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { LANGUAGES, PAGES } from './pages.ts'

for (const language of LANGUAGES)
  for (const scheme of ['light', 'dark'] as const)
    test(`axe finds nothing on any page in ${language}, ${scheme}`, async ({ browser }) => {
      test.setTimeout(300_000)
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } })
      const page = await context.newPage()
      const found: string[] = []
      for (const path of PAGES) {
        await page.goto(`/${language}${path}`)
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        found.push(
          ...violations.map(
            (each) => `/${language}${path}: ${each.id} (${each.nodes.length}) ${each.nodes[0]?.target.join(' ')}`,
          ),
        )
      }
      await context.close()
      expect(found).toEqual([])
    })

for (const language of LANGUAGES)
  test(`every page in ${language} fits a phone of 320 px, has one title and no client script, and asks nobody else`, async ({
    browser,
    baseURL,
  }) => {
    test.setTimeout(180_000)
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
    const page = await context.newPage()
    const wrong: string[] = []
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        !/Failed to load resource/.test(message.text()) &&
        wrong.push(`${page.url()}: ${message.text()}`),
    )
    page.on(
      'request',
      (request) =>
        !request.url().startsWith(baseURL ?? '') &&
        !request.url().startsWith('data:') &&
        wrong.push(`${page.url()} asks ${request.url()}`),
    )
    for (const path of PAGES) {
      await page.goto(`/${language}${path}`)
      const facts = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth > window.innerWidth,
        h1: document.querySelectorAll('h1').length,
        // the one small script of the product: passkeys are asked of the device
        scripts: document.querySelectorAll('script:not([src*="passkey"])').length,
        lang: document.documentElement.lang,
        dir: document.documentElement.dir,
        title: document.title,
      }))
      const right = {
        wide: false,
        h1: 1,
        scripts: 0,
        lang: language,
        dir: language === 'ar' ? 'rtl' : 'ltr',
        title: facts.title,
      }
      if (JSON.stringify(facts) !== JSON.stringify(right) || facts.title.length < 5)
        wrong.push(`/${language}${path}: ${JSON.stringify(facts)}`)
    }
    await context.close()
    expect(wrong).toEqual([])
  })
