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
