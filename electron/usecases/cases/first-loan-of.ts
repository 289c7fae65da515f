import { determineFirstLoan, type FirstLoan } from '../../../core/intake/first-loan.ts'
import type { Survey } from '../../../core/investigation/survey.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { CaseFile } from './case-file.ts'

/** First-loan status from the credit report (rulings 4). Refuses CREDIT_REPORT_INCONSISTENT. */
export const firstLoanOf = ({ record, pack, today }: Pick<CaseFile, 'record' | 'pack' | 'today'>, { creditReport }: Survey): Result<FirstLoan> =>
  determineFirstLoan(pack.product, { ...creditReport, cardRecord: creditReport.usedCardLimitFen > 0 }, record.firstLoanDeclared, today)
