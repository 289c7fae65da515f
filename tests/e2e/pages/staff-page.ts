import { expect, type Page } from '@playwright/test'
import zhCN from '../../../renderer/locales/zh-CN/messages.ts'
import { chooseOwnPasswords } from './hire.ts'
import { givenPassword, type Person } from './people.ts'

/** The administrator adds a person on the screen with a first password; the person chooses one of his own through the bridge. */
export async function addPerson(page: Page, person: Person): Promise<void> {
  await page.getByTestId('add-staff').click()
  const form = page.getByTestId('staff-form')
  await form.locator('[name="staffNo"]').fill(person.staffNo)
  await form.locator('[name="staffName"]').fill(person.staffName)
  await form.locator('[name="password"]').fill(givenPassword(person))
  for (const role of person.roles) await form.getByLabel(zhCN.roles[role], { exact: true }).check()
  await page.getByTestId('staff-save').click()
  await expect(page.getByTestId('staff-row').filter({ hasText: person.staffNo })).toContainText(person.staffName)
  await chooseOwnPasswords(page, [person])
}
