import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
/** 1366×696 is what the taskbar and the title leave of the first (ux 3.6). */
export const SIZES = [
  [1366, 768],
  [1366, 696],
  [1280, 656],
  [1920, 1080],
] as const

/** Waits until what fades or slides stands still: half faded in, a text has no contrast. */
export const still = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    // What is about to move moves after the next two frames.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await Promise.all(
      document
        .getAnimations()
        .map((animation) => (animation.effect?.getTiming().iterations === Number.POSITIVE_INFINITY ? null : animation.finished.catch(() => null))),
    )
  })

/** What axe finds against WCAG 2.2 A and AA. In legacy mode it stays in this page: the other opens a blank one, which the window refuses. */
export async function violations(page: Page): Promise<string[]> {
  await still(page)
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

/** Text that is cut without a title to tell it (L1). */
export const cutText = (page: Page): Promise<string[]> =>
  page.locator('main').evaluate((main) =>
    [...main.querySelectorAll<HTMLElement>('*')]
      .filter((element) => element.children.length === 0 && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => !/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && !element.closest('[title],.hidden'))
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
  )

/** Keys of the bar whose button on the page says something else (L3). */
export const otherWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wordOf = (element: Element): string => (element.textContent ?? '').replace(element.querySelector('kbd')?.textContent ?? '', '').trim()
    const capOf = (element: Element): string => element.querySelector('kbd')?.textContent?.trim() ?? ''
    const bar = new Map([...document.querySelectorAll('footer.keys button')].map((button) => [capOf(button), wordOf(button)]))
    // Under a dialog the page's buttons keep their words; the bar has the dialog's.
    const dialog = [...document.querySelectorAll('.el-overlay [role="dialog"]')].filter((one) => one.checkVisibility()).at(-1)
    return [...(dialog ?? document).querySelectorAll(dialog ? '.el-button' : 'main .el-button')]
      .filter((button) => bar.has(capOf(button)) && bar.get(capOf(button)) !== wordOf(button))
      .map((button) => `${capOf(button)}: ${wordOf(button)} / ${bar.get(capOf(button))}`)
  })

/** The whole look of the page at every size: axe, cut text, the words of the bar. */
export async function sound(page: Page, sizes: readonly (readonly [number, number])[] = SIZES): Promise<void> {
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height })
    expect(await violations(page), `${width}`).toEqual([])
    expect(await cutText(page), `${width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  expect(await otherWords(page)).toEqual([])
}
