import { expect } from '@playwright/test'
import zhCN from '../../../renderer/locales/zh-CN/messages.ts'
import type { KeyHand } from './key-hand.ts'
import type { LineOffice } from './line-office.ts'
import {
  administrator,
  branch,
  branchManager,
  firstArchivist,
  firstManager,
  givenPassword,
  officer,
  reviewer,
  secondArchivist,
  secondManager,
  teller,
  today,
} from './people.ts'

const PEOPLE = [teller, firstManager, secondManager, reviewer, branchManager, officer, firstArchivist, secondArchivist]
export const BATCHES = { id: 'batches', code: '1901' } as const

/** A branch from its first start to the line to head office, without touching the mouse: set up, its people, enrolled with a code. */
export async function setUpByKeys(hand: KeyHand, office: LineOffice): Promise<void> {
  const { page } = hand
  await hand.fill(page.locator('form'), {
    ...branch,
    businessDate: today.replaceAll('-', ''),
    'administrator.staffNo': administrator.staffNo,
    'administrator.staffName': administrator.staffName,
    'administrator.password': administrator.password,
  })
  await hand.press('Enter', 'Enter')
  await expect(page.getByTestId('recovery-code')).toBeVisible()
  await hand.enter(page.getByRole('button', { name: '已抄录' }))
  await hand.signIn(administrator)
  for (const person of PEOPLE) {
    await hand.command('F2', 'add-staff')
    const roles = Object.fromEntries(person.roles.map((role) => [zhCN.roles[role], true]))
    await hand.fill(page.getByTestId('staff-form'), { staffNo: person.staffNo, staffName: person.staffName, password: givenPassword(person), ...roles })
    await hand.command('F9', 'staff-save')
    await expect(page.getByTestId('staff-row').filter({ hasText: person.staffNo })).toBeVisible()
    await expect(page.getByTestId('staff-form')).toBeHidden()
  }
  for (const person of PEOPLE) {
    await hand.leave()
    await hand.firstSignIn(person)
  }
  await hand.leave()
  await hand.signIn(branchManager)
  await hand.goTo(BATCHES)
  await hand.button('line-set-up')
  const code = await office.code(branch.branchCode)
  await hand.fill(page.getByTestId('line-form'), { 'line-address': office.url, 'line-code': code, 'line-fingerprint': office.fingerprint })
  await hand.command('F9', 'line-save')
  await expect(page.getByTestId('line-card')).not.toHaveAttribute('data-standing', 'NOT_ENROLLED')
}
