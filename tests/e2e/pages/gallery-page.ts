import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { root } from '../app.ts'

const config = path.join(root, 'vite.gallery.config.ts')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
export const THEMES = ['shell', 'bars', 'lists', 'paper', 'decisions', 'forms', 'states'] as const
export type Theme = (typeof THEMES)[number]

/** The gallery as whoever builds screens sees it, in a browser without the application. */
export interface Gallery {
  readonly page: Page
  readonly errors: readonly string[]
  /** Opens a theme afresh. */
  show(theme: Theme): Promise<void>
  part(name: string): Locator
  /** Nothing that axe finds on what is shown now. */
  sound(): Promise<void>
  close(): Promise<void>
}

export async function openGallery(browser: Browser): Promise<Gallery> {
  await build({ configFile: config, logLevel: 'error' })
  const server = await preview({ configFile: config, logLevel: 'error', preview: { host: '127.0.0.1', port: 0, open: false } })
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const address = `${server.resolvedUrls?.local[0] ?? ''}gallery.html`
  return {
    page,
    errors,
    async show(theme) {
      await page.goto('about:blank')
      await page.goto(`${address}#/${theme}`)
      await expect(page.getByRole('navigation', { name: 'Gallery' })).toBeVisible()
    },
    part: (name) => page.getByTestId(name),
    async sound() {
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))).toEqual([])
    },
    async close() {
      await page.context().close()
      await server.close()
    },
  }
}
