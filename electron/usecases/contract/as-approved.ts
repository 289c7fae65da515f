import { type ApprovedTerms, approvedTerms, sealCode } from '../../../core/contract/approved-terms.ts'
import { type TermDifference, termsDiffer } from '../../../core/contract/terms-differ.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { FiledContract } from '../../../db/repositories/contracts.ts'
import type { DecisionRecord } from '../../../db/repositories/decisions.ts'
import type { DisbursementRecord } from '../../../db/repositories/disbursements.ts'
import { sealOf } from '../../services/seal-of.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'
import { grantedIn, standInNumbers, termsGranted } from './terms-of-case.ts'

/** Where the case says something else than what was approved: in what it holds itself, in its contract, or in the payment prepared. */
export interface LeftApproval extends TermDifference {
  readonly at: 'CASE' | 'CONTRACT' | 'PAYMENT'
}

const SEAL = 'seal'
const shortOf = (seal: string | null | undefined): string | null => (seal ? sealCode(seal) : null)
/** A text whose seal is not the one on record was changed after it was sealed. */
const unbroken = (sealed: object, seal: string): readonly TermDifference[] =>
  sealOf(sealed) === seal ? [] : [{ path: SEAL, was: shortOf(seal), is: shortOf(sealOf(sealed)) }]

/** The drawn-up contract of the approval that stands; one drawn up under an earlier approval counts no more. */
export const standingContract = ({ record, contract }: SubmittedFile): FiledContract | null => (record.contractMaker === null ? null : contract)

/** An approval given before approvals were sealed: what its columns say, then the terms its contract was drawn from (ADR 0130). */
function unsealed({ amountFen, annualRate, tenorMonths }: DecisionRecord, contract: FiledContract | null, now: ApprovedTerms): ApprovedTerms {
  const { security, ...base } = contract ? approvedTerms(contract.terms) : now
  const { loan } = base
  const rate = { ...loan.rate, annualRate: annualRate ?? loan.rate.annualRate }
  // Terms drawn up before it was kept do not say what the loan stands on.
  return {
    ...base,
    security: security ?? now.security,
    loan: { ...loan, amountFen: amountFen ?? loan.amountFen, tenorMonths: tenorMonths ?? loan.tenorMonths, rate },
  }
}

/** What stands beside the sealed terms in the same row. */
const inDecision = ({ terms, termsSha256, tenorMonths }: DecisionRecord): readonly TermDifference[] =>
  terms ? [...unbroken(terms, termsSha256 ?? ''), ...termsDiffer({ loan: { tenorMonths: terms.loan.tenorMonths } }, { loan: { tenorMonths } })] : []

const inContract = ({ terms, termsSha256, written }: FiledContract, sealed: ApprovedTerms, seal: string | null): readonly TermDifference[] => [
  ...termsDiffer(sealed, { ...approvedTerms(terms), security: terms.security ?? sealed.security }),
  ...unbroken(written, termsSha256),
  ...(seal === (terms.seal ?? null) ? [] : [{ path: SEAL, was: shortOf(seal), is: shortOf(terms.seal) }]),
]

const paid = (payee: { readonly name: string; readonly account: string; readonly bank: string } | null | undefined) =>
  payee ? { name: payee.name, account: payee.account, bank: payee.bank } : null
const inPayment = ({ amountFen, account, payee }: DisbursementRecord, { loan }: ApprovedTerms): readonly TermDifference[] =>
  termsDiffer(
    { loan: { amountFen: loan.amountFen, debitAccount: loan.debitAccount, payee: paid(loan.payee) } },
    { loan: { amountFen, debitAccount: account, payee: paid(payee) } },
  )

/**
 * Field by field where the case has left its approval: the terms made anew from the case, those of the contract once it is drawn up,
 * and the payment once it is prepared, against what was signed. Refuses APPROVAL_MISSING, and what the cost disclosure refuses.
 */
export function leftApproval(counter: Counter, file: SubmittedFile, payment: DisbursementRecord | null = null): Result<readonly LeftApproval[]> {
  const granted = grantedIn(file)
  const { decision } = file
  if (!granted.ok || !decision) return granted.ok ? refuse('APPROVAL_MISSING') : granted
  const { seal } = granted.value
  const made = termsGranted(counter, file, granted.value, seal, standInNumbers(file), { valueDate: file.today, disclosedOn: null })
  if (!made.ok) return made
  const now = approvedTerms(made.value)
  const contract = standingContract(file)
  const sealed = decision.terms ?? unsealed(decision, contract, now)
  const of = (at: LeftApproval['at'], differences: readonly TermDifference[]): LeftApproval[] => differences.map((one) => ({ at, ...one }))
  return ok([
    ...of('CASE', [...termsDiffer(sealed, now), ...inDecision(decision)]),
    ...of('CONTRACT', contract ? inContract(contract, sealed, seal) : []),
    ...of('PAYMENT', payment ? inPayment(payment, sealed) : []),
  ])
}

/** The fields that differ, each once. */
export const fieldsOf = (differences: readonly LeftApproval[]): readonly string[] => [...new Set(differences.map(({ path }) => path))]

/** Refuses TERMS_DIFFER naming the fields (never what they say), and as `leftApproval`. */
export function asApproved(counter: Counter, file: SubmittedFile, payment: DisbursementRecord | null = null): Result<true> {
  const left = leftApproval(counter, file, payment)
  if (!left.ok) return left
  return left.value.length === 0 ? ok<true>(true) : refuse('TERMS_DIFFER', { fields: fieldsOf(left.value) })
}
