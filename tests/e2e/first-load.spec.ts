import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, launch, root, test, windowOf } from './app.ts'
import { setUpBranch, signIn } from './pages/entrance.ts'
import { administrator, teller } from './pages/people.ts'
import { addPerson } from './pages/staff-page.ts'

const LIMIT_BYTES = 250_000

/** What the window has loaded of our scripts, as gzip would send them. */
async function scriptBytes(page: Page): Promise<number> {
  const names = await page.evaluate(() => performance.getEntriesByType('resource').flatMap(({ name }) => (/\.js$/.test(name) ? [new URL(name).pathname] : [])))
  expect(names.length).toBeGreaterThan(1)
  return names.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(root, 'out/renderer', name))).length, 0)
}

test('what the window loads up to the usable list stays below 250 kB of script', async ({ dataDir }) => {
  const first = await launch(dataDir)
  const page = await windowOf(first)
  await setUpBranch(page)
  await signIn(page, administrator)
  await addPerson(page, teller)
  await first.close()
  // A fresh start: what the administrator's pages loaded does not count for the teller.
  const second = await launch(dataDir)
  const window = await windowOf(second)
  await signIn(window, teller)
  await window.getByTestId('nav-cases').click()
  await expect(window.getByRole('grid')).toBeVisible()
  expect(await scriptBytes(window)).toBeLessThanOrEqual(LIMIT_BYTES)
  await second.close()
})
