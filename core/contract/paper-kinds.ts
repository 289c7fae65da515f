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
] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

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
}
