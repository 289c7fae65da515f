import { expect, type Page } from '@playwright/test'

/** The open dialog refuses a wrong password, empties its field, and goes on F6. */
export async function refusedByWrongPassword(page: Page): Promise<void> {
  const own = page.locator('[name="own-password"]')
  await own.fill('Kassel-wrong-Linde')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('own-password-form').getByTestId('error')).toContainText('PASSWORD_WRONG')
  await expect(own).toBeFocused()
  await expect(own).toHaveValue('')
  await page.keyboard.press('F6')
  await expect(page.getByTestId('own-password-form')).toHaveCount(0)
}

/** To refuse a case takes the button, begins on the way back and is left by Esc. */
export async function refusedByNoKey(page: Page): Promise<void> {
  expect(await page.locator('footer [data-command]').filter({ hasText: '拒绝' }).count()).toBe(0)
  await page.getByTestId('refuse').click()
  await expect(page.getByTestId('refuse-back')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('refuse-form')).toBeHidden()
  await expect(page.getByTestId('agree')).toBeEnabled()
}
