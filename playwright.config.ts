import { defineConfig } from '@playwright/test'

// A spec with its application and its browser keeps about one core busy: two workers fill the two cores of a CI machine.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/e2e',
  workers: 2,
  // These only end what hangs: passwords are checked slowly on purpose, papers are real, and a busy machine takes four times as long.
  expect: { timeout: 60_000 },
  timeout: process.env.TEST_FULL === '1' ? 600_000 : 300_000,
  reporter: [['list'], ['./tests/e2e/looks-reporter.ts']],
  use: { trace: 'retain-on-failure', actionTimeout: 30_000 },
})
