import type { Page } from '@playwright/test'
import { expectBridge } from '../e2e/pages/bridge-call.ts'
import { changePerson } from '../e2e/pages/entrance.ts'
import type { Person } from '../e2e/pages/people.ts'
import { branchManager, reviewer } from '../e2e/pages/people.ts'
import { keyToSight, p95 } from './paint.ts'

const PALETTE_OPENINGS = 20
const DECISIONS = 5

/** From Ctrl+K to the frame in which the list of the box stands, in ms, p95. */
export async function paletteOpens(page: Page): Promise<number> {
  const opened: number[] = []
  for (let n = 0; n < PALETTE_OPENINGS; n += 1) {
    opened.push(await keyToSight(page, 'Control+k', '[data-testid="omni-list"] [role="option"]'))
    await page.keyboard.press('Escape')
    await page.locator('[data-testid="omni-list"]').waitFor({ state: 'hidden' })
  }
  return p95(opened)
}

const signIn = (page: Page, { staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })

/** From F9 to the frame without the card, in ms, p95: the reviewer agrees, the manager gives back, and again. */
export async function decisionsTake(page: Page, caseId: string): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < DECISIONS; n += 1) {
    await changePerson(page, reviewer)
    await page.evaluate(() => window.location.assign('#/approvals'))
    await page.locator('[data-testid="agree"]:not([disabled])').waitFor()
    took.push(await keyToSight(page, 'F9', `[data-testid="inbox-count"]`, '0'))
    await signIn(page, branchManager)
    const { version } = await expectBridge(page, 'cases.get', { caseId })
    await expectBridge(page, 'approval.decide', {
      caseId,
      version,
      outcome: 'RETURNED',
      amountFen: 0,
      rate: 0,
      conditions: [],
      reason: 'bench',
      rejectionCodes: [],
    })
  }
  return p95(took)
}
