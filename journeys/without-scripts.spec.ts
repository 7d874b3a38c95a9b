import { test } from '@playwright/test'
import { walkAsDeputyMayor } from './deputy-mayor.ts'

test.use({ locale: 'fr-FR' })

test('the whole way of a visitor works with scripts off, in French', async ({ page }) => {
  await walkAsDeputyMayor(page, 'fr')
})
