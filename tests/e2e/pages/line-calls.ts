import type { Page } from '@playwright/test'
import { expectBridge } from './bridge-call.ts'
import { bundledSurvey } from './busy-branch.ts'
import { firstManager, type Person, reviewer, secondManager, today } from './people.ts'

/** Steps of the line through the bridge, for tests that begin further on. The window's own session changes with them. */
const at = async (page: Page, caseId: string) => ({ caseId, version: (await expectBridge(page, 'cases.get', { caseId })).version })
const as = (page: Page, { staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })

/** From assigned managers to a case in review. */
export async function toReview(page: Page, caseId: string): Promise<void> {
  await as(page, firstManager)
  await expectBridge(page, 'investigation.record', { ...(await at(page, caseId)), survey: bundledSurvey(today) as never })
  await as(page, secondManager)
  await expectBridge(page, 'investigation.confirm', await at(page, caseId))
  await expectBridge(page, 'scoring.score', await at(page, caseId))
  await expectBridge(page, 'approval.toReview', await at(page, caseId))
}

/** The reviewer's opinion: the case goes to the branch manager. */
export async function toApproval(page: Page, caseId: string): Promise<void> {
  await as(page, reviewer)
  await expectBridge(page, 'approval.review', { ...(await at(page, caseId)), outcome: 'AGREE', note: '同意', rejectionCodes: [] })
}
