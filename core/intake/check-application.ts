import type { DateOnly } from '../kernel/calendar.ts'
import { findBadCharacter } from '../kernel/han-text.ts'
import type { Product } from '../product/product.ts'
import type { ProductLine, SecurityMode } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { houseIssues } from './check-house.ts'
import { householdIssues } from './check-household.ts'
import { type LoanLimits, loanIssues } from './check-loan.ts'
import { type FieldIssue, stop } from './issues.ts'

/** What the check needs of a product. */
export interface ProductLimits extends LoanLimits {
  readonly line: ProductLine
  readonly security: SecurityMode
}

export interface CheckContext {
  /** The business date. */
  readonly today: DateOnly
  readonly product: ProductLimits
}

/** The limits as they stand in a product pack. @example checkApplication(application, { today, product: limitsOf(pack) }) */
export const limitsOf = (pack: Pick<Product, 'line' | 'security' | 'amount' | 'tenor' | 'methods' | 'purposeCodes' | 'selfPaymentMaxFen'>): ProductLimits => ({
  line: pack.line,
  security: pack.security,
  minAmountFen: pack.amount.minFen,
  maxAmountFen: pack.amount.maxFen,
  minTenorMonths: pack.tenor.minMonths,
  maxTenorMonths: pack.tenor.maxMonths,
  methods: pack.methods,
  purposeCodes: pack.purposeCodes,
  selfPaymentMaxFen: pack.selfPaymentMaxFen,
})

/** Every text of the form goes on paper sooner or later; names have their own rule. */
function textIssues(value: unknown, path: string): FieldIssue[] {
  if (typeof value === 'string') {
    const bad = findBadCharacter(value)
    return bad && !/(^|\.)(borrower|spouse|coOwners\.\d+)\.name$/.test(path) ? [stop(path, 'TEXT_CHARACTER', { codePoint: bad.codePoint, at: bad.at })] : []
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
    ...householdIssues(application, product.line, today),
    ...houseIssues(application, product.security, today),
    ...loanIssues(application, product),
    ...textIssues(application, ''),
  ]
}
