import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['src/platform/testing/template.ts'],
    setupFiles: ['src/platform/testing/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
