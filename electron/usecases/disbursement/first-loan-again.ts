import { determineFirstLoan, type FirstLoan, type ReportFacts } from '../../../core/intake/first-loan.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { SubmittedFile } from '../cases/case-file.ts'

/** A credit report asked for again before the money leaves (domain 1.2). */
export interface FreshReport extends ReportFacts {
  readonly reportNo: string
}

/** The fresh report with what it proved; kept sealed with the payment check, as the first one is with the survey. */
export interface FirstLoanAgain {
  readonly report: FreshReport
  readonly found: FirstLoan
}

/**
 * Judges the first-loan status by a fresh report.
 * Refuses CREDIT_REPORT_INCONSISTENT, and FIRST_LOAN_CHANGED when the approval took for a first loan what no longer is one.
 */
export function firstLoanAgain({ record, pack, today }: SubmittedFile, report: FreshReport): Result<FirstLoanAgain> {
  if (report.obtained && report.reportNo.trim() === '') return refuse('FIELD_INVALID', { field: 'creditReport.reportNo', reason: 'REQUIRED' })
  const found = determineFirstLoan(pack.product, report, record.firstLoanDeclared, today)
  if (!found.ok) return found
  if (record.firstLoanDetermined === true && !found.value.result) return refuse('FIRST_LOAN_CHANGED', { field: 'creditReport.loanCount' })
  return ok({ report, found: found.value })
}
