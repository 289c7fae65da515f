import type { Fen } from '../../core/kernel/fen.ts'
import type { Rate } from '../../core/kernel/rate.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { decideCase } from '../../electron/usecases/approval/decide-case.ts'
import { reviewCase, sendToReview } from '../../electron/usecases/approval/review-case.ts'
import { takeOfficeDecision } from '../../electron/usecases/approval/take-office-decision.ts'
import { fileVolume, prepareVolume } from '../../electron/usecases/archive/file-volume.ts'
import { openCaseFile, submitted } from '../../electron/usecases/cases/case-file.ts'
import { viewCase } from '../../electron/usecases/cases/view-case.ts'
import { confirmCollateral, progressCollateral, proveCollateral, toRegistration } from '../../electron/usecases/collateral/register-collateral.ts'
import { acceptCase } from '../../electron/usecases/completeness/accept-case.ts'
import { giveNotice, resumeCheck } from '../../electron/usecases/completeness/give-notice.ts'
import { discloseCost, drawUpContract, signContract } from '../../electron/usecases/contract/draw-up-contract.ts'
import { makeReady, prepareRelease, releaseFunds } from '../../electron/usecases/disbursement/release-funds.ts'
import { submitApplication } from '../../electron/usecases/intake/submit-application.ts'
import { assignManagers, confirmSurvey, recordSurvey } from '../../electron/usecases/investigation/survey-case.ts'
import { assessCase } from '../../electron/usecases/scoring/assess-case.ts'
import { scoreCase } from '../../electron/usecases/scoring/score-case.ts'
import type { CaseEntry } from './case-file.ts'
import { type Desk, handInOpen } from './paper-file.ts'
import type { Staff } from './people.ts'
import { registerOf } from './signing-register.ts'

/** Items that this system makes by itself, at the step that signs them. */
const MADE_BY_BANK = ['D701', 'D704', 'D708']
const REGISTRY_STEPS = ['SUBMITTED', 'PENDING', 'DONE'] as const

async function versionOf({ counter, caseId, run }: Desk, staff: Staff): Promise<{ caseId: string; version: number; state: string }> {
  const view = await run('read the case', viewCase(counter, staff.manager, caseId))
  return { caseId, version: view.version, state: view.state }
}

async function intake(desk: Desk, staff: Staff): Promise<void> {
  const { counter, entry, run } = desk
  await handInOpen(desk, staff.teller, ['INTAKE'], MADE_BY_BANK, true)
  const at = await versionOf(desk, staff)
  await run('submit', submitApplication(counter, staff.teller, { ...at, body: entry.application, warningsReason: 'synthetic case' }))
  const { missingAtFirst, defectiveAtFirst } = entry.papers
  if (missingAtFirst.length + defectiveAtFirst.length > 0) {
    await run('deficiency notice', giveNotice(counter, staff.teller, { ...(await versionOf(desk, staff)), newItemReasons: {} }))
    await run('papers arrive', resumeCheck(counter, staff.teller, await versionOf(desk, staff)))
    await handInOpen(desk, staff.teller, ['INTAKE'], MADE_BY_BANK, false)
  }
  await run('accept', acceptCase(counter, staff.firstManager, await versionOf(desk, staff)))
}

async function investigateAndScore(desk: Desk, staff: Staff): Promise<void> {
  const { counter, entry, run } = desk
  const { firstManager, secondManager } = staff
  await run(
    'assign',
    assignManagers(counter, staff.manager, { ...(await versionOf(desk, staff)), firstManager: firstManager.staffId, secondManager: secondManager.staffId }),
  )
  await run('record survey', recordSurvey(counter, firstManager, { ...(await versionOf(desk, staff)), survey: entry.survey }))
  await run('confirm survey', confirmSurvey(counter, secondManager, await versionOf(desk, staff)))
  await handInOpen(desk, firstManager, ['SURVEY'], MADE_BY_BANK, false)
  await run('score', scoreCase(counter, firstManager, await versionOf(desk, staff)))
}

/** The amount and rate of the case file, or the limit and the midpoint (rulings 5). */
async function offerOf(desk: Desk, entry: CaseEntry): Promise<{ amountFen: Fen; rate: Rate }> {
  const file = await desk.counter.database.read(async (reader) => submitted(expectOk(await openCaseFile(desk.counter, reader, desk.caseId))))
  const { limit, price } = expectOk(assessCase(expectOk(file)))
  const limitFen = limit?.limitFen ?? (0 as Fen)
  return { amountFen: entry.decision.amountFen ?? limitFen, rate: entry.decision.rate ?? price?.defaultRate ?? (0 as Rate) }
}

