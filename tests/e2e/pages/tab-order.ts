import type { Locator, Page } from '@playwright/test'

export interface TabStop {
  readonly name: string
  /** It stands above, or left on the same row, of the stop before it. */
  readonly before: boolean
}

/** Presses Tab from where the focus is until the last button has it: every stop, and how many fields the form has (A3). */
export async function tabThrough(page: Page, form: Locator, last: Locator): Promise<{ fields: number; stops: TabStop[] }> {
  const fields = await form.evaluate(
    (box) => [...box.querySelectorAll<HTMLInputElement>('input,select,textarea')].filter((one) => !one.disabled && one.checkVisibility()).length,
  )
  const stops: TabStop[] = []
  const ROW = 30
  let at = { top: -1, left: -1 }
  const here = () =>
    page.evaluate(() => {
      const one = document.activeElement as HTMLElement
      const scroller = one.closest('.form')
      const { top, left } = (one.closest('.field') ?? one).getBoundingClientRect()
      return { name: one.getAttribute('name') ?? one.textContent ?? '', inside: scroller !== null, top: top + (scroller?.scrollTop ?? 0), left }
    })
  while (!(await last.evaluate((button) => button === document.activeElement)) && stops.length < fields + 40) {
    const { name, inside, top, left } = await here()
    const back = inside && (top < at.top - ROW || (Math.abs(top - at.top) <= ROW && left < at.left - 1))
    stops.push({ name, before: back })
    if (inside) at = { top, left }
    await page.keyboard.press('Tab')
  }
  return { fields, stops: [...stops, { name: 'last', before: false }] }
}
