import { expect, test } from '@playwright/test'
import type { Gallery } from '../pages/gallery-page.ts'
import { heldDialog } from '../tour/tour.ts'

/** The frame of every page: rail, box, bar, standing of line and folder, help, practice. */
export const shellParts = (gallery: () => Gallery): void => {
  test('Alt and a digit open a place of the rail, which says where one is and how much waits', async () => {
    const { page, part, show } = gallery()
    await show('shell')
    await expect(page.getByTestId('nav-checks')).toContainText('3')
    await page.keyboard.press('Alt+2')
    await expect(page.getByTestId('nav-cases')).toHaveAttribute('aria-current', 'page')
    await expect(part('AppShell').getByTestId('line-status')).toContainText('3')
    await expect(part('AppShell').getByTestId('folder-status')).toBeVisible()
  })

  test('Ctrl+K takes a transaction code or a name, and Esc gives the focus back', async () => {
    const { page, part, show } = gallery()
    await show('bars')
    await part('FKeyBar').evaluate(() => (document.querySelector('main') as HTMLElement).focus())
    await page.keyboard.press('Control+k')
    await expect(page.getByTestId('omni')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.locator('main')).toBeFocused()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('wang', { delay: 60 })
    await expect(page.getByTestId('omni-list').getByRole('option').first()).toContainText('Wang Jianguo')
    await page.keyboard.press('Escape')
  })

  test('the bar shows the keys that answer here, and a key that cannot answer is pale', async () => {
    const { page, part, show } = gallery()
    await show('bars')
    await page.keyboard.press('F2')
    await expect(part('FKeyBar').locator('output')).toHaveText('new-intake')
    await page.keyboard.press('y')
    await expect(part('FKeyBar').locator('output')).toHaveText('agree')
    await page.keyboard.press('F10')
    await expect(part('FKeyBar').locator('output')).toHaveText('agree')
    await expect(part('FKeyBar').locator('[data-command="print"]')).toBeDisabled()
  })

  test('what is not known of folder and line is not shown, and what is wrong is said', async () => {
    const { page, part } = gallery()
    await expect(part('DeviceStatus').getByTestId('folder-status')).toHaveCount(2)
    const badges = part('SyncBadge').getByRole('link')
    await expect(badges).toHaveCount(4)
    await expect(badges.nth(1)).toContainText('离线')
    await expect(badges.nth(1)).toContainText('3')
    await badges.nth(1).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/batches$/)
  })

  test('a rail lists its places with what waits, more than 99 cut short', async () => {
    const { page, part, show } = gallery()
    await show('bars')
    const rail = part('NavRail').getByRole('navigation')
    await expect(rail.getByRole('link')).toHaveCount(6)
    await expect(rail.getByTestId('nav-approvals')).toContainText('99')
    await rail.getByTestId('nav-today').focus()
    await page.keyboard.press('Tab')
    await expect(rail.getByTestId('nav-cases')).toBeFocused()
  })

  test('F1 opens the help of the field one came from, and Esc goes back to it (A4)', async () => {
    const { page, part, show, sound } = gallery()
    await show('bars')
    const field = part('HelpDrawer').getByRole('textbox', { name: 'Amount' })
    await field.focus()
    await page.keyboard.press('F1')
    await expect(page.getByTestId('help-field')).toContainText('30万')
    await heldDialog(page, page.getByTestId('help'), () => sound(), field)
  })

  test('practice has its frame over the page, and takes neither click nor focus', async () => {
    const { page, part, sound } = gallery()
    const training = part('TrainingFrame').getByRole('checkbox')
    await training.focus()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('training-frame')).toBeVisible()
    await expect(training).toBeFocused()
    await sound()
    await page.keyboard.press('Space')
    await expect(page.getByTestId('training-frame')).toHaveCount(0)
  })

  test('the head of a case names it, and shows the whole number when asked by key', async () => {
    const { page, part, show } = gallery()
    await show('shell')
    await expect(part('CaseHeader').getByRole('heading', { level: 1 })).toContainText('Wang Jianguo')
    await expect(part('CaseHeader').locator('[aria-current="step"]')).toContainText('终审')
    await part('CaseHeader').getByTestId('reveal').focus()
    await page.keyboard.press('Enter')
    await expect(part('CaseHeader')).toContainText('110199199003070017')
  })
}
