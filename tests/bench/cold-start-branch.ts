import type { Page } from '@playwright/test'
import type { z } from 'zod'
import type { Calls, Channel } from '../../core/bridge/bridge.ts'
import type { Result } from '../../core/kernel/result.ts'
import { BUILT_APP, timeStart } from './shell-start.ts'

const PASSWORD = 'Bench-Counter-2026'
const GIVEN = 'Bench-Given-2026'
const TELLER: Input<'staff.add'> = { staffNo: '0002', staffName: 'Bench Teller', roles: ['TELLER'], password: PASSWORD }
const BRANCH: Input<'branch.setUp'> = {
  branchCode: '110199',
  bankName: 'Bench Bank',
  branchName: 'Bench Branch',
  managerName: 'Bench Manager',
  address: 'Bench Road 1',
  phone: '400-000-0000',
  businessDate: '2026-11-23',
  administrator: { staffNo: '0001', staffName: 'Bench Administrator', password: PASSWORD },
}

type Input<Name extends Channel> = z.input<Calls[Name]['input']>

/** Asks the main process as the window does. @throws with the channel and the code of a refusal */
async function ask<Name extends Channel>(page: Page, channel: Name, input: Input<Name>): Promise<void> {
  const reply = await page.evaluate(
    ([name, value]) => (window as unknown as { counter: { invoke(name: string, input: unknown): Promise<unknown> } }).counter.invoke(name, value),
    [channel as string, input as unknown] as const,
  )
  const result = reply as Result<unknown>
  if (!result.ok) throw new Error(`${channel} refused: ${result.error.code}`)
}

/** The empty form of a fresh computer, ready to be typed into. */
export const setUpPage = (page: Page): Promise<void> => page.locator('input[name="branchCode"]').waitFor()

/** Signs the teller in and waits until the list has its rows and the keys. */
export async function caseList(page: Page): Promise<void> {
  await page.locator('input[name="staffNo"]').fill(TELLER.staffNo)
  await page.locator('input[name="password"]').fill(PASSWORD)
  await page.locator('input[name="password"]').press('Enter')
  await page.locator('[role="grid"]:focus').waitFor()
}

/** Sets a branch with one teller up in `dataDir`. @throws with the channel and the code of a refusal */
export async function setUpBranch(dataDir: string): Promise<void> {
  await timeStart(BUILT_APP, dataDir, async (page) => {
    await setUpPage(page)
    await ask(page, 'branch.setUp', BRANCH)
    await ask(page, 'session.signIn', { staffNo: BRANCH.administrator.staffNo, password: PASSWORD })
    await ask(page, 'staff.add', { ...TELLER, password: GIVEN })
    await ask(page, 'session.signIn', { staffNo: TELLER.staffNo, password: GIVEN })
    await ask(page, 'session.changePassword', { current: GIVEN, next: PASSWORD })
  })
}
