// Starts the built application: on the real Electron when its binary is present, else on tests/electron-host. The tests cannot tell.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'

export const root = path.join(import.meta.dirname, '../..')
const real = existsSync(path.join(root, 'node_modules/electron/path.txt')) || Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH)
if (!real) process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(root, 'tests/electron-host')

const environment = (): Record<string, string> => {
  const inherited = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return { ...Object.fromEntries(inherited), ELECTRON_HOST_HEADLESS: process.env.HEADED ? '0' : '1' }
}

/** Starts the application on a data folder of its own. APP_DIR runs another build, such as the files of a package. */
export const launch = (dataDir: string, timeout = 30_000, switches: readonly string[] = []): Promise<ElectronApplication> =>
  _electron.launch({ timeout, args: [...switches, `--user-data-dir=${dataDir}`, process.env.APP_DIR ?? '.'], cwd: root, env: environment() })

/** For pictures: the window's clock shows the morning of the other processes and crawls as theirs does; Vue tells by it which listener came before an event. */
function crawl(start: number): void {
  const real = Date
  const from = real.now()
  const now = (): number => start + (real.now() - from) / 60
  globalThis.Date = class extends real {
    constructor(...args: readonly unknown[]) {
      super(...((args.length === 0 ? [now()] : args) as [number]))
    }
    static override now(): number {
      return now()
    }
  } as DateConstructor
}

/** The window, once it shows our own page. */
export async function windowOf(electronApp: ElectronApplication): Promise<Page> {
  const page = await electronApp.firstWindow()
  await page.waitForURL(/\/index\.html/)
  if (process.env.SCREENS === '1') await page.evaluate(crawl, Date.now())
  return page
}

export const test = base.extend<{ dataDir: string; electronApp: ElectronApplication; page: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  dataDir: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'counter-e2e-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  electronApp: async ({ dataDir }, use) => {
    const app = await launch(dataDir)
    await use(app)
    await app.close()
  },
  page: async ({ electronApp }, use) => {
    await use(await windowOf(electronApp))
  },
})
export { expect } from '@playwright/test'
