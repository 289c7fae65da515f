import { type Fen, fen } from '../kernel/fen.ts'
import { type AuthorityRow, figureOf, type GradeRow, type Parameters } from '../product/parameters.ts'
import { PRODUCT_LINES, type ProductLine, SECURITY_MODES, type SecurityMode } from '../product/vocabulary.ts'

export const AUTHORITY_LEVELS = ['BRANCH', 'HEAD_OFFICE_DEPARTMENT', 'HEAD_OFFICE_COMMITTEE'] as const
export type AuthorityLevel = (typeof AUTHORITY_LEVELS)[number]

export interface AuthorityQuestion {
  readonly line: ProductLine
  /** GUARANTEE for a loan on a guarantor alone. */
  readonly security: SecurityMode
  /** This loan and everything the customer and his group owe the bank, not the single loan. */
  readonly totalExposureFen: Fen
  readonly gradeApproval: GradeRow['approval']
  /** Waivers asked for and hard rules left to an exception. */
  readonly exceptionCount: number
  readonly relatedParty: boolean
}

export interface AuthorityRuling {
  readonly level: AuthorityLevel
  /** Why it leaves the branch; empty when it does not. */
  readonly reasons: readonly ('EXPOSURE' | 'GRADE' | 'EXCEPTION' | 'RELATED_PARTY')[]
  readonly branchLimitFen: Fen
  /** Grade C: the branch decides with two signatures, reviewer and manager both agreeing (domain 6.4). */
  readonly twoSignatures: boolean
}

const limitOf = (row: AuthorityRow, { security, line }: AuthorityQuestion): Fen => figureOf(row[security], line)

/**
 * Who may decide: the branch manager within the delegated limits, else head office (domain 10.3, limits from the letter of
 * authority). Grade D and exceptions go to the department; related parties, and exposure above the department, to the committee.
 *
 * @example authorityFor({ line: 'IND_BIZ', security: 'CREDIT', totalExposureFen: fen(20000000), gradeApproval: 'BRANCH', exceptionCount: 0, relatedParty: false }, authority).level // 'BRANCH'
 */
export function authorityFor(question: AuthorityQuestion, { branch, headOfficeDepartment }: Parameters['authority']): AuthorityRuling {
  const branchLimitFen = limitOf(branch, question)
  const checks = [
    ['EXPOSURE', question.totalExposureFen > branchLimitFen],
    ['GRADE', question.gradeApproval === 'HEAD_OFFICE' || question.gradeApproval === 'NONE'],
    ['EXCEPTION', question.exceptionCount > 0],
    ['RELATED_PARTY', question.relatedParty],
  ] as const
  const reasons = checks.filter(([, hit]) => hit).map(([reason]) => reason)
  const committee = question.relatedParty || question.totalExposureFen > limitOf(headOfficeDepartment, question)
  const level = reasons.length === 0 ? 'BRANCH' : committee ? 'HEAD_OFFICE_COMMITTEE' : 'HEAD_OFFICE_DEPARTMENT'
  return { level, reasons, branchLimitFen, twoSignatures: question.gradeApproval === 'BRANCH_TWO_SIGNATURES' }
}

function lower(one: AuthorityRow, other: AuthorityRow): AuthorityRow {
  const rows = SECURITY_MODES.map((security) => {
    const lines = PRODUCT_LINES.flatMap((line) => {
      const limits = [one[security][line], other[security][line]].filter((limit) => limit !== undefined)
      return limits.length > 0 ? [[line, fen(Math.min(...limits))] as const] : []
    })
    return [security, Object.fromEntries(lines)] as const
  })
  return Object.fromEntries(rows) as AuthorityRow
}

/**
 * The lower limit wherever two letters of authority differ: one that was lowered binds at once, a raised one only cases that have it (ADR 0136).
 * @example narrowerAuthority(kept, inForce).branch.CREDIT.AGRI
 */
export const narrowerAuthority = (one: Parameters['authority'], other: Parameters['authority']): Parameters['authority'] => ({
  branch: lower(one.branch, other.branch),
  headOfficeDepartment: lower(one.headOfficeDepartment, other.headOfficeDepartment),
})
