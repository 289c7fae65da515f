import path from 'node:path'
import { defineConfig } from '@playwright/test'

/** Told to the walks of the suites: at each stop they take a picture instead of looking for faults. */
process.env.SCREENS ??= path.join(import.meta.dirname, 'docs/screens')

// Pictures for docs/screens, made of the running application: `npm run screens`.
export default defineConfig({
  testDir: 'tests',
  testMatch: ['screens/*.screens.ts', 'e2e/{console,house,scans,scan-back,sync,training}.spec.ts'],
  outputDir: 'out/screens',
  workers: 1,
  // A password is checked slowly on purpose, and slower still while the machine is busy.
  expect: { timeout: 15_000 },
  timeout: 180_000,
  reporter: [['list']],
  use: { actionTimeout: 10_000 },
})
