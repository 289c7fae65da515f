import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { BorrowerKind, ProductLine } from '../product/vocabulary.ts'

/** Stored with every determination, so that an old case shows the rule it was judged by. */
export const FIRST_LOAN_RULE = 'FIRST-LOAN-RULE@2'
/** A report older than this at disbursement must be asked for again (domain 1.2). */
export const RECHECK_AFTER_DAYS = 30

/** Why: no loan of any kind; loans but none for business; a loan; a business loan; no loan, but a bill was discounted. */
export const FIRST_LOAN_BASES = ['NO_RECORD', 'NO_BIZ_RECORD', 'HAS_RECORD', 'HAS_BIZ_RECORD', 'DISCOUNT_ONLY'] as const
export type FirstLoanBasis = (typeof FIRST_LOAN_BASES)[number]

/** Whose report is read: a company's own, or a person's; and what the loan is for. */
export interface Debtor {
  readonly line: ProductLine
  readonly borrower: BorrowerKind
}

/** What the credit report shows: a person's, or that of the company which borrows. */
export interface ReportFacts {
  /** false = no report obtainable (白户). */
  readonly obtained: boolean
  readonly enquiredOn: DateOnly
  readonly loanCount: number
  readonly businessLoanCount: number
  /** Bills discounted: a company's credit. */
  readonly discountCount: number
  /** Whether a credit card stands in the report; a card is no loan, but a record. */
  readonly cardRecord: boolean
}

export interface FirstLoan {
  readonly result: boolean
  readonly basis: FirstLoanBasis
  /** A: no loan of any kind. B: only housing, consumer or credit-card records. null when not a first loan. */
  readonly subtype: 'A' | 'B' | null
  readonly rule: string
  /** The applicant declared otherwise at intake. */
  readonly differsFromDeclared: boolean
}

type Finding = Pick<FirstLoan, 'result' | 'basis' | 'subtype'>
const FIRST: Finding = { result: true, basis: 'NO_RECORD', subtype: 'A' }
const consumer = ({ loanCount }: ReportFacts): Finding => (loanCount === 0 ? FIRST : { result: false, basis: 'HAS_RECORD', subtype: null })

/** Enterprises and cooperatives: neither a loan nor a discounted bill. */
function company({ loanCount, discountCount }: ReportFacts): Finding {
  if (loanCount > 0) return { result: false, basis: 'HAS_RECORD', subtype: null }
  return discountCount > 0 ? { result: false, basis: 'DISCOUNT_ONLY', subtype: null } : FIRST
}

/** Sole traders and family farms: no loan for business. */
function business({ loanCount, businessLoanCount, cardRecord }: ReportFacts): Finding {
  if (businessLoanCount > 0) return { result: false, basis: 'HAS_BIZ_RECORD', subtype: null }
  return loanCount > 0 || cardRecord ? { result: true, basis: 'NO_BIZ_RECORD', subtype: 'B' } : FIRST
}

/**
 * Whether this is a first loan. Consumers: no loan in the report, cards do not count. Sole traders and family farms: no business
 * loan. Enterprises and cooperatives: no loan and no discounted bill in the company's own report.
 * A false result does not end the case; it leaves the first-loan product.
 * @param declared what the applicant declared at intake
 * @param today the business date
 * @returns CREDIT_REPORT_INCONSISTENT when counts contradict each other or the enquiry lies in the future
 * @see domain 1.2, rulings 4
 * @example determineFirstLoan({ line: 'IND_BIZ', borrower: 'PERSON' }, facts, true, today)
 */
export function determineFirstLoan({ line, borrower }: Debtor, facts: ReportFacts, declared: boolean, today: DateOnly): Result<FirstLoan> {
  const counts = [facts.loanCount, facts.businessLoanCount, facts.discountCount]
  if (counts.some((count) => !Number.isInteger(count) || count < 0)) return refuse('CREDIT_REPORT_INCONSISTENT', { field: 'creditReport.loanCount' })
  if (facts.businessLoanCount > facts.loanCount) return refuse('CREDIT_REPORT_INCONSISTENT', { field: 'creditReport.businessLoanCount' })
  if (!facts.obtained && (facts.loanCount > 0 || facts.discountCount > 0 || facts.cardRecord))
    return refuse('CREDIT_REPORT_INCONSISTENT', { field: 'creditReport.obtained' })
  if (facts.enquiredOn > today) return refuse('CREDIT_REPORT_INCONSISTENT', { field: 'creditReport.enquiredOn' })
  const found = borrower === 'ENTERPRISE' ? company(facts) : line === 'IND_CONSUME' ? consumer(facts) : business(facts)
  return ok({ ...found, rule: FIRST_LOAN_RULE, differsFromDeclared: found.result !== declared })
}

/** Whether the report is too old to release the money on it. @example recheckNeeded(dateOnly('2026-10-23'), dateOnly('2026-11-23')) // true, 31 days */
export const recheckNeeded = (enquiredOn: DateOnly, disbursedOn: DateOnly, afterDays: number = RECHECK_AFTER_DAYS): boolean =>
  daysBetween(enquiredOn, disbursedOn) > afterDays
