import { expect, type Page } from '@playwright/test'
import { administrator, branch, type Person, today } from './people.ts'

const fill = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(value)
}

export const fillSetUp = (page: Page): Promise<void> =>
  fill(page, {
    ...branch,
    businessDate: today.replaceAll('-', ''),
    'administrator.staffNo': administrator.staffNo,
    'administrator.staffName': administrator.staffName,
    'administrator.password': administrator.password,
  })

/** Sets the branch up on the real screen and gives the recovery code that was shown; `look` is called while it is. */
export async function setUpBranch(page: Page, look: () => Promise<void> = async () => undefined): Promise<string> {
  await fillSetUp(page)
  await page.getByRole('button', { name: '启用' }).click()
  const code = await page.getByTestId('recovery-code').innerText()
  await look()
  await page.getByRole('button', { name: '已抄录' }).click()
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  return code
}

export async function typePassword(page: Page, staffNo: string, password: string): Promise<void> {
  await page.locator('[name="staffNo"]').fill(staffNo)
  await page.locator('[name="password"]').fill(password)
  await page.locator('button[type="submit"]').click()
}

/** On the screen that comes before everything else: the password one has, and the new one twice. */
export async function choosePassword(page: Page, current: string, next: string): Promise<void> {
  const box = (name: string) => page.getByTestId('password-form').locator(`[name="password-${name}"]`)
  await box('current').fill(current)
  await box('next').fill(next)
  await box('again').fill(next)
  await page.keyboard.press('F9')
}

export async function signIn(page: Page, person: Person): Promise<void> {
  await typePassword(page, person.staffNo, person.password)
  await expect(page.getByTestId('person')).toContainText(person.staffName)
}

export async function signOut(page: Page): Promise<void> {
  await page.getByTestId('person').click()
  await page.getByTestId('sign-out').click()
  await expect(page.locator('[name="password"]')).toBeVisible()
}

export async function changePerson(page: Page, person: Person): Promise<void> {
  await signOut(page)
  await signIn(page, person)
}
