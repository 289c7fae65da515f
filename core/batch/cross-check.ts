import { z } from 'zod'

/** What head office compares across branches: who asks, what is pledged, and whether one loan was split (features 4.18). */
export const CROSS_KINDS = ['APPLICANT', 'COLLATERAL', 'SPLIT_LOAN'] as const
export type CrossKind = (typeof CROSS_KINDS)[number]

/**
 * Body of the down record `crosscheck.found`, schema 1: another branch knows the same person or thing. It names no customer
 * and no branch's case, only how many: the branch calls head office (features 5.6).
 */
export const CrossCheckBody = z.strictObject({
  caseId: z.uuid(),
  kind: z.enum(CROSS_KINDS),
  otherCases: z.int().min(1),
  otherBranches: z.int().min(0),
  /** The other cases' states that matter most, worst first. */
  states: z.array(z.string().max(30)).max(10),
})
export type CrossCheckBody = z.output<typeof CrossCheckBody>

/** What is known of a case when it is compared. */
export interface ComparedCase {
  readonly branch: string
  readonly caseId: string
  readonly line: string
  readonly state: string
  /** 'YYYY-MM-DD' */
  readonly businessDate: string
}
/** Days within which a second request of the same person may be one loan in two pieces (domain 1.3, splitting). */
export const SPLIT_DAYS = 30
/** States of a case that is over: it stands in nobody's way. */
export const ENDED_STATES = ['SETTLED', 'ARCHIVED', 'TRANSFERRED', 'WITHDRAWN', 'REJECTED'] as const
const ENDED: ReadonlySet<string> = new Set(ENDED_STATES)
const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000)

/**
 * What head office says of a case, given the other cases of the same person and the other cases on the same collateral. A
 * pledged thing and a person count while both cases live; a split loan is a second live case of the same line within 30 days.
 * @example crossFindings(own, { applicant: [], collateral: [] }) // []
 */
export function crossFindings(
  own: ComparedCase,
  others: { readonly applicant: readonly ComparedCase[]; readonly collateral: readonly ComparedCase[] },
): CrossCheckBody[] {
  if (ENDED.has(own.state)) return []
  const live = (cases: readonly ComparedCase[]): ComparedCase[] => cases.filter((one) => one.caseId !== own.caseId && !ENDED.has(one.state))
  const applicant = live(others.applicant)
  const near = applicant.filter((one) => one.line === own.line && Math.abs(dayNumber(one.businessDate) - dayNumber(own.businessDate)) <= SPLIT_DAYS)
  const found: [CrossKind, ComparedCase[]][] = [
    ['APPLICANT', applicant.filter((one) => one.branch !== own.branch)],
    ['COLLATERAL', live(others.collateral)],
    ['SPLIT_LOAN', near],
  ]
  return found
    .filter(([, cases]) => cases.length > 0)
    .map(([kind, cases]) => ({
      caseId: own.caseId,
      kind,
      otherCases: cases.length,
      otherBranches: new Set(cases.map((one) => one.branch).filter((branch) => branch !== own.branch)).size,
      states: [...new Set(cases.map((one) => one.state))].sort().slice(0, 10),
    }))
}
