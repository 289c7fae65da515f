import type { Page } from '@playwright/test'
import { expectBridge } from './bridge-call.ts'
import { takeSurveyed } from './busy-branch.ts'
import { toApproval, toReview } from './line-calls.ts'
import type { LineOffice } from './line-office.ts'
import { branchManager, branch as branchOf, teller } from './people.ts'

/** A branch that exchanges by stick with head office, and one case it asks about; through the bridge, as the branch manager in the end. */
export interface AskedByStick {
  readonly caseId: string
  /** What is suggested, and what head office is asked for. */
  readonly terms: { readonly amountFen: number; readonly rate: number }
}

const as = (page: Page, { staffNo, password }: typeof teller) => expectBridge(page, 'session.signIn', { staffNo, password })

/** Enrols the branch and asks head office about a case; its record waits to go up. */
export async function askByStick(page: Page, office: LineOffice): Promise<AskedByStick> {
  const caseId = await takeSurveyed(page)
  await toReview(page, caseId)
  await toApproval(page, caseId)
  await as(page, branchManager)
  await expectBridge(page, 'sync.enrol', { address: office.url, code: await office.code(branchOf.branchCode), fingerprint: office.fingerprint })
  // From here on by stick: nothing is exchanged beside what the tests carry.
  await expectBridge(page, 'sync.setAddress', { address: null })
  const { offer, version } = await expectBridge(page, 'cases.get', { caseId })
  const terms = { amountFen: offer?.limitFen ?? 0, rate: offer?.defaultRate ?? 0 }
  const asked = { outcome: 'ESCALATED' as const, conditions: [], reason: '超出支行把握', rejectionCodes: [], password: branchManager.password }
  await expectBridge(page, 'approval.decide', { caseId, version, ...terms, ...asked })
  return { caseId, terms }
}

/** What waits goes up on the stick that was picked, sealed by two. */
export async function bringUp(page: Page, office: LineOffice, stick: string): Promise<void> {
  await as(page, teller)
  const { seq } = await expectBridge(page, 'batch.propose', {})
  await as(page, branchManager)
  await expectBridge(page, 'batch.seal', { seq })
  await expectBridge(page, 'sync.exportUsb', {})
  await office.takeStick(stick)
}
