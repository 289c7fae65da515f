import { expect, test } from '@playwright/test'
import type { Gallery } from '../pages/gallery-page.ts'

/** A paper looked at, compared, held against what was entered, and judged. */
export const paperParts = (gallery: () => Gallery): void => {
  test('arrows walk the items of the file, and each says how it stands', async () => {
    const { page, part, show } = gallery()
    await show('paper')
    await page.getByTestId('item-D401-B').focus()
    await page.keyboard.press('ArrowDown')
    await expect(part('CheckItem').locator('output')).toHaveText('Lease of the premises')
    await expect(page.getByTestId('item-D402-B')).toHaveAttribute('aria-current', 'true')
    await expect(page.getByTestId('item-D401-B')).toContainText('不合格')
  })

  test('a page is turned, brought nearer and moved without a mouse', async () => {
    const { page, part } = gallery()
    const tools = part('ScanView').getByRole('toolbar')
    await expect(part('ScanView').locator('canvas')).toBeVisible()
    await tools.getByTestId('turn-right').focus()
    await page.keyboard.press('Enter')
    await expect(part('ScanView').locator('[data-quarters="1"]')).toBeVisible()
    const before = await tools.locator('.percent').innerText()
    await tools.getByRole('button').nth(1).focus()
    await page.keyboard.press('Enter')
    await expect(tools.locator('.percent')).not.toHaveText(before)
    await part('ScanView').getByRole('region').focus()
    await page.keyboard.press('ArrowRight')
    await expect(part('ScanView').locator('.paper')).toHaveCSS('translate', '-40px')
  })

  test('the strip of pages leads to each, drawn as it comes into sight', async () => {
    const { page, part } = gallery()
    await part('ThumbStrip').getByRole('button').nth(2).focus()
    await page.keyboard.press('Enter')
    await expect(part('ThumbStrip').getByRole('button').nth(2)).toHaveAttribute('aria-current', 'true')
    await expect(part('ScanView').getByRole('region', { name: 'Sample 3' })).toBeVisible()
  })

  test('a second paper stands beside the first, is chosen by key, and goes away', async () => {
    const { page } = gallery()
    const pane = page.getByTestId('compare-pane')
    await expect(pane.locator('canvas')).toBeVisible()
    await pane.getByRole('combobox').focus()
    await page.keyboard.press('ArrowDown')
    await expect(pane.getByRole('combobox')).toHaveValue(/102$/)
    await pane.getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect(pane).toHaveCount(0)
  })

  test('what was entered is held against the paper by Y and N, and only what differs is marked', async () => {
    const { page, part } = gallery()
    const fields = part('FieldCheck').getByRole('group')
    await fields.first().focus()
    await page.keyboard.press('n')
    await expect(fields.first().getByRole('textbox')).toBeFocused()
    await page.keyboard.type('Wener Road 295', { delay: 60 })
    await expect(part('FieldCheck').locator('mark').first()).toHaveText('259')
    await fields.first().focus()
    await page.keyboard.press('Alt+g')
    await expect(part('FieldCheck').locator('output')).toHaveText('business.address: Wener Road 295')
    await fields.nth(1).focus()
    await page.keyboard.press('y')
    await expect(fields.nth(1)).toContainText('一致')
  })

  test('a paper is refused with its reason by 2, and recorded with Enter', async () => {
    const { page, part } = gallery()
    await part('CheckItem').getByRole('region').focus()
    await page.keyboard.press('2')
    await expect(part('VerdictBar').getByTestId('reason')).toBeFocused()
    await expect(part('VerdictBar').getByRole('listitem')).toHaveCount(1)
    await part('CheckItem').getByRole('region').focus()
    await page.keyboard.press('Enter')
    await expect(part('VerdictBar').locator('output')).toContainText('DEFECT E04')
    await expect(part('VerdictBar').locator('output')).toContainText('Wener Road 295')
  })
}
