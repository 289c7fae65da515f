import { expect, type Page, test } from '@playwright/test'
import { SIZES, still, violations } from './look.ts'
import { coveredFocus, pageFaults, zoomFaults } from './page-faults.ts'
import { PHOTOGRAPHS, picture } from './picture.ts'
import { pseudoLocale, speak } from './pseudo-locale.ts'

const WHOLE = process.env.TEST_FULL === '1'
const ROUND = SIZES.flatMap(
  (size) =>
    [
      { size, code: 'zh-CN' },
      { size, code: 'en' },
    ] as const,
)
/** Which pair of size and language a screen has its turn in: always the same one, however specs are shared out. */
const turnOf = (name: string): number => Array.from(name).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973, 7)

/**
 * A screen stands there, ready to be looked at, at 1366×768 in Chinese, as it does again afterwards. `npm run screens` takes its picture;
 * the suites ask of it what ux 5 does: axe (A1), targets, covered focus, contrast, 200 % (A5 to A8), cut text, lost rows, two main
 * buttons, longer words (L1, L2, L4, L6). `npm test` asks axe in one of the eight pairs of size and language, by the screen's name, and each of
 * the slower questions at about every other stop; `npm run test:full` asks everything of every screen. The reporter adds up what was looked at.
 */
export async function lookAt(page: Page, name: string): Promise<void> {
  await still(page)
  if (PHOTOGRAPHS) return picture(page, name)
  const stop = turnOf(name)
  for (const [turn, { size, code }] of ROUND.entries()) {
    if (!WHOLE && turn !== stop % ROUND.length) continue
    await page.setViewportSize({ width: size[0], height: size[1] })
    await speak(page, code)
    const found = [...(await pageFaults(page)), ...(await violations(page))]
    expect.soft(found, `${name} ${size[0]} ${code}`).toEqual([])
    test.info().annotations.push({ type: 'look', description: JSON.stringify({ name, size: size.join('×'), code, found: found.length }) })
  }
  await page.setViewportSize({ width: 1280, height: 656 })
  if (WHOLE || stop % 2 === 0) {
    await pseudoLocale(page)
    expect.soft(await pageFaults(page), `L6 ${name} with longer words`).toEqual([])
    await speak(page, 'zh-CN')
    expect.soft(await coveredFocus(page), name).toEqual([])
  }
  await speak(page, 'zh-CN')
  if (WHOLE || stop % 2 === 1) {
    expect.soft(await pageFaults(page), `${name} 1280 zh-CN`).toEqual([])
    await page.setViewportSize({ width: 683, height: 384 })
    expect.soft(await zoomFaults(page), `${name} at 200 %`).toEqual([])
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  await still(page)
}
