import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { SIZES, still, violations } from './look.ts'
import { coveredFocus, pageFaults, zoomFaults } from './page-faults.ts'
import { pseudoLocale, speak } from './pseudo-locale.ts'

const WHOLE = process.env.TEST_FULL === '1'
/** Where `npm run screens` wants its pictures; outside of it nothing is photographed. */
const PICTURES = process.env.SCREENS
const ROUND = SIZES.flatMap(
  (size) =>
    [
      { size, code: 'zh-CN' },
      { size, code: 'en' },
    ] as const,
)
/** The screens of the design's three pictures are taken small, wide and in English too. */
const IN_ALL_SIZES = ['case-list', 'papers', 'approval', 'case-checking']
/** Screens that only say that nothing is there or that it is coming look alike. */
const LEFT_OUT = /^(?!case-list|today|drafts).*-(empty|none)$|^case-list-none$|-loading$/
let stops = 0

/**
 * A screen stands there, ready to be looked at, at 1366×768 in Chinese, as it does again afterwards. `npm run screens` takes its picture;
 * the suites ask of it what ux 5 does: axe (A1), targets, covered focus, contrast, 200 % (A5 to A8), cut text, lost rows, two main
 * buttons, longer words (L1, L2, L4, L6). `npm test` asks axe in one of the six pairs of size and language, going round them, and each of
 * the slower questions at every other stop; `npm run test:full` asks everything of every screen. The reporter adds up what was looked at.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  await still(page)
  if (PICTURES !== undefined) return picture(page, name)
  stops += 1
  for (const [turn, { size, code }] of ROUND.entries()) {
    if (!WHOLE && turn !== stops % ROUND.length) continue
    await page.setViewportSize({ width: size[0], height: size[1] })
    await speak(page, code)
    const found = [...(await pageFaults(page)), ...(await violations(page))]
    expect.soft(found, `${name} ${size[0]} ${code}`).toEqual([])
    test.info().annotations.push({ type: 'look', description: JSON.stringify({ name, size: size.join('×'), code, found: found.length }) })
  }
  await page.setViewportSize({ width: 1280, height: 656 })
  if (WHOLE || stops % 2 === 0) {
    await pseudoLocale(page)
    expect.soft(await pageFaults(page), `L6 ${name} with longer words`).toEqual([])
    await speak(page, 'zh-CN')
    expect.soft(await coveredFocus(page), name).toEqual([])
  }
  await speak(page, 'zh-CN')
  if (WHOLE || stops % 2 === 1) {
    expect.soft(await pageFaults(page), `${name} 1280 zh-CN`).toEqual([])
    await page.setViewportSize({ width: 683, height: 384 })
    expect.soft(await zoomFaults(page), `${name} at 200 %`).toEqual([])
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await still(page)
}

async function picture(page: Page, name: string): Promise<void> {
  if (LEFT_OUT.test(name)) return
  await expect(page.locator('.el-button.is-loading')).toHaveCount(0)
  const shot = (as: string): Promise<unknown> => page.screenshot({ path: path.join(PICTURES ?? '', `${as}.png`), animations: 'disabled', caret: 'hide' })
  await shot(name)
  if (!IN_ALL_SIZES.includes(name)) return
  for (const [width, height] of SIZES.slice(1)) {
    await page.setViewportSize({ width, height })
    await still(page)
    await shot(`${name}-${width}`)
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await speak(page, 'en')
  await still(page)
  await shot(`${name}-en`)
  await speak(page, 'zh-CN')
  await still(page)
}
