import { sealCode } from '../../core/contract/approved-terms.ts'
import type { ClauseBook } from '../../core/contract/clause-book.ts'
import { clauseFacts } from '../../core/contract/clause-facts.ts'
import { PAPER_CODES, type PaperKind } from '../../core/contract/paper-kinds.ts'
import { type PaperSecurity, securitiesOf } from '../../core/contract/paper-security.ts'
import type { ContractTerms, Lender } from '../../core/contract/terms.ts'
import { type ContractView, contractView } from '../../core/contract/view-contract.ts'
import { yearlyLevels } from '../../core/contract/yearly-level.ts'
import { type Sha256, sha256 } from '../../core/kernel/ids.ts'
import { loanContract as layOutLoanContract } from '../../templates/contracts/loan-contract.v3.ts'
import { securityContract } from '../../templates/contracts/security-contract.v2.ts'
import { houseFrame, securityFrame } from '../../templates/contracts/security-frames.v3.ts'
import { clauseVariables } from '../../templates/layout/clause-variables.ts'
import type { PaperDefinition } from '../../templates/layout/page-frame.ts'
import { PAPER_TITLES } from '../../templates/layout/paper-titles.ts'
import type { SlipCase } from '../../templates/layout/slip-head.ts'
import type { AuditWitness, PageStamp } from '../../templates/layout/stamp.ts'
import { type AcceptanceSlip, acceptanceReceipt as layOutAcceptance } from '../../templates/slips/acceptance-receipt.v1.ts'
import { type ApprovalSlip, approvalSheet as layOutApproval } from '../../templates/slips/approval-sheet.v2.ts'
import { costDisclosure as layOutCost } from '../../templates/slips/cost-disclosure.v2.ts'
import { type DeficiencySlip, deficiencyNotice as layOutDeficiency } from '../../templates/slips/deficiency-notice.v1.ts'
import { type DisbursementSlip, disbursementChecklist as layOutDisbursement } from '../../templates/slips/disbursement-checklist.v1.ts'
import { type FileIndexSlip, fileIndex as layOutFileIndex } from '../../templates/slips/file-index.v1.ts'
import { type DrawdownSlip, iou as layOutIou } from '../../templates/slips/iou.v1.ts'
import { rejectionNotice as layOutRejection, type RejectionSlip } from '../../templates/slips/rejection-notice.v2.ts'
import { repaymentSchedule as layOutSchedule } from '../../templates/slips/repayment-schedule.v1.ts'
import { scoreSheet as layOutScore, type ScoreSlip } from '../../templates/slips/score-sheet.v1.ts'
import { surveyReport as layOutSurvey, type SurveySlip } from '../../templates/slips/survey-report.v1.ts'
import { articlesOf, type BookMark, bookOf, type ClauseBooks, markOf, versionOf } from './clause-books.ts'
import type { Printable } from './pdf-printer.ts'
import { sealOf } from './seal-of.ts'

/** The version that a layout without a clause book prints; one that changes what it says takes the next. */
const VERSION = 'v1'
const V2 = 'v2'

/** A paper ready for the printer. */
export interface Paper extends Printable {
  readonly kind: PaperKind
  readonly number: string
  readonly version: string
  /** SHA-256 in hex of what the approval signed, before that of the canonical source; its first eight digits stand on every page. */
  readonly seal: Sha256
  /** The clause book it was made from, and the hash of its words; null for papers without one. */
  readonly book: BookMark | null
  /** ASCII, by kind and number: no personal data. */
  readonly fileName: string
}

export interface PaperNumbers {
  readonly lender: Lender
  readonly number: string
  readonly caseNo: string
  readonly contractNo: string | null
  /** The audit log as head office last cosigned it; printed on contracts. */
  readonly witness?: AuditWitness | null
  /** Of the approval that the paper follows from; a paper before it is sealed by its own source. */
  readonly seal?: string | undefined
}

/** A paper of its source: its seal, its stamp and its layout. */
export function made(
  kind: PaperKind,
  { lender, number, caseNo, contractNo, witness = null, seal: approved }: PaperNumbers,
  source: object,
  layOut: (stamp: PageStamp) => PaperDefinition,
  book: ClauseBook | null = null,
  slipVersion = VERSION,
): Paper {
  const version = book ? versionOf(book) : slipVersion
  const seal = approved === undefined ? sealOf(source) : sha256(approved)
  const pageNo = contractNo ?? caseNo
  const stamp: PageStamp = {
    bank: `${lender.bank}${lender.branch}`,
    code: PAPER_CODES[kind],
    number,
    contractNo: pageNo,
    contracted: contractNo !== null,
    version,
    shortHash: sealCode(seal),
    ...(witness ? { witness } : {}),
  }
  const fileName = `${kind.toLowerCase().replaceAll('_', '-')}-${number}.pdf`
  return {
    kind,
    number,
    version,
    seal,
    book: book && markOf(book),
    fileName,
    title: `${PAPER_TITLES[kind]} ${number}`,
    marks: [number, pageNo],
    definition: layOut(stamp),
  }
}

type Slip<S> = (slip: S, stamp: PageStamp) => PaperDefinition
const ofTerms = (kind: PaperKind, terms: ContractTerms, number: string, layOut: Slip<ContractView>): Paper =>
  made(kind, { ...terms, number }, terms, (stamp) => layOut(contractView(terms), stamp))
