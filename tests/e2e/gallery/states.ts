import { expect, test } from '@playwright/test'
import type { Gallery } from '../pages/gallery-page.ts'

/** How things stand, in a word, a mark or a bar. */
export const stateParts = (gallery: () => Gallery): void => {
  test('steps say where a case stands and what its product does not have; a due day says how late it is', async () => {
    const { part, show } = gallery()
    await show('states')
    await expect(part('StageSteps').locator('[aria-current="step"]')).toContainText('终审')
    await expect(part('StageSteps')).toContainText('不适用')
    await expect(part('StageDots').getByRole('img').first()).toHaveAccessibleName(/受理/)
    await expect(part('DueLabel')).toContainText('逾 3 天')
    await expect(part('StatusTag').locator('svg')).toHaveCount(7)
  })

  test('a draft says when it was kept, and says it when it could not be', async () => {
    const { part } = gallery()
    const told = part('DraftStatus').getByRole('status')
    await expect(told.first()).toContainText('09:42:10')
    await expect(told.nth(2)).not.toContainText('09:42')
    await expect(told.nth(3)).toHaveText('')
  })

  test('an error names its code, is tried again and stays until it is closed', async () => {
    const { page, part } = gallery()
    const bar = part('ErrorBar').getByRole('alert')
    await expect(bar).toContainText('STALE_VERSION')
    await bar.getByRole('button', { name: '重试' }).focus()
    await page.keyboard.press('Enter')
    await expect(part('ErrorBar').locator('output')).toHaveText('1')
    await bar.getByRole('button', { name: '关闭' }).focus()
    await page.keyboard.press('Enter')
    await expect(bar).toHaveCount(0)
  })

  test('an empty place says why, and its one button is reached by key', async () => {
    const { page, part } = gallery()
    await expect(part('EmptyState')).toContainText('Nothing waits')
    await part('EmptyState').getByRole('button').focus()
    await page.keyboard.press('Enter')
    await expect(part('EmptyState').locator('output')).toHaveText('1')
  })
}
