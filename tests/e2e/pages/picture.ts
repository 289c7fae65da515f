import { expect, type Page } from '@playwright/test'
import { SIZES, still } from './look.ts'
import { speak } from './pseudo-locale.ts'

/** Set by `npm run screens`: the walks of the suites photograph what they pass. */
export const PHOTOGRAPHS = process.env.SCREENS === '1'
/** The screens of the design's three pictures are taken small, wide and in English too. */
const IN_ALL_SIZES = ['case-list', 'papers', 'approval', 'case-checking']
/** Screens that only say that nothing is there or that it is coming look alike. */
const LEFT_OUT = /^(?!case-list|today|drafts).*-(empty|none)$|^case-list-none$|-loading$/

/** The part of a picture that may differ (L5): more where a code, a key, the numbers of records, or the order of papers of one instant are drawn by lot. */
const MAY_DIFFER = 0.002
const DRAWN_BY_LOT: Readonly<Record<string, number>> = {
  'recovery-code': 0.01,
  'console-audit': 0.04,
  'console-branches': 0.01,
  'console-enrol-code': 0.01,
  'console-keys': 0.02,
  'console-quarantine-record': 0.005,
  filing: 0.02,
}
const imagesAreThere = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0))

/** Compares with the approved picture under docs/screens (L5); `npm run screens` replaces those that differ by more. */
export async function shoot(page: Page, name: string): Promise<void> {
  await imagesAreThere(page)
  const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  expect.soft(taken).toMatchSnapshot(`${name}.png`, { maxDiffPixelRatio: DRAWN_BY_LOT[name] ?? MAY_DIFFER })
}

/** The picture of a screen that stands at 1366×768 in Chinese, as it does again afterwards. */
export async function picture(page: Page, name: string): Promise<void> {
  if (LEFT_OUT.test(name)) return
  await expect(page.locator('.el-button.is-loading')).toHaveCount(0)
  await shoot(page, name)
  if (!IN_ALL_SIZES.includes(name)) return
  for (const [width, height] of SIZES.filter(([wide]) => wide !== 1366)) {
    await page.setViewportSize({ width, height })
    await still(page)
    await shoot(page, `${name}-${width}`)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await speak(page, 'en')
  await still(page)
  await shoot(page, `${name}-en`)
  await speak(page, 'zh-CN')
  await still(page)
}
