import type { ContractTerms, ContractTermsInput } from './terms.ts'

/**
 * What an approval signs of the terms: all of them but what is given later (the numbers of the papers, the days and what is counted from
 * them) and how to reach the lender. A field that comes to the terms is signed unless it is taken out here (ADR 0130).
 * @example approvedTerms(terms).loan.amountFen === terms.loan.amountFen // true
 */
export function approvedTerms(terms: ContractTermsInput) {
  const { contractNo: _contract, mortgageNo: _mortgage, iouNo: _iou, schedule: _schedule, signedOn: _signed, seal: _seal, ...decided } = terms
  const { lender, loan, cost, ...rest } = decided
  const { valueDate: _value, maturityOn: _maturity, ...lent } = loan
  return {
    ...rest,
    lender: { bank: lender.bank, branch: lender.branch },
    loan: lent,
    charges: cost.items.map(({ code, standard, payee, bearer }) => ({ code, standard, payee, bearer })),
    partners: cost.partners,
  }
}
export type ApprovedTerms = ReturnType<typeof approvedTerms>

/** The terms as papers are made from them: a contract drawn up before approvals were sealed is sealed by itself. */
export const termsOnPaper = ({ terms, termsSha256 }: { readonly terms: ContractTerms; readonly termsSha256: string }): ContractTerms =>
  terms.seal === undefined ? { ...terms, seal: termsSha256 } : terms

/** The short code of a seal, as papers print it. @example sealCode('0f3a…') // '0F3A7B21' */
export const sealCode = (seal: string): string => seal.slice(0, 8).toUpperCase()
