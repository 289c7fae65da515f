import { defineConfig } from '@playwright/test'

// Pictures for docs/screens, made of the running application: `npm run screens`.
export default defineConfig({
  testDir: 'tests/screens',
  testMatch: '*.screens.ts',
  outputDir: 'out/screens',
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  use: { actionTimeout: 10_000 },
})
