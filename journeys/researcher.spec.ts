import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { wordsIn } from './words.ts'

const say = wordsIn('fr')

test('a researcher reads the method, recomputes a finding and cites a practice at its revision', async ({
  page,
  request,
}) => {
  await page.goto('/fr/method')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await page.locator('main pre').count()).toBeGreaterThan(2)

  const run = spawnSync('npm', ['run', '--silent', 'fit', '--', 'src/features/fit/fit-vectors.json'], {
    encoding: 'utf8',
  })
  const { cases } = JSON.parse(readFileSync('src/features/fit/fit-vectors.json', 'utf8')) as {
    cases: { kind: string; expect: object }[]
  }
  const found = JSON.parse(run.stdout) as object[]
  expect(found.length).toBe(cases.length)
  expect(found[0]).toEqual(cases[0]?.expect)

  await page.goto('/fr/practices/barcelona-anti-rumours')
  await expect(page.getByRole('main')).toContainText(/\/fr\/practices\/barcelona-anti-rumours\/revisions\/1/)
  await page.goto('/fr/practices/barcelona-anti-rumours/revisions/1')
  await expect(page.getByRole('main')).toContainText('Barcelone')

  const linked = await request.get('/fr/practices/barcelona-anti-rumours/data.jsonld')
  expect(((await linked.json()) as { '@context': unknown })['@context']).toBeTruthy()
  for (const format of ['bib', 'ris', 'json'])
    expect((await request.get(`/fr/practices/barcelona-anti-rumours/cite.${format}`)).status()).toBe(200)
  expect(await (await request.get('/vocabulary.ttl')).text()).toContain('skos:prefLabel')
  expect(say('house_site_name')).toBe('Strong Cities')
})

test('a French word finds a practice by its theme in the English pages, and the data says the same as the page', async ({
  page,
  request,
}) => {
  await page.goto('/en/search?q=rumeurs')
  await expect(page.getByRole('main')).toContainText(/rumour/i)
  const rows = (await (await request.get('/en/search.json?q=rumeurs')).json()) as {
    kind: string
    id: string
    title: string
    why: string
  }[]
  expect(rows.length).toBeGreaterThan(0)
  expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['id', 'kind', 'title', 'why'])
  expect(await (await request.get('/en/search.json')).json()).toEqual([])
  expect(await (await request.get('/en/search.json?q=zzzzqqq')).json()).toEqual([])
})
