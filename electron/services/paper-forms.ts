import { clauseFacts } from '../../core/contract/clause-facts.ts'
import type { ClauseFact, ClauseVariable } from '../../core/contract/clause-names.ts'
import type { PaperSecurity } from '../../core/contract/paper-security.ts'
import type { ContractTerms, Lender } from '../../core/contract/terms.ts'
import { contractView } from '../../core/contract/view-contract.ts'
import type { SigningParty } from '../../templates/contracts/signing-parties.ts'
import { clauseVariables, formVariables } from '../../templates/layout/clause-variables.ts'
import { form } from '../../templates/slips/form.v1.ts'
import { type IntakeFormKind, intakeFrame, type TermsFormKind, termsFrame } from '../../templates/slips/form-frames.v1.ts'
import { articlesOf, bookOf, type ClauseBooks } from './clause-books.ts'
import { made, type Paper } from './papers.ts'

type Some = Partial<Record<ClauseVariable, string>>

/** Who signs a form at the counter, before there is a contract: one sheet each (D201, D203, D208, D209). */
export interface IntakeForm {
  readonly lender: Lender
  readonly caseNo: string
  /** The party's place in the case, part of the sheet's number. @example 'B', 'SP', 'G1' */
  readonly party: string
  readonly signer: SigningParty
  readonly facts: readonly ClauseFact[]
  /** What the clauses of this form name beside the bank: amount and purpose for the undertaking. */
  readonly variables: Some
}

/** A form that one person or company signs on its own. @example intakeForm('CREDIT_AUTHORISATION', request, packs.clauses) */
export function intakeForm(kind: IntakeFormKind, request: IntakeForm, books: ClauseBooks): Paper {
  const { lender, caseNo } = request
  const number = `${caseNo}-${request.party}`
  const book = bookOf(books, kind)
  const frame = intakeFrame(kind, number, caseNo, lender, request.signer)
  const articles = articlesOf(book, new Set(request.facts), formVariables(lender, { caseNo, ...request.variables }))
  return made(kind, { lender, caseNo, contractNo: null, number }, request, (stamp) => form(frame, articles, stamp), book)
}

interface Asked {
  readonly number: string
  readonly security?: PaperSecurity | null
  readonly variables?: Some
}

function termsForm(kind: TermsFormKind, terms: ContractTerms, books: ClauseBooks, { number, security = null, variables = {} }: Asked): Paper {
  const [view, book] = [contractView(terms), bookOf(books, kind)]
  const articles = articlesOf(book, clauseFacts(terms, security), clauseVariables(view, security, variables))
  const frame = termsFrame(kind, number, view)
  const paper = made(kind, { ...terms, number }, { terms, variables, security }, (stamp) => form(frame, articles, stamp), book)
  return { ...paper, title: `${frame.title} ${number}` }
}

/** The entrusted-payment instruction (D707). @throws RangeError when the terms name no payee */
export const paymentInstruction = (terms: ContractTerms, books: ClauseBooks): Paper =>
  termsForm('PAYMENT_INSTRUCTION', terms, books, { number: terms.contractNo })
/** What the borrower takes home: the loan in plain words. */
export const customerCard = (terms: ContractTerms, books: ClauseBooks): Paper => termsForm('CUSTOMER_CARD', terms, books, { number: terms.contractNo })
/** `settledOn` as it is printed. */
export const settlementCertificate = (terms: ContractTerms, books: ClauseBooks, settledOn: string): Paper =>
  termsForm('SETTLEMENT_CERTIFICATE', terms, books, { number: terms.contractNo, variables: { settledOn } })

/** Asks the registry to delete the right over the house, or over the one security given. */
export function releaseApplication(
  terms: ContractTerms,
  books: ClauseBooks,
  { settledOn, proofNo, security }: { readonly settledOn: string; readonly proofNo: string; readonly security: PaperSecurity | null },
): Paper {
  // The one right that goes; the others stay as they are.
  const others = { vehicle: null, pledge: null, guarantors: [], guarantorCompanies: [] }
  const { vehicle, pledge } = terms
  const about = security
    ? { ...terms, ...others, house: null, vehicle: security.kind === 'VEHICLE' ? vehicle : null, pledge: security.kind === 'PLEDGE' ? pledge : null }
    : { ...terms, ...others }
  const number = security?.contractNo ?? terms.mortgageNo ?? terms.contractNo
  return termsForm('RELEASE_APPLICATION', about, books, { number, security, variables: { settledOn, proofNo } })
}

export type DunningFigures = Readonly<
  Record<'asOf' | 'overdueDays' | 'overduePrincipal' | 'overdueInterest' | 'overduePenalty' | 'overdueTotal' | 'overdueTotalWords' | 'payBy', string>
>
/** `turn` counts the letters of one contract; figures as they are printed. */
export const dunningLetter = (terms: ContractTerms, books: ClauseBooks, turn: number, figures: DunningFigures): Paper =>
  termsForm('DUNNING_LETTER', terms, books, { number: `${terms.contractNo}-${turn}`, variables: figures })
