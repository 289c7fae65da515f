import type { Page } from '@playwright/test'
import { BUILT_APP, timeStart } from './shell-start.ts'

const PASSWORD = 'Bench-Counter-2026'
const TELLER = { staffNo: '0002', staffName: 'Bench Teller', roles: ['TELLER'], password: PASSWORD }
const BRANCH = {
  branchCode: '110199',
  bankName: 'Bench Bank',
  branchName: 'Bench Branch',
  address: 'Bench Road 1',
  phone: '400-000-0000',
  businessDate: '2026-11-23',
  administrator: { staffNo: '0001', staffName: 'Bench Administrator', password: PASSWORD },
}

type Reply = { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }
const invoke = (page: Page, channel: string, input: unknown): Promise<Reply> =>
  page.evaluate(
    ([name, value]) => (window as unknown as { counter: { invoke(channel: unknown, input: unknown): Promise<unknown> } }).counter.invoke(name, value),
    [channel, input] as const,
  ) as Promise<Reply>

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
    const { administrator } = BRANCH
    const steps = [
      ['branch.setUp', BRANCH],
      ['session.signIn', { staffNo: administrator.staffNo, password: PASSWORD }],
      ['staff.add', TELLER],
    ] as const
    for (const [channel, input] of steps) {
      const reply = await invoke(page, channel, input)
      if (!reply.ok) throw new Error(`${channel} refused: ${reply.error.code}`)
    }
  })
}
