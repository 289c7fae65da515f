import type { ConditionCode } from '../../../core/disbursement/conditions.ts'
import type { details as zhDetails } from '../zh-CN/details.ts'

/** Lines of the disbursement checklist. */
export const conditions = {
  DAY_OPEN: 'day open',
  DOCUMENTS_COMPLETE: 'papers complete',
  APPROVAL_VALID: 'approval valid',
  CONDITIONS_MET: 'conditions met',
  COST_DISCLOSED: 'cost disclosed',
  CONTRACT_SIGNED: 'contract signed',
  SIGNED_SET_BACK: 'Signed contracts all back',
  TERMS_AS_APPROVED: 'terms as approved',
  IDS_VALID: 'identity documents valid',
  COLLATERAL_EFFECTIVE: 'registration effective',
  REGISTRY_RECHECKED: 'registry checked again',
  INSURED: 'house insured',
  FIRST_LOAN_RECHECKED: 'first-loan status checked again',
  VALUE_DATE_TODAY: 'value date is today: make IOU and schedule again',
  PAYMENT_FITS: 'payment within the rules',
} satisfies Record<ConditionCode, string>

/** Other words that stand in a refusal's details. */
export const details = {
  SURVEY_RECORDED: 'the survey is recorded',
  REVIEWED: 'the review is recorded',
  PRODUCT_UNKNOWN: 'no such product',
  EXPOSURE: 'exposure above the limit',
  GRADE: 'score grade',
  EXCEPTION: 'exceptions',
  RELATED_PARTY: 'related party',
  MISSING: 'is not where it was',
  NOT_A_DATABASE: 'is not a database file',
  NOT_OURS: "is not this program's",
  PAGES: 'has damaged pages',
  schema: 'schema',
  FOLDER: 'a folder',
  PROGRAM: 'a program',
  OFFICE: 'an office document',
  TEXT: 'text',
  UNKNOWN: 'another file',
  records: 'records',
  line: 'one record',
  blob: 'one file',
  batch: 'whole batch',
  part: 'one part',
  parts: 'all parts',
  file: 'file',
} satisfies Record<keyof typeof zhDetails, string>
