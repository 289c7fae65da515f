import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { root } from './app.ts'
import { decisionParts } from './gallery/decisions.ts'
import { formParts } from './gallery/forms.ts'
import { listParts } from './gallery/lists.ts'
import { paperParts } from './gallery/paper.ts'
import { shellParts } from './gallery/shell.ts'
import { stateParts } from './gallery/states.ts'
import { type Gallery, openGallery, THEMES } from './pages/gallery-page.ts'

/** Each component by itself on the pages of those who build screens: its name, its states, its keys, and axe. */
test.describe.configure({ mode: 'serial' })

const browserPath = findBrowser({ headless: true })
test.use({ ...(browserPath ? { launchOptions: { executablePath: browserPath, args: ['--no-sandbox'] } } : {}) })
let gallery: Gallery

test.beforeAll(async ({ browser }) => {
  gallery = await openGallery(browser)
})
test.afterAll(() => gallery.close())
test.afterEach(() => expect(gallery.errors).toEqual([]))

for (const theme of THEMES)
  test(`every component under ${theme} is sound by itself`, async () => {
    await gallery.show(theme)
    await gallery.page.waitForLoadState('networkidle')
    if (theme === 'states') await expect(gallery.part('ReadySkeleton').getByRole('status')).toBeVisible()
    await gallery.sound()
  })

for (const parts of [shellParts, listParts, paperParts, decisionParts, formParts, stateParts]) parts(() => gallery)

test('nothing of the gallery is in what is shipped', () => {
  const assets = path.join(root, 'out/renderer/assets')
  expect(existsSync(path.join(root, 'out/renderer/gallery.html'))).toBe(false)
  expect(readdirSync(assets).filter((name) => /gallery/i.test(name))).toEqual([])
})
