import type { Page } from '@playwright/test'
import { callBridge, expectBridge } from './bridge-call.ts'
import { firstManager, type Person, secondManager } from './people.ts'

type Step = 'investigation.confirm' | 'scoring.score' | 'approval.toReview'

const signIn = (page: Page, { staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })

async function send(page: Page, person: Person, channel: Step, caseId: string): Promise<void> {
  await signIn(page, person)
  const { version } = await expectBridge(page, 'cases.get', { caseId })
  const result = await callBridge(page, channel, { caseId, version })
  if (!result.ok) throw new Error(`${channel} refused: ${result.error.code} ${JSON.stringify(result.error.details)}`)
}

/** Brings an accepted case with its two managers before the reviewer, through the bridge; leaves the first manager signed in. */
export async function toReviewer(page: Page, caseId: string, survey: object): Promise<void> {
  await signIn(page, firstManager)
  const { version } = await expectBridge(page, 'cases.get', { caseId })
  const recorded = await callBridge(page, 'investigation.record', { caseId, version, survey: survey as never })
  if (!recorded.ok) throw new Error(`investigation.record refused: ${recorded.error.code} ${JSON.stringify(recorded.error.details)}`)
  await send(page, secondManager, 'investigation.confirm', caseId)
  await send(page, firstManager, 'scoring.score', caseId)
  await send(page, firstManager, 'approval.toReview', caseId)
}
