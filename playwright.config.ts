import { defineConfig } from '@playwright/test'

// A spec with its application and its browser keeps about one core busy: two workers fill the two cores of a CI machine.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/e2e',
  workers: 2,
  // A password is checked slowly on purpose, and slower still while the machine is busy.
  expect: { timeout: 15_000 },
  // The whole matrices of `npm run test:full` take as long as they take.
  timeout: process.env.TEST_FULL === '1' ? 600_000 : 60_000,
  reporter: [['list'], ['./tests/e2e/looks-reporter.ts']],
  use: { trace: 'retain-on-failure', actionTimeout: 10_000 },
})
