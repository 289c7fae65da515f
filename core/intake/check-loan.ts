import type { Fen } from '../kernel/fen.ts'
import { normaliseName } from '../kernel/person-name.ts'
import type { RepaymentMethod } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { checkBankCard, looksLikeCard, normaliseAccount } from './bank-card.ts'
import { type FieldIssue, stop, warn, when } from './issues.ts'

/** What a product lends, as plain values. */
export interface LoanLimits {
  readonly minAmountFen: Fen
  readonly maxAmountFen: Fen
  readonly minTenorMonths: number
  readonly maxTenorMonths: number
  readonly methods: readonly RepaymentMethod[]
  readonly purposeCodes: readonly string[]
  /** Largest drawdown paid to the borrower himself: 300,000 yuan, 500,000 for business use (domain 1.3). */
  readonly selfPaymentMaxFen: Fen
}
type Loan = Application['loan']

/** A card must pass Luhn; a passbook account need not be one, so it is only asked about (domain 3.5). */
function debitAccountIssues(text: string): FieldIssue[] {
  const path = 'loan.debitAccount'
  const account = normaliseAccount(text)
  if (!/^\d{8,32}$/.test(account)) return [stop(path, 'ACCOUNT_FORMAT')]
  const check = checkBankCard(account)
  if (check.ok) return []
  if (check.code === 'FORMAT') return [warn(path, 'NOT_A_CARD')]
  return [looksLikeCard(account) ? stop(path, 'CARD_CHECK') : warn(path, 'CARD_CHECK')]
}

function offerIssues(loan: Loan, limits: LoanLimits): FieldIssue[] {
  const { minAmountFen, maxAmountFen, minTenorMonths, maxTenorMonths } = limits
  return [
    ...when(loan.amountFen < minAmountFen, stop('loan.amountFen', 'AMOUNT_BELOW_PRODUCT', { minFen: minAmountFen })),
    ...when(loan.amountFen > maxAmountFen, stop('loan.amountFen', 'AMOUNT_ABOVE_PRODUCT', { maxFen: maxAmountFen })),
    ...when(loan.tenorMonths < minTenorMonths, stop('loan.tenorMonths', 'TENOR_BELOW_PRODUCT', { minMonths: minTenorMonths })),
    ...when(loan.tenorMonths > maxTenorMonths, stop('loan.tenorMonths', 'TENOR_ABOVE_PRODUCT', { maxMonths: maxTenorMonths })),
    ...when(!limits.methods.includes(loan.repaymentMethod), stop('loan.repaymentMethod', 'METHOD_NOT_OFFERED')),
    ...when(!limits.purposeCodes.includes(loan.purposeCode), stop('loan.purposeCode', 'PURPOSE_NOT_OFFERED')),
  ]
}

function payeeIssues(payee: NonNullable<Loan['payee']>, loan: Loan, borrowerName: string): FieldIssue[] {
  const whole = payee.amountFen === loan.amountFen
  return [
    ...when(loan.paymentMode === 'ENTRUSTED' && !whole, stop('loan.payee.amountFen', 'ENTRUSTED_NOT_WHOLE', { amountFen: loan.amountFen })),
    ...when(
      loan.paymentMode === 'MIXED' && (payee.amountFen <= 0 || payee.amountFen >= loan.amountFen),
      stop('loan.payee.amountFen', 'MIXED_OUT_OF_RANGE', { amountFen: loan.amountFen }),
    ),
    ...when(!/^\d{6,32}$/.test(normaliseAccount(payee.account)), warn('loan.payee.account', 'ACCOUNT_FORMAT')),
    ...when(
      normaliseName(payee.name) === normaliseName(borrowerName) || normaliseAccount(payee.account) === normaliseAccount(loan.debitAccount),
      warn('loan.payee.name', 'PAYEE_IS_BORROWER'),
    ),
  ]
}

function paymentIssues(loan: Loan, borrowerName: string, limits: LoanLimits): FieldIssue[] {
  const { payee, paymentMode, amountFen } = loan
  const entrusted = payee === null ? 0 : payee.amountFen
  const selfPaid = paymentMode === 'SELF' ? amountFen : paymentMode === 'MIXED' ? amountFen - entrusted : 0
  const tooMuch = when(selfPaid > limits.selfPaymentMaxFen, stop('loan.paymentMode', 'SELF_PAYMENT_ABOVE_LIMIT', { maxFen: limits.selfPaymentMaxFen }))
  if (paymentMode === 'SELF') return [...when(payee !== null, stop('loan.payee', 'PAYEE_NOT_EXPECTED')), ...tooMuch]
  if (payee === null) return [stop('loan.payee', 'PAYEE_MISSING')]
  return [...payeeIssues(payee, loan, borrowerName), ...tooMuch]
}

/** The loan asked for against what the product lends, and who is paid how (domain 1.3). */
export function loanIssues({ loan, borrower }: Application, limits: LoanLimits): FieldIssue[] {
  return [...offerIssues(loan, limits), ...paymentIssues(loan, borrower.name, limits), ...debitAccountIssues(loan.debitAccount)]
}