async function approve(desk: Desk, staff: Staff): Promise<string> {
  const { counter, entry, run } = desk
  await handInOpen(desk, staff.firstManager, ['APPROVE'], MADE_BY_BANK, false)
  await run('to review', sendToReview(counter, staff.firstManager, await versionOf(desk, staff)))
  const reviewed = await run('review', reviewCase(counter, staff.reviewer, { ...(await versionOf(desk, staff)), ...entry.review }))
  if (reviewed.state !== 'APPROVAL') return reviewed.state
  const offer = await offerOf(desk, entry)
  const decided = await run('decide', decideCase(counter, staff.manager, { ...(await versionOf(desk, staff)), ...entry.decision, ...offer }))
  return entry.decision.outcome === 'APPROVED' ? 'APPROVED' : decided.state
}

/** Not for an enterprise: its contract follows the approval directly (rulings 2). */
async function disclosureDue({ counter, caseId }: Desk): Promise<boolean> {
  const file = await counter.database.read((reader) => openCaseFile(counter, reader, caseId))
  return expectOk(file).facts?.disclosureDue ?? false
}

async function contract(desk: Desk, staff: Staff): Promise<void> {
  const { counter, today, run } = desk
  if (await disclosureDue(desk)) await run('disclose cost', discloseCost(counter, staff.firstManager, { ...(await versionOf(desk, staff)), signedOn: today }))
  await handInOpen({ ...desk }, staff.teller, ['SIGN'], [...MADE_BY_BANK, 'D705', 'D706'], false)
  await run('draw up contract', drawUpContract(counter, staff.firstManager, { ...(await versionOf(desk, staff)), valueDate: today }))
  await handInOpen(desk, staff.teller, ['SIGN'], MADE_BY_BANK, false)
  await run(
    'sign',
    signContract(counter, staff.officer, { ...(await versionOf(desk, staff)), signedOn: today, register: await registerOf(counter, desk.caseId) }),
  )
}

async function register(desk: Desk, staff: Staff): Promise<void> {
  const { counter, entry, today, run } = desk
  const proof = entry.registration
  if (!proof) return
  await run('to the registry', toRegistration(counter, staff.firstManager, await versionOf(desk, staff)))
  for (const to of REGISTRY_STEPS)
    await run(`registry: ${to}`, progressCollateral(counter, staff.firstArchivist, { ...(await versionOf(desk, staff)), to, on: today, note: '' }))
  const view = await run('read the contract', openContract(desk))
  const { bankName, name } = counter.branch
  await run(
    'enter the proof',
    proveCollateral(counter, staff.firstArchivist, { ...(await versionOf(desk, staff)), ...proof, mortgagee: `${bankName}${name}`, securedFen: view }),
  )
  await run('confirm the proof', confirmCollateral(counter, staff.secondArchivist, { ...(await versionOf(desk, staff)), proofNo: proof.proofNo }))
}

async function openContract({ counter, caseId }: Desk) {
  return counter.database.read(async (reader) => {
    const file = await openCaseFile(counter, reader, caseId)
    return file.ok ? { ok: true as const, value: file.value.contract?.terms.loan.amountFen ?? (0 as Fen) } : file
  })
}

async function disburseAndFile(desk: Desk, staff: Staff): Promise<void> {
  const { counter, entry, today, run } = desk
  await run('make ready', makeReady(counter, staff.officer, await versionOf(desk, staff)))
  await handInOpen(desk, staff.teller, ['DISBURSE'], [...MADE_BY_BANK, 'D710'], false)
  const confirmed = entry.decision.conditions.map((condition) => ({ condition, basis: '已核对原件' }))
  await run('disbursement check', prepareRelease(counter, staff.officer, { ...(await versionOf(desk, staff)), registryCheckedOn: today, confirmed }))
  await handInOpen(desk, staff.teller, ['DISBURSE'], MADE_BY_BANK, false)
  await run('release', releaseFunds(counter, staff.manager, { ...(await versionOf(desk, staff)), voucherNo: entry.voucherNo }))
  await run('prepare the volume', prepareVolume(counter, staff.firstArchivist, await versionOf(desk, staff)))
  await run('file the volume', fileVolume(counter, staff.secondArchivist, await versionOf(desk, staff)))
}

/** Takes head office's decision on an escalated case; gives the state the case is in then. */
async function decidedAbove({ counter, run, ...desk }: Desk, staff: Staff): Promise<string> {
  const at = await versionOf({ counter, run, ...desk }, staff)
  const { state } = await run('take head office’s decision', takeOfficeDecision(counter, staff.manager, at))
  return state === 'HO_PENDING' ? 'APPROVED' : state
}

/**
 * Carries one case from the counter to the archive; a rejected one as far as it goes, an escalated one too unless `askAbove`
 * brings head office's decision back. @throws StepFailed
 */
export async function carryCase(desk: Desk, staff: Staff, askAbove: (() => Promise<void>) | null = null): Promise<void> {
  await intake(desk, staff)
  await investigateAndScore(desk, staff)
  let outcome = await approve(desk, staff)
  if (outcome === 'HO_PENDING' && askAbove) {
    await askAbove()
    outcome = await decidedAbove(desk, staff)
  }
  if (outcome !== 'APPROVED') return
  await contract(desk, staff)
  await register(desk, staff)
  await disburseAndFile(desk, staff)
}
