import type { Page } from '@playwright/test'
import type { SigningRegister } from '../../../core/contract/signing-register.ts'
import { expectBridge } from './bridge-call.ts'
import { bundledSurvey } from './busy-branch.ts'
import { branchManager, firstArchivist, firstManager, officer, type Person, reviewer, secondArchivist, secondManager, today } from './people.ts'
import { contractsBack, tickAs } from './signed-pile.ts'
import { handIn } from './step-page.ts'

type SigningDuty = SigningRegister['signers'][number]['duty']
const PROOF = '京（2026）测试区不动产证明第0000001号'

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

/** The branch manager approves what is suggested, and the contract is brought as far as the signing. */
export async function toContract(page: Page, caseId: string): Promise<void> {
  await as(page, branchManager)
  const { suggested } = await expectBridge(page, 'approval.brief', { caseId })
  await expectBridge(page, 'approval.decide', {
    ...(await at(page, caseId)),
    outcome: 'APPROVED',
    amountFen: suggested?.amountFen ?? 0,
    rate: suggested?.rate ?? 0,
    conditions: [],
    rejectionCodes: [],
    reason: '同意',
    password: branchManager.password,
  })
  await toSigning(page, caseId)
}

/** Of an approved case the cost is disclosed, the contract drawn up, scanned back and seen by one. */
export async function toSigning(page: Page, caseId: string): Promise<void> {
  await as(page, firstManager)
  await expectBridge(page, 'contract.disclose', { ...(await at(page, caseId)), signedOn: today })
  await handIn(page, caseId, 'SIGN', ['D705', 'D706'])
  await as(page, firstManager)
  await expectBridge(page, 'contract.drawUp', { ...(await at(page, caseId)), valueDate: today })
  await handIn(page, caseId, 'SIGN', ['D706'])
  await contractsBack(page, caseId)
}

/** Signed before another person, and at the registry as far as the proof, which a second archivist has still to confirm. */
export async function toProof(page: Page, caseId: string, mortgagee: string): Promise<void> {
  await tickAs(page, officer, caseId)
  const { parties } = await expectBridge(page, 'contract.terms', { caseId })
  const signers = parties.map(({ duty, name, idNumber }) => ({ duty: duty as SigningDuty, name, idNumber, idChecked: true }))
  const { witnesses } = await expectBridge(page, 'contract.signing', { caseId })
  const register = { place: mortgagee, time: '09:30', copies: 4, faceToFace: true, signers, witness: witnesses[0]?.staffId ?? '' }
  await expectBridge(page, 'contract.sign', { ...(await at(page, caseId)), signedOn: today, register })
  await as(page, firstArchivist)
  await expectBridge(page, 'collateral.toRegistration', await at(page, caseId))
  for (const to of ['SUBMITTED', 'PENDING', 'DONE'] as const)
    await expectBridge(page, 'collateral.progress', { ...(await at(page, caseId)), to, on: today, note: '' })
  const { principalFen } = await expectBridge(page, 'collateral.view', { caseId })
  const proof = { proofNo: PROOF, issuedOn: today, mortgagee, securedFen: principalFen ?? 0 }
  await expectBridge(page, 'collateral.prove', { ...(await at(page, caseId)), ...proof })
}

/** The registration takes effect and the release is prepared: the money waits for its second person. */
export async function toRelease(page: Page, caseId: string): Promise<void> {
  await as(page, secondArchivist)
  await expectBridge(page, 'collateral.confirm', { ...(await at(page, caseId)), proofNo: PROOF })
  await as(page, officer)
  await expectBridge(page, 'disbursement.ready', await at(page, caseId))
  await handIn(page, caseId, 'DISBURSE', ['D708', 'D710'])
  await as(page, officer)
  await expectBridge(page, 'disbursement.prepare', { ...(await at(page, caseId)), registryCheckedOn: today, creditReport: null })
  await handIn(page, caseId, 'DISBURSE')
}

/** The money has left and the volume is prepared. */
export async function toVolume(page: Page, caseId: string): Promise<void> {
  await as(page, branchManager)
  await expectBridge(page, 'disbursement.release', { ...(await at(page, caseId)), voucherNo: 'V20260001', password: branchManager.password })
  await as(page, firstArchivist)
  await expectBridge(page, 'archive.prepare', await at(page, caseId))
}
