import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

// On a bare system the browser misses libraries: its package brings them when it believes itself in the cloud.
process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
const { default: packed } = await import('@sparticuz/chromium')
const executablePath = process.env['CHROMIUM'] ?? (await packed.executablePath())
// With no font on the system the browser draws no text at all; the package brings one.
process.env['FONTCONFIG_FILE'] ??= join(tmpdir(), 'fonts/fonts.conf')

const PORT = process.env['JOURNEY_PORT'] ?? '3199'
const DATA_DIR = process.env['JOURNEY_DATA'] ?? join(tmpdir(), `sc-journeys-${process.pid}`)

export default defineConfig({
  testDir: 'journeys',
  timeout: 60_000,
  workers: 2,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: 'en-GB',
    launchOptions: { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] },
  },
  webServer: {
    command: 'node scripts/start.ts',
    url: `http://127.0.0.1:${PORT}/readyz`,
    env: {
      PORT,
      DATA_DIR,
      // a city's sign-in, as a journey starts it on the loopback
      NEARBY_PROVIDERS: `http://127.0.0.1:${Number(PORT) + 1000}`,
      ...(process.env['TEST_DATABASE_URL'] ? { DATABASE_URL: process.env['TEST_DATABASE_URL'] } : {}),
    },
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    reuseExistingServer: false,
  },
  projects: [
    { name: 'with scripts', testIgnore: /without-scripts/ },
    { name: 'without scripts', testMatch: /without-scripts/, use: { javaScriptEnabled: false } },
  ],
})
