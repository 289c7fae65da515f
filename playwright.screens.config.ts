import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { defineConfig } from '@playwright/test'

const root = import.meta.dirname
/** Told to the walks of the suites: at each stop they take a picture instead of looking for faults. */
process.env.SCREENS = '1'
// One morning for all: the same pictures tomorrow as today. Inherited by every process of the walk.
process.env.SCREENS_BEGAN ??= String(Date.now())
process.env.NODE_OPTIONS = `--import=${pathToFileURL(path.join(root, 'tests/screens/fixed-clock.mjs'))}`

// Pictures for docs/screens, made of the running application: `npm run screens` takes those anew that have changed, `npm run screens:check`
// fails where one differs by more than 0.2 % (L5). Fonts and anti-aliasing are those of Debian with its Chromium.
export default defineConfig({
  testDir: 'tests',
  testMatch: ['screens/*.screens.ts', 'e2e/{console,decision-conflict,house,office-costs,prints,scans,scan-back,sync,training,lost-files}.spec.ts'],
  outputDir: 'out/screens',
  snapshotPathTemplate: path.join(root, 'docs/screens/{arg}{ext}'),
  updateSnapshots: 'changed',
  workers: 1,
  // As in playwright.config.ts: only what hangs is ended.
  expect: { timeout: 60_000 },
  timeout: 300_000,
  reporter: [['list']],
  use: { actionTimeout: 30_000 },
})
