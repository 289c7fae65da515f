import { expect, type Page } from '@playwright/test'
import { violations } from './look.ts'
import { doStep, expectState } from './step-page.ts'

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

/** What `agreeFurther` agrees, as the page of the contract says it. */
export const FURTHER = ['每月 8 日', '仲裁', '乙方按季向甲方提供流水。'] as const
/** Agrees a due day, arbitration and special terms beside amount and rate. */
export async function agreeFurther(page: Page): Promise<void> {
  await page.getByTestId('agreed-open').click()
  await page.locator('[name="dueDay"]').fill('8')
  await page.locator('[name="arbitration"]').check()
  await page.locator('[name="specialTerms"]').fill(FURTHER[2])
  await expect(page.locator('[name="dueDay"]')).toHaveValue('8')
  expect(await violations(page)).toEqual([])
}

/** What `agreeCosts` enters, as the pages say it: the company's fee and what the bank pays the registry. */
export const COSTS = ['担保费 · 每期，金额 50.00 · 示例融资担保有限公司 · 借款人承担', '抵押登记费 · 一次性，金额 80.00 · 不动产登记机构 · 本行承担'] as const
/** The same as the cost table prints them, without white space. */
export const COST_ROWS = [
  /担保费每期收取每期50\.00元(?:折合年化[\d.]+%)?示例融资担保有限公司借款人[\d,.]+00/,
  /每笔80\.00元不动产登记机构贷款人80\.00/,
] as const
/** Two costs from the keyboard: kind, bearer, way, amount, payee, one after the other; the second bettered where it is refused. */
export async function agreeCosts(page: Page): Promise<void> {
  const costs = page.getByTestId('costs')
  const typed = async (at: number, rest: readonly string[]): Promise<void> => {
    await expect(page.locator(`[name="cost-code-${at}"]`)).toBeFocused()
    for (const text of rest) {
      await page.keyboard.press('Tab')
      for (let n = 0; text.startsWith('↓') && n < text.length; n += 1) await page.keyboard.press('ArrowDown')
      if (!text.startsWith('↓')) await page.keyboard.type(text, { delay: 60 })
    }
  }
  await costs.getByTestId('cost-add').focus()
  await page.keyboard.press('Enter')
  // Who bears it, the button that takes it away, the way, the amount, who takes the money.
  await typed(0, ['', '', '↓↓', '50', '示例融资担保有限公司'])
  await expect(costs.getByTestId('all-in-cost')).not.toContainText('—')
  const alone = (await costs.getByTestId('all-in-cost').textContent()) ?? ''
  await costs.getByTestId('cost-add').focus()
  await page.keyboard.press('Enter')
  await typed(1, ['↓', '', '', '80', '不动产登记机构'])
  await page.locator('[name="cost-code-1"]').selectOption('REGISTRATION')
  await expect(costs.getByTestId('all-in-cost'), 'what the bank pays costs the borrower nothing').toHaveText(alone)
  expect(await violations(page)).toEqual([])
}

/** Left to the borrower, the registration fee is refused at its own field. */
export async function registrationIsOurs(page: Page, password: string): Promise<void> {
  const bearer = page.locator('[name="cost-bearer-1"]')
  await bearer.selectOption('BORROWER')
  await page.keyboard.press('F9')
  await page.locator('[name="own-password"]').fill(password)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('cost-1').getByRole('alert')).toContainText('由本行承担')
  await expect(bearer).toHaveAttribute('aria-invalid', 'true')
  await bearer.selectOption('LENDER')
}

/** 500,000 yuan in full-width digits, and its uppercase under it. */
export async function typeHalfAMillion(page: Page): Promise<void> {
  await page.locator('[name="amountFen"]').fill('５０万')
  await page.locator('[name="amountFen"]').blur()
  await expect(page.getByTestId('decision')).toContainText('伍拾万元整')
}

/** On the page of the signing register: every signer seen, all of it face to face, and the first of the others named as the second witness. */
export async function registerSigning(page: Page): Promise<void> {
  await expect(page.locator('[name="signer-0"]')).toBeVisible()
  for (const box of await page.locator('[name^="signer-"]').all()) await box.check()
  await page.locator('[name="faceToFace"]').check()
  await page.locator('[name="witness"]').selectOption({ index: 1 })
  await doStep(page, 'SIGN')
  await expectState(page, 'CONTRACTED')
}
