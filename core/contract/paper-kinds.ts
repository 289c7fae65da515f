/** Every paper the branch prints. The word is stored with the document; the short code stands in the page's QR (pdf.md §6). */
export const PAPER_KINDS = [
  'LOAN_CONTRACT',
  'MORTGAGE_CONTRACT',
  'IOU',
  'REPAYMENT_SCHEDULE',
  'COST_DISCLOSURE',
  'DEFICIENCY_NOTICE',
  'ACCEPTANCE_RECEIPT',
  'SURVEY_REPORT',
  'SCORE_SHEET',
  'APPROVAL_SHEET',
  'DISBURSEMENT_CHECKLIST',
  'FILE_INDEX',
  'REJECTION_NOTICE',
  'VEHICLE_MORTGAGE',
  'PLEDGE_CONTRACT',
  'GUARANTEE_CONTRACT',
  'COMPANY_GUARANTEE',
  'CREDIT_AUTHORISATION',
  'PERSONAL_INFO_CONSENT',
  'USE_UNDERTAKING',
  'SERVICE_ADDRESS',
  'PAYMENT_INSTRUCTION',
  'SETTLEMENT_CERTIFICATE',
  'RELEASE_APPLICATION',
  'DUNNING_LETTER',
  'CUSTOMER_CARD',
] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

/** Kinds of which one case may hold several at a time, told apart by number: one printing supersedes its own number only. */
export const SEVERAL_AT_A_TIME: readonly PaperKind[] = [
  'GUARANTEE_CONTRACT',
  'COMPANY_GUARANTEE',
  'CREDIT_AUTHORISATION',
  'PERSONAL_INFO_CONSENT',
  'USE_UNDERTAKING',
  'SERVICE_ADDRESS',
  'RELEASE_APPLICATION',
  'DUNNING_LETTER',
]
/** What is printed when the contracts are drawn up: drawn up anew, every paper of the set before is superseded. */
export const CONTRACT_SET: readonly PaperKind[] = [
  'LOAN_CONTRACT',
  'MORTGAGE_CONTRACT',
  'VEHICLE_MORTGAGE',
  'PLEDGE_CONTRACT',
  'GUARANTEE_CONTRACT',
  'COMPANY_GUARANTEE',
  'REPAYMENT_SCHEDULE',
  'PAYMENT_INSTRUCTION',
  'CUSTOMER_CARD',
]
/** What is made from the contract: void with it when it is drawn up anew. */
export const FROM_CONTRACT: readonly PaperKind[] = [...CONTRACT_SET, 'IOU', 'DISBURSEMENT_CHECKLIST']
/** What is made from the decision: void with it when the case is decided anew. */
export const FROM_DECISION: readonly PaperKind[] = ['APPROVAL_SHEET', 'COST_DISCLOSURE', ...FROM_CONTRACT]

/** Two ASCII letters per kind, so that the QR payload stays within 50 bytes. @example PAPER_CODES.IOU // 'JJ' */
export const PAPER_CODES: Readonly<Record<PaperKind, string>> = {
  LOAN_CONTRACT: 'JK',
  MORTGAGE_CONTRACT: 'DY',
  IOU: 'JJ',
  REPAYMENT_SCHEDULE: 'HK',
  COST_DISCLOSURE: 'CB',
  DEFICIENCY_NOTICE: 'BJ',
  ACCEPTANCE_RECEIPT: 'SL',
  SURVEY_REPORT: 'DC',
  SCORE_SHEET: 'PF',
  APPROVAL_SHEET: 'SP',
  DISBURSEMENT_CHECKLIST: 'FK',
  FILE_INDEX: 'ML',
  REJECTION_NOTICE: 'JD',
  VEHICLE_MORTGAGE: 'CD',
  PLEDGE_CONTRACT: 'ZY',
  GUARANTEE_CONTRACT: 'BZ',
  COMPANY_GUARANTEE: 'BG',
  CREDIT_AUTHORISATION: 'ZX',
  PERSONAL_INFO_CONSENT: 'GX',
  USE_UNDERTAKING: 'YT',
  SERVICE_ADDRESS: 'SD',
  PAYMENT_INSTRUCTION: 'ZF',
  SETTLEMENT_CERTIFICATE: 'JQ',
  RELEASE_APPLICATION: 'JY',
  DUNNING_LETTER: 'CS',
  CUSTOMER_CARD: 'KP',
}
