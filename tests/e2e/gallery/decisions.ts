import { expect, test } from '@playwright/test'
import type { Gallery } from '../pages/gallery-page.ts'
import { heldDialog } from '../tour/tour.ts'

/** An opinion or decision, a second person, a step put on record, a document printed. */
export const decisionParts = (gallery: () => Gallery): void => {
  test('an opinion is written by its phrase and given with F9; to give back without a reason asks for one', async () => {
    const { page, part, show } = gallery()
    await show('decisions')
    await page.keyboard.press('F6')
    const opinion = part('DecisionBar').locator('[name="reason"]')
    await expect(opinion).toBeFocused()
    await expect(opinion).toHaveAccessibleDescription(/原因/)
    await page.keyboard.press('Control+1')
    await page.keyboard.press('F9')
    await expect(part('DecisionBar').locator('output')).toHaveText('agree 30000000 同意按建议额度发放。')
    await page.keyboard.press('F6')
    await expect(part('DecisionBar').locator('output')).toHaveText('back')
  })

  test('what is agreed stands beside the password that agrees to it, and goes to no one above: it is in sight until it is cleared', async () => {
    const { page, part, sound } = gallery()
    const bar = part('DecisionBar')
    const opener = part('OwnPasswordDialog').getByRole('button')
    await bar.getByTestId('agreed-open').click()
    await bar.locator('[name="repriceRule"]').selectOption('JAN_1')
    await bar.locator('[name="arbitration"]').check()
    await bar.locator('[name="specialTerms"]').fill('乙方按季向甲方提供流水。')
    await bar.locator('[name="maximum"]').check()
    await bar.locator('[name="ceilingFen"]').fill('400000')
    await bar.locator('[name="ceilingTo"]').fill('2029-11-22')
    await bar.locator('[name="ceilingTo"]').blur()
    await opener.focus()
    await page.keyboard.press('Enter')
    const rows = page.getByTestId('own-password-rows')
    for (const word of ['1 月 1 日', '仲裁', '乙方按季向甲方提供流水。', '400,000.00', '2029-11-22']) await expect(rows).toContainText(word)
    await heldDialog(page, page.getByTestId('own-password-form'), () => sound(), opener)

    await bar.locator('[name="amountFen"]').fill('600000')
    await bar.locator('[name="amountFen"]').blur()
    await expect(bar.getByTestId('agreed-unsent')).toContainText('其他约定须先清空')
    await expect(bar.locator('[name="specialTerms"]')).toHaveValue('乙方按季向甲方提供流水。')
    await expect(bar.getByTestId('agree')).toBeDisabled()
    await sound()
    await bar.getByTestId('agreed-clear').click()
    await expect(bar.getByTestId('agreed-unsent')).toHaveCount(0)
    await expect(bar.getByTestId('agreed')).toHaveCount(0)
    await expect(bar.locator('[name="reason"]')).toBeFocused()
    await expect(bar.getByTestId('agree')).toBeEnabled()
    await bar.locator('[name="amountFen"]').fill('300000')
    await bar.locator('[name="amountFen"]').blur()
  })

  test('who did what stands in order, and that the person at the window is none of them', async () => {
    const { part } = gallery()
    await expect(part('TrailTimeline').getByRole('listitem')).toHaveCount(3)
    await expect(part('TrailTimeline').getByTestId('four-eyes')).toContainText('不重合')
    await part('TrailTimeline').getByRole('region').focus()
    await expect(part('TrailTimeline').getByRole('region')).toBeFocused()
  })

  test('a second person authorises with a number and a password, and F9', async () => {
    const { page, part, sound } = gallery()
    const opener = part('SecondAuthDialog').getByRole('button')
    await opener.focus()
    await page.keyboard.press('Enter')
    await heldDialog(page, page.getByTestId('second-form'), () => sound(), opener)
    await page.keyboard.press('Enter')
    await expect(page.locator('[name="second-no"]')).toBeFocused()
    await page.keyboard.type('D002', { delay: 60 })
    await page.keyboard.press('Enter')
    await page.keyboard.type('a long password', { delay: 60 })
    await page.keyboard.press('F9')
    await expect(part('DecisionBar').locator('output')).toHaveText('second D002')
  })

  test('a step put on record begins on the way back, keeps the focus inside and gives it back, and wants its reason (A4)', async () => {
    const { page, part, sound } = gallery()
    const opener = part('ReasonDialog').getByRole('button')
    await opener.focus()
    await page.keyboard.press('Enter')
    const box = page.getByTestId('reason-form')
    await expect(page.getByTestId('reason-back')).toBeFocused()
    const trapped = async (): Promise<void> => {
      await sound()
      for (let n = 0; n < 8; n += 1) {
        await page.keyboard.press('Tab')
        expect(await page.getByRole('dialog').evaluate((one) => one.contains(document.activeElement))).toBe(true)
      }
    }
    await heldDialog(page, box, trapped, opener)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('reason-back')).toBeFocused()
    await expect(page.getByTestId('reason-confirm')).toBeDisabled()
    await page.keyboard.press('Shift+Tab')
    await expect(box.locator('textarea')).toBeFocused()
    await page.keyboard.press('Control+2')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(part('DecisionBar').locator('output')).toHaveText('reason 客户已不再需要这笔贷款。')
  })

  test('a document is leafed through by key, and F10 prints the copies that are asked for', async () => {
    const { page, part, sound } = gallery()
    const pane = part('PdfPane')
    await expect(pane.locator('canvas').first()).toBeVisible()
    const stage = pane.locator('.stage')
    await stage.focus()
    await page.keyboard.press('PageDown')
    await expect(pane.getByRole('button', { name: /2/ }).first()).toHaveAttribute('aria-current', 'true')
    await stage.focus()
    await page.keyboard.press('F10')
    await heldDialog(page, page.getByTestId('print-form'), () => sound(), stage)
    await page.keyboard.press('F10')
    await expect(page.locator('#print-copies')).toHaveValue('3')
    await page.keyboard.press('Escape')
  })
}
