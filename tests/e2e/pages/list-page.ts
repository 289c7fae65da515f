import { expect, type Locator, type Page } from '@playwright/test'

/** The row of a customer in the list, wherever it stands. */
export const caseRow = (page: Page, text: string): Locator => page.getByTestId('case-row').filter({ hasText: text })

/** Shows every case of the branch, whatever waits for this person. */
export async function showAll(page: Page): Promise<void> {
  await page.getByTestId('view-all').click()
  await expect(page.getByTestId('view-all')).toHaveAttribute('aria-selected', 'true')
}

/** Opens a case by its customer from the list of all, as a click on the name does. */
export async function openFromList(page: Page, text: string): Promise<void> {
  await showAll(page)
  await caseRow(page, text).getByRole('button').click()
  await expect(page.getByTestId('case-page')).toBeVisible()
}
