import { defineConfig } from '@playwright/test'

// Pictures for docs/screens, made of the running application: `npm run screens`.
export default defineConfig({
  testDir: 'tests/screens',
  testMatch: '*.screens.ts',
  outputDir: 'out/screens',
  workers: 1,
  // A password is checked slowly on purpose, and slower still while the machine is busy.
  expect: { timeout: 15_000 },
  timeout: 180_000,
  reporter: [['list']],
  use: { actionTimeout: 10_000 },
})
