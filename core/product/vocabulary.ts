/** Closed word lists that several steps share. The words themselves are the codes stored and sent. */

/** Applicant types (domain 2.1): consumer, sole trader, micro or small enterprise, family farm or cooperative. */
export const PRODUCT_LINES = ['IND_CONSUME', 'IND_BIZ', 'SME_WC', 'AGRI'] as const
/** Who owes the loan: a natural person, or an enterprise whose legal representative acts for it. */
export const BORROWER_KINDS = ['PERSON', 'ENTERPRISE'] as const
/** What a product is lent on (domain 2.1). Guarantors may stand beside any real security. */
export const SECURITY_MODES = ['CREDIT', 'GUARANTEE', 'MORTGAGE_RE', 'MORTGAGE_VEH', 'PLEDGE'] as const
/** What may be pledged (domain 5.3, 5.4). */
export const PLEDGE_KINDS = ['DEPOSIT', 'RECEIVABLE', 'MOVABLE', 'EQUITY', 'IP'] as const
/** Equal instalments, equal principal, monthly interest, quarterly interest, bullet (domain 4.2). */
export const REPAYMENT_METHODS = ['EPI', 'EP', 'IO', 'QIO', 'BUL'] as const
/** Who is paid: the payee by the bank's entrusted payment, or the borrower (domain 1.3). */
export const PAYMENT_MODES = ['ENTRUSTED', 'SELF', 'MIXED'] as const
export const ID_TYPES = ['RESIDENT', 'HMT_PERMIT', 'FOREIGN_PR'] as const
export const MARITAL_STATUSES = ['SINGLE', 'MARRIED', 'DIVORCED', 'WIDOWED'] as const
/** Score grades (domain 6.4). */
export const GRADES = ['A', 'B', 'C', 'D', 'E'] as const

/** Whether a loan waits for its signed contracts: ALWAYS, or once the first signed page was scanned. */
export const SIGNED_SET_RULES = ['ALWAYS', 'ONCE_SCANNED'] as const

export type ProductLine = (typeof PRODUCT_LINES)[number]
export type BorrowerKind = (typeof BORROWER_KINDS)[number]
export type SecurityMode = (typeof SECURITY_MODES)[number]
export type PledgeKind = (typeof PLEDGE_KINDS)[number]
export type RepaymentMethod = (typeof REPAYMENT_METHODS)[number]
export type PaymentMode = (typeof PAYMENT_MODES)[number]
export type IdType = (typeof ID_TYPES)[number]
export type MaritalStatus = (typeof MARITAL_STATUSES)[number]
export type SignedSetRule = (typeof SIGNED_SET_RULES)[number]
export type Grade = (typeof GRADES)[number]

/** Whether a right must be registered, filed or held before the money leaves (domain 5). @example registrationDue('GUARANTEE') // false */
export const registrationDue = (security: SecurityMode): boolean => security !== 'CREDIT' && security !== 'GUARANTEE'

/** The highest fee for prepayment, in 1/1000 of the amount prepaid. */
export const MAX_FEE_PERMILLE = 100
