import type { RegistrationState } from '../../../core/collateral/registration.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { Session } from '../../../core/kernel/people.ts'
import type { Result } from '../../../core/kernel/result.ts'
import { decideCase } from '../../../electron/usecases/approval/decide-case.ts'
import { reviewCase, sendToReview } from '../../../electron/usecases/approval/review-case.ts'
import { fileVolume, prepareVolume } from '../../../electron/usecases/archive/file-volume.ts'
import { confirmCollateral, progressCollateral, proveCollateral, toRegistration } from '../../../electron/usecases/collateral/register-collateral.ts'
import { acceptCase } from '../../../electron/usecases/completeness/accept-case.ts'
import { discloseCost, drawUpContract, signContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import { makeReady, prepareRelease, releaseFunds } from '../../../electron/usecases/disbursement/release-funds.ts'
import { submitApplication } from '../../../electron/usecases/intake/submit-application.ts'
import { assignManagers, confirmSurvey, recordSurvey } from '../../../electron/usecases/investigation/survey-case.ts'
import { scoreCase } from '../../../electron/usecases/scoring/score-case.ts'
import type { Duty } from '../../../scripts/demo/people.ts'
import { registerOf } from '../../../scripts/demo/signing-register.ts'
import { offer } from './offer.ts'
import type { At, Walk } from './walk.ts'

/** One step of the line: whose it is, the papers it needs handed in before it, and the use case. */
export interface LineStep {
  readonly name: string
  readonly by: Duty
  /** Stages whose open papers are handed in first, and the items left open. */
  readonly papers?: { readonly stages: readonly string[]; readonly but?: readonly string[] }
  readonly act: (walk: Walk, session: Session, at: At) => Promise<Result<unknown>>
}

const registry = (to: RegistrationState): LineStep => ({
  name: `registry ${to}`,
  by: 'firstArchivist',
  act: ({ branch, today }, session, at) => progressCollateral(branch.counter, session, { ...at, to, on: today, note: '' }),
})

const BEFORE_REGISTRY: readonly LineStep[] = [
  {
    name: 'submit',
    by: 'teller',
    papers: { stages: ['INTAKE'] },
    act: ({ branch, entry }, session, at) => submitApplication(branch.counter, session, { ...at, body: entry.application, warningsReason: 'synthetic' }),
  },
  { name: 'accept', by: 'firstManager', act: ({ branch }, session, at) => acceptCase(branch.counter, session, at) },
  {
    name: 'assign',
    by: 'manager',
    act: ({ branch, staff }, session, at) =>
      assignManagers(branch.counter, session, { ...at, firstManager: staff.firstManager.staffId, secondManager: staff.secondManager.staffId }),
  },
  { name: 'record', by: 'firstManager', act: ({ branch, entry }, session, at) => recordSurvey(branch.counter, session, { ...at, survey: entry.survey }) },
  { name: 'confirm', by: 'secondManager', act: ({ branch }, session, at) => confirmSurvey(branch.counter, session, at) },
  { name: 'score', by: 'firstManager', papers: { stages: ['SURVEY'] }, act: ({ branch }, session, at) => scoreCase(branch.counter, session, at) },
  { name: 'toReview', by: 'firstManager', act: ({ branch }, session, at) => sendToReview(branch.counter, session, at) },
  { name: 'review', by: 'reviewer', act: ({ branch, entry }, session, at) => reviewCase(branch.counter, session, { ...at, ...entry.review }) },
  {
    name: 'decide',
    by: 'manager',
    act: async (walk, session, at) => decideCase(walk.branch.counter, session, { ...at, ...walk.entry.decision, ...(await offer(walk)) }),
  },
  { name: 'disclose', by: 'firstManager', act: ({ branch, today }, session, at) => discloseCost(branch.counter, session, { ...at, signedOn: today }) },
  {
    name: 'drawUp',
    by: 'firstManager',
    papers: { stages: ['SIGN'], but: ['D705', 'D706'] },
    act: ({ branch, today }, session, at) => drawUpContract(branch.counter, session, { ...at, valueDate: today }),
  },
  {
    name: 'sign',
    by: 'officer',
    papers: { stages: ['SIGN'] },
    act: async ({ branch, today, caseId }, session, at) =>
      signContract(branch.counter, session, { ...at, signedOn: today, register: await registerOf(branch.counter, caseId) }),
  },
]

const REGISTRY: readonly LineStep[] = [
  { name: 'toRegistration', by: 'firstManager', act: ({ branch }, session, at) => toRegistration(branch.counter, session, at) },
  registry('SUBMITTED'),
  registry('PENDING'),
  registry('DONE'),
  {
    name: 'prove',
    by: 'firstArchivist',
    act: ({ branch, entry }, session, at) => {
      const { bankName, name } = branch.counter.branch
      const proof = { ...(entry.registration as NonNullable<typeof entry.registration>), mortgagee: `${bankName}${name}` }
      return proveCollateral(branch.counter, session, { ...at, ...proof, securedFen: entry.application.loan.amountFen as Fen })
    },
  },
  {
    name: 'confirmProof',
    by: 'secondArchivist',
    act: ({ branch, entry }, session, at) => confirmCollateral(branch.counter, session, { ...at, proofNo: entry.registration?.proofNo ?? '' }),
  },
]

const AFTER_REGISTRY: readonly LineStep[] = [
  { name: 'ready', by: 'officer', act: ({ branch }, session, at) => makeReady(branch.counter, session, at) },
  {
    name: 'prepareRelease',
    by: 'officer',
    papers: { stages: ['DISBURSE'], but: ['D710'] },
    act: ({ branch, today, entry }, session, at) =>
      prepareRelease(branch.counter, session, {
        ...at,
        registryCheckedOn: today,
        confirmed: entry.decision.conditions.map((condition) => ({ condition, basis: '已核对原件' })),
      }),
  },
  {
    name: 'release',
    by: 'manager',
    papers: { stages: ['DISBURSE'] },
    act: ({ branch, entry }, session, at) => releaseFunds(branch.counter, session, { ...at, voucherNo: entry.voucherNo }),
  },
  { name: 'prepareVolume', by: 'firstArchivist', act: ({ branch }, session, at) => prepareVolume(branch.counter, session, at) },
  { name: 'fileVolume', by: 'secondArchivist', act: ({ branch }, session, at) => fileVolume(branch.counter, session, at) },
]

/** The whole line of rulings 1, from the draft to the archive. */
export const lineOf = (mortgage: boolean): readonly LineStep[] => [...BEFORE_REGISTRY, ...(mortgage ? REGISTRY : []), ...AFTER_REGISTRY]