const ofSlip = <S extends SlipCase>(kind: PaperKind, slip: S, number: string, contractNo: string | null, layOut: Slip<S>, slipVersion = VERSION): Paper =>
  made(kind, { ...slip, number, contractNo }, slip, (stamp) => layOut(slip, stamp), null, slipVersion)

/**
 * The loan contract.
 * @throws RangeError when a clause names what the terms do not say (`missingVariables`)
 * @example await printer.print(loanContract(terms, packs.clauses), { createdAt, printing })
 */
export function loanContract(terms: ContractTerms, books: ClauseBooks, witness: AuditWitness | null = null): Paper {
  const [view, book] = [contractView(terms), bookOf(books, 'LOAN_CONTRACT')]
  const articles = articlesOf(book, clauseFacts(terms, null), clauseVariables(view, null))
  return made('LOAN_CONTRACT', { ...terms, number: terms.contractNo, witness }, terms, (stamp) => layOutLoanContract(view, articles, stamp), book)
}

/** @throws RangeError when the terms name no house or no mortgage number */
export function mortgageContract(terms: ContractTerms, books: ClauseBooks, witness: AuditWitness | null = null): Paper {
  const [view, book] = [contractView(terms), bookOf(books, 'MORTGAGE_CONTRACT')]
  const frame = houseFrame(view)
  const articles = articlesOf(book, clauseFacts(terms, null), clauseVariables(view, null))
  return made('MORTGAGE_CONTRACT', { ...terms, number: frame.number, witness }, terms, (stamp) => securityContract(frame, view, articles, stamp), book)
}

/** The contract of each kind of security but the house. */
export const SECURITY_KINDS = { VEHICLE: 'VEHICLE_MORTGAGE', PLEDGE: 'PLEDGE_CONTRACT', GUARANTOR: 'GUARANTEE_CONTRACT', COMPANY: 'COMPANY_GUARANTEE' } as const

function contractOf(security: PaperSecurity, terms: ContractTerms, books: ClauseBooks, witness: AuditWitness | null): Paper {
  const kind = SECURITY_KINDS[security.kind]
  const [view, book] = [contractView(terms), bookOf(books, kind)]
  const articles = articlesOf(book, clauseFacts(terms, security), clauseVariables(view, security))
  const frame = securityFrame(security, view)
  return made(kind, { ...terms, number: frame.number, witness }, terms, (stamp) => securityContract(frame, view, articles, stamp), book)
}

/** Every contract of security of the terms: the house first, then vehicles, pledges and guarantees. */
export const securityContracts = (terms: ContractTerms, books: ClauseBooks, witness: AuditWitness | null = null): Paper[] => [
  ...(terms.house ? [mortgageContract(terms, books, witness)] : []),
  ...securitiesOf(terms).map((security) => contractOf(security, terms, books, witness)),
]

export const iou = (terms: ContractTerms, drawdown: DrawdownSlip): Paper =>
  ofTerms('IOU', terms, terms.iouNo, (view, stamp) => layOutIou(view, drawdown, stamp))
export const repaymentSchedule = (terms: ContractTerms): Paper => ofTerms('REPAYMENT_SCHEDULE', terms, terms.contractNo, layOutSchedule)
/** Signed before the contract has a number: it is named by the case (ADR 0153). */
export const costDisclosure = (terms: ContractTerms): Paper =>
  made(
    'COST_DISCLOSURE',
    { ...terms, number: terms.caseNo, contractNo: null },
    terms,
    (stamp) => layOutCost(contractView(terms), yearlyLevels(terms), stamp),
    null,
    V2,
  )

export const deficiencyNotice = (slip: DeficiencySlip): Paper => ofSlip('DEFICIENCY_NOTICE', slip, slip.noticeNo, null, layOutDeficiency)
export const acceptanceReceipt = (slip: AcceptanceSlip): Paper => ofSlip('ACCEPTANCE_RECEIPT', slip, slip.acceptanceNo, null, layOutAcceptance)
export const surveyReport = (slip: SurveySlip): Paper => ofSlip('SURVEY_REPORT', slip, slip.surveyNo, null, layOutSurvey)
export const scoreSheet = (slip: ScoreSlip): Paper => ofSlip('SCORE_SHEET', slip, slip.sheetNo, null, layOutScore)
export const approvalSheet = (slip: ApprovalSlip): Paper => ofSlip('APPROVAL_SHEET', slip, slip.approvalNo, null, layOutApproval, V2)
export const disbursementChecklist = (slip: DisbursementSlip): Paper =>
  ofSlip('DISBURSEMENT_CHECKLIST', slip, slip.checklistNo, slip.contractNo, layOutDisbursement)
export const fileIndex = (slip: FileIndexSlip): Paper => ofSlip('FILE_INDEX', slip, slip.archiveNo, slip.contractNo, layOutFileIndex)
/** @throws RangeError without a reason, or with more than four. */
export const rejectionNotice = (slip: RejectionSlip): Paper => ofSlip('REJECTION_NOTICE', slip, slip.noticeNo, null, layOutRejection, V2)
