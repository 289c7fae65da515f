import { expect, test } from '@playwright/test'
import type { Gallery } from '../pages/gallery-page.ts'

/** A list: its views, filters, rows, and what a case is stuck on. */
export const listParts = (gallery: () => Gallery): void => {
  test('arrows walk the views of a list, and the grid row by row', async () => {
    const { page, part, show } = gallery()
    await show('lists')
    await part('ViewTabs').getByRole('tab', { name: /Mine/ }).focus()
    await page.keyboard.press('ArrowRight')
    await expect(part('ViewTabs').getByRole('tab', { name: /All/ })).toHaveAttribute('aria-selected', 'true')
    const grid = part('VirtualGrid').getByRole('grid', { name: 'List' })
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await expect(grid).toHaveAttribute('aria-activedescendant', 'gallery-1')
    await page.keyboard.press('End')
    await expect(grid).toHaveAttribute('aria-activedescendant', 'gallery-4')
    await expect(grid).toHaveAttribute('aria-rowcount', '6')
  })

  test('a filter is built without a mouse, stands as a chip, and comes off', async () => {
    const { page, part, sound } = gallery()
    await page.getByTestId('add-filter').focus()
    await page.keyboard.press('Enter')
    const builder = page.getByTestId('filter-builder')
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowDown')
    await expect(builder.locator('[data-field="due"]')).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await sound()
    await page.keyboard.press('Enter')
    await expect(builder).toHaveCount(0)
    await expect(page.getByTestId('add-filter')).toBeFocused()
    await expect(part('FilterChips').locator('output')).toHaveText('DOC_CHECK OVERDUE')
    await page.getByTestId('chip-steps').focus()
    await page.keyboard.press('Enter')
    await expect(part('FilterChips').locator('output')).toHaveText('OVERDUE')
  })

  test('the side pane says what a case is stuck on, opens it with Enter, and closes', async () => {
    const { page, part } = gallery()
    await expect(part('PeekPane')).toContainText('Lease of the premises')
    await part('PeekPane').getByRole('region').focus()
    await page.keyboard.press('Enter')
    await expect(part('PeekPane').locator('output')).toHaveText('Wang Jianguo')
    await part('PeekPane').getByRole('button').first().focus()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('peek')).toHaveCount(0)
  })
}
