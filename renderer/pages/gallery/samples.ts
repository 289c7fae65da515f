import type { ApprovalBrief } from '../../../core/bridge/decide-calls.ts'
import type { CasePeek } from '../../../core/bridge/desk-calls.ts'
import type { PaperView } from '../../../core/bridge/file-calls.ts'
import type { SyncStatusView } from '../../../core/bridge/sync-calls.ts'
import type { CaseRow, CaseView, ItemView, SessionView } from '../../../core/bridge/views.ts'

const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const TODAY = '2026-11-23'
export const SESSION: SessionView = {
  staffId: idOf(1),
  staffNo: 'M001',
  staffName: 'Zhou Min',
  roles: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
  branchName: 'West Lake Branch',
  businessDate: TODAY,
  dayState: 'OPEN',
  calendarUntil: '2026-12-31',
  passwordDue: null,
  passwordDaysLeft: null,
}
export const LINE: SyncStatusView = {
  enrolled: true,
  mustEnrolAgain: false,
  epoch: 1,
  address: 'https://office.example',
  job: null,
  lastContactAt: '2026-11-23T01:42:00.000Z',
  lastError: null,
  nextTryAt: null,
  clockSkewSeconds: 0,
  waitingRecords: 2,
  awaitingBatches: 0,
  undeliveredBatches: 1,
  returnedRecords: 0,
  decisionsToTake: 0,
  conflicts: 0,
  parked: 0,
  witness: null,
  unwitnessedDays: 0,
  certificates: [],
}

const item = (itemId: string, name: string, state: string, paper: number | null): ItemView => ({
  itemId,
  party: 'B',
  name: { zh: name, en: name },
  stage: 'INTAKE',
  severity: 'BLOCK',
  form: 'O',
  signers: [],
  why: [],
  state,
  defects: state === 'DEFECT' ? ['E04'] : [],
  paperId: paper === null ? null : idOf(paper),
  pages: paper === null ? 0 : 2,
  minPages: 1,
  dated: [],
  remedies: [],
  missingSigners: [],
  alternatives: [],
  clearedBy: [],
  dueOn: null,
  expiresSoon: false,
  waivable: true,
})
export const ITEMS: readonly ItemView[] = [
  item('D101', 'Identity card', 'OK', 101),
  item('D401', 'Business licence', 'DEFECT', 102),
  item('D402', 'Lease of the premises', 'MISSING', null),
  item('D501', 'Bank statement', 'UNCHECKED', 103),
]
export const PAPER: PaperView = {
  paperId: idOf(103),
  itemId: 'D501',
  party: 'B',
  form: 'O',
  media: 'image/png',
  pages: 2,
  bytes: 90_000,
  issuedOn: null,
  expiresOn: null,
  signedBy: [],
  verdict: 'UNCHECKED',
  defects: [],
  note: '',
  receivedBy: 'Sun Li',
  receivedAt: '2026-11-23T00:30:00.000Z',
  checkedBy: null,
  checkedAt: null,
  supersededAt: null,
  turns: [],
}

export const ROW: CaseRow = {
  caseId: idOf(200),
  applicationNo: 'SD2026112300012',
  name: 'Wang Jianguo',
  productCode: 'IND-BIZ-01',
  amountFen: 30_000_000,
  state: 'DOC_CHECK',
  step: 'DOC_CHECK',
  papersOk: 9,
  papersNeeded: 12,
  papersMissing: 1,
  papersRejected: 1,
  managerName: 'Chen Hao',
  acceptedOn: '2026-11-20',
  dueOn: '2026-11-24',
  updatedAt: '2026-11-23T01:30:00.000Z',
  version: 3,
}
const { caseId, version, applicationNo, name, productCode, amountFen, state, step, dueOn, managerName, papersOk, papersNeeded } = ROW
const brief = { caseId, version, applicationNo, name, productCode, amountFen, state, step, dueOn }
export const PEEK: CasePeek = {
  ...brief,
  managerName,
  papersOk,
  papersNeeded,
  tenorMonths: 36,
  phone: '138****8000',
  stuck: ITEMS.filter((one) => one.state === 'DEFECT' || one.state === 'MISSING')
    .map((one) => ({ ...one, note: '' }))
    .map(({ itemId, party, name: named, state: stands, defects, note }) => ({ itemId, party, name: named, state: stands, defects, note })),
  events: [{ at: '2026-11-23T01:30:00.000Z', staffName: 'Sun Li', action: 'ACCEPT', fromState: 'DRAFT', toState: 'DOC_CHECK', reason: '' }],
  todo: 'CHECK_PAPERS',
  waitsFor: [],
}
export const DOCUMENTS: CaseView['documents'] = [
  {
    documentId: idOf(301),
    kind: 'LOAN_CONTRACT',
    number: 'HT20261123001',
    version: 1,
    pages: 2,
    sha256: '0'.repeat(64),
    madeAt: '2026-11-23T02:00:00.000Z',
    signature: null,
  },
]
export const CASE: CaseView = {
  caseId,
  version,
  applicationNo,
  acceptanceNo: null,
  state: 'APPROVAL',
  step: 'APPROVAL',
  productCode,
  productLine: 'IND_BIZ',
  security: 'CREDIT',
  name,
  idNumber: '110199********0017',
  phone: '138****8000',
  amountFen,
  tenorMonths: 36,
  firstLoan: { declared: true, determined: true, frozen: false, basis: null },
  score: null,
  offer: null,
  decision: null,
  registration: null,
  people: [],
  items: [...ITEMS],
  documents: DOCUMENTS,
  events: [],
  actions: [],
}
export const BRIEF: ApprovalBrief = {
  ...brief,
  applied: { amountFen, tenorMonths: 36, method: 'EPI', purposeCode: 'STOCK', purposeText: 'Winter stock' },
  suggested: null,
  approved: null,
  score: null,
  rules: [],
  trail: [
    { duty: 'INTAKE_CLERK', staffName: 'Sun Li', at: '2026-11-20T01:30:00.000Z', outcome: null, note: '' },
    { duty: 'REVIEWER', staffName: 'He Ping', at: '2026-11-22T06:10:00.000Z', outcome: 'AGREE', note: 'The papers are complete.' },
  ],
  fourEyes: { ok: true, others: [] },
}
