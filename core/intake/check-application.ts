import type { DateOnly } from '../kernel/calendar.ts'
import { findBadCharacter } from '../kernel/han-text.ts'
import type { Product } from '../product/product.ts'
import type { BorrowerKind, PledgeKind, ProductLine, SecurityMode } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { businessIssues } from './check-business.ts'
import { guarantorIssues } from './check-guarantors.ts'
import { houseIssues } from './check-house.ts'
import { householdIssues } from './check-household.ts'
import { type LoanLimits, loanIssues } from './check-loan.ts'
import { offerIssues } from './check-offers.ts'
import { type FieldIssue, stop } from './issues.ts'

/** What the check needs of a product. */
export interface ProductLimits extends LoanLimits {
  readonly line: ProductLine
  readonly borrower: BorrowerKind
  readonly security: SecurityMode
  /** What a pledge product takes; else empty. */
  readonly pledges: readonly PledgeKind[]
}

export interface CheckContext {
  /** The business date. */
  readonly today: DateOnly
  readonly product: ProductLimits
}

type PackLimits = 'line' | 'borrower' | 'security' | 'pledges' | 'amount' | 'tenor' | 'methods' | 'purposeCodes' | 'selfPaymentMaxFen'
/** The limits as they stand in a product pack. @example checkApplication(application, { today, product: limitsOf(pack) }) */
export const limitsOf = (pack: Pick<Product, PackLimits>): ProductLimits => ({
  line: pack.line,
  borrower: pack.borrower,
  security: pack.security,
  pledges: pack.pledges,
  minAmountFen: pack.amount.minFen,
  maxAmountFen: pack.amount.maxFen,
  minTenorMonths: pack.tenor.minMonths,
  maxTenorMonths: pack.tenor.maxMonths,
  methods: pack.methods,
  purposeCodes: pack.purposeCodes,
  selfPaymentMaxFen: pack.selfPaymentMaxFen,
})

/** Names of persons have their own rule. */
const PERSON_NAME = /(^|\.)(borrower|spouse|controller|agent|legalRepresentative|coOwners\.\d+|guarantors\.\d+)\.name$/

/** Every text of the form goes on paper sooner or later. */
function textIssues(value: unknown, path: string): FieldIssue[] {
  if (typeof value === 'string') {
    const bad = findBadCharacter(value)
    return bad && !PERSON_NAME.test(path) ? [stop(path, 'TEXT_CHARACTER', { codePoint: bad.codePoint, at: bad.at })] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textIssues(inner, path === '' ? key : `${path}.${key}`))
}

/**
 * Everything that stands against submitting an application, field by field, in the order of the form.
 * STOP cannot be submitted; WARN may be, with a reason. An empty list is a clean application.
 * @see domain 1.3, 2.1, 3; rulings 11
 * @example checkApplication(application, { today, product: limitsOf(pack) }).filter((issue) => issue.level === 'STOP')
 */
export function checkApplication(application: Application, context: CheckContext): FieldIssue[] {
  const { today, product } = context
  return [
    ...householdIssues(application, product, today),
    ...businessIssues(application, product, today),
    ...houseIssues(application, product.security, today),
    ...offerIssues(application, product, today),
    ...guarantorIssues(application, product, today),
    ...loanIssues(application, product),
    ...textIssues(application, ''),
  ]
}
