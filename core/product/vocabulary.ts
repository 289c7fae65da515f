/** Closed word lists that several steps share. The words themselves are the codes stored and sent. */

/** Applicant types (domain 2.1); further lines come as data packs with the paper-file work. */
export const PRODUCT_LINES = ['IND_CONSUME', 'IND_BIZ'] as const
export const SECURITY_MODES = ['CREDIT', 'MORTGAGE_RE'] as const
/** Equal instalments, equal principal, monthly interest, quarterly interest, bullet (domain 4.2). */
export const REPAYMENT_METHODS = ['EPI', 'EP', 'IO', 'QIO', 'BUL'] as const
/** Who is paid: the payee by the bank's entrusted payment, or the borrower (domain 1.3). */
export const PAYMENT_MODES = ['ENTRUSTED', 'SELF', 'MIXED'] as const
export const ID_TYPES = ['RESIDENT', 'HMT_PERMIT', 'FOREIGN_PR'] as const
export const MARITAL_STATUSES = ['SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED'] as const
/** Score grades (domain 6.4). */
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const

export type ProductLine = (typeof PRODUCT_LINES)[number]
export type SecurityMode = (typeof SECURITY_MODES)[number]
export type RepaymentMethod = (typeof REPAYMENT_METHODS)[number]
export type PaymentMode = (typeof PAYMENT_MODES)[number]
export type IdType = (typeof ID_TYPES)[number]
export type MaritalStatus = (typeof MARITAL_STATUSES)[number]
export type Grade = (typeof GRADES)[number]
