import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { build, preview } from 'vite'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { root } from './app.ts'

/** Each component by itself on the page of those who build screens: its name, its states, its keys, and axe. */
test.describe.configure({ mode: 'serial', timeout: 90_000 })

const browserPath = findBrowser({ headless: true })
test.use({ ...(browserPath ? { launchOptions: { executablePath: browserPath, args: ['--no-sandbox'] } } : {}) })
const config = path.join(root, 'vite.gallery.config.ts')
let page: Page
let close: () => Promise<void>

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000)
  await build({ configFile: config, logLevel: 'error' })
  const server = await preview({ configFile: config, logLevel: 'error', preview: { host: '127.0.0.1', port: 0, open: false } })
  page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage()
  await page.goto(`${server.resolvedUrls?.local[0] ?? ''}gallery.html`)
  close = async () => {
    await page.context().close()
    await server.close()
  }
})
test.afterAll(() => close())
const part = (name: string) => page.getByTestId(name)

test('every component of the gallery is sound by itself', async () => {
  await expect(part('ReadySkeleton').getByRole('status')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']).analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`))).toEqual([])
})

test('money, rate and date take what a teller types and show it as it is printed', async () => {
  const money = part('MoneyInput').getByRole('textbox', { name: 'Amount' })
  await money.fill('30万')
  await money.blur()
  await expect(money).toHaveValue('300,000.00')
  await expect(money).toHaveAccessibleDescription('人民币叁拾万元整')
  await money.press('ArrowUp')
  await expect(money).toHaveValue('300,000.00')
  const date = part('DateInput').getByRole('textbox', { name: 'Date' })
  await date.fill('２０２６１２０１')
  await date.blur()
  await expect(date).toHaveValue('2026-12-01')
  await expect(part('RateInput').getByRole('textbox', { name: 'Rate' })).toHaveValue(/4\.35/)
})

test('an identity number tells birth and sex once it holds, and says nothing of a wrong one', async () => {
  const number = part('IdInput').getByRole('textbox', { name: 'Number' })
  await number.fill('11010519491231002X')
  await expect(number).toHaveAccessibleDescription(/1949-12-31.*女/)
  await number.fill('110105194912310021')
  await expect(number).toHaveAccessibleDescription('')
})

test('a menu opens with the arrow, walks, chooses with Enter and gives the focus back', async () => {
  const button = part('MenuButton').getByRole('button', { name: 'Sort' })
  await button.focus()
  await page.keyboard.press('ArrowDown')
  await expect(part('MenuButton').getByRole('menuitemradio', { name: 'Due' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(part('MenuButton').locator('output')).toHaveText('b')
  await expect(button).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Escape')
  await expect(part('MenuButton').getByRole('menu')).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('tabs tell which view is chosen, and the grid which row', async () => {
  await part('ViewTabs').getByRole('tab', { name: /All/ }).click()
  await expect(part('ViewTabs').getByRole('tab', { name: /All/ })).toHaveAttribute('aria-selected', 'true')
  const grid = part('VirtualGrid').getByRole('grid', { name: 'List' })
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await expect(grid).toHaveAttribute('aria-activedescendant', 'gallery-1')
  await page.keyboard.press('End')
  await expect(grid).toHaveAttribute('aria-activedescendant', 'gallery-4')
  await expect(grid).toHaveAttribute('aria-rowcount', '6')
})

test('steps say where a case stands and what its product does not have; a due day says how late it is', async () => {
  await expect(part('StageSteps').locator('[aria-current="step"]')).toContainText('终审')
  await expect(part('StageSteps')).toContainText('不适用')
  await expect(part('DueLabel')).toContainText('逾 3 天')
})

test('an error names its code, is tried again and stays until it is closed', async () => {
  const bar = part('ErrorBar').getByRole('alert')
  await expect(bar).toContainText('STALE_VERSION')
  await bar.getByRole('button', { name: '重试' }).click()
  await expect(part('ErrorBar').locator('output')).toHaveText('1')
  await bar.getByRole('button', { name: '关闭' }).click()
  await expect(bar).toHaveCount(0)
})

test('nothing of the gallery is in what is shipped', () => {
  const assets = path.join(root, 'out/renderer/assets')
  expect(existsSync(path.join(root, 'out/renderer/gallery.html'))).toBe(false)
  expect(readdirSync(assets).filter((name) => /gallery/i.test(name))).toEqual([])
})
