import { z } from 'zod'
import { AgreedTerms } from '../contract/agreed-terms.ts'
import { CaseFenField, RateField } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { CaseBrief } from './desk-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

const Names = z.strictObject({ zh: z.string(), en: z.string() })

/** The first and the last instalment, and the interest of the whole term, of an amount at a rate; counted by core on a loan drawn today. */
const Instalments = z.strictObject({ firstFen: z.int(), lastFen: z.int(), totalInterestFen: z.int() })

/** A ratio beside its limits. DTI and LTV in basis points (4950 = 49.50 %), DSCR in hundredths. `ok` false: outside the limit. */
const Ratio = z.strictObject({
  code: z.enum(['DTI', 'LTV', 'DSCR']),
  value: z.int(),
  /** What passes without more ado, and what may not be passed; null where there is only one limit. */
  normal: z.int().nullable(),
  limit: z.int(),
  verdict: z.enum(['OK', 'NEEDS_REASON', 'OUTSIDE']),
})
export type Ratio = z.output<typeof Ratio>

const Authority = z.strictObject({
  level: z.string(),
  /** Why it leaves the branch; empty when the branch decides. */
  reasons: z.array(z.string()),
  branchLimitFen: z.int(),
  /** This loan and the customer's others. */
  exposureFen: z.int(),
  twoSignatures: z.boolean(),
})

/** What the borrower pays beside the principal, all in, as an annual rate beside the highest the bank allows; counted on a loan drawn today. */
const AllInCost = z.strictObject({ totalFen: z.int(), headline: z.int(), ceiling: z.int() })
/** `cost`: null where the fees leave so little that no annual rate can be written. */
export const Measured = z.strictObject({ instalments: Instalments, cost: AllInCost.nullable(), ratios: z.array(Ratio), authority: Authority.nullable() })
export type Measured = z.output<typeof Measured>

const ScoreLineView = z.strictObject({ code: z.string(), name: Names, fact: z.union([z.string(), z.number()]), points: z.int(), max: z.int() })
const ScoreView = z.strictObject({
  points: z.int(),
  max: z.int(),
  grade: z.string(),
  /** The scale: each grade from its points, the best first. */
  bands: z.array(z.strictObject({ grade: z.string(), minPoints: z.int(), decision: z.string() })),
  lines: z.array(ScoreLineView),
  /** The four nearest to their best, and the four farthest from it. */
  best: z.array(ScoreLineView),
  worst: z.array(ScoreLineView),
  cardVersion: z.string(),
  scoredBy: z.string(),
  scoredAt: z.string(),
  /** False when the survey was recorded anew or the case moved to other versions since, and when it comes out otherwise if run again. */
  current: z.boolean(),
})

export const ApprovalBrief = z.strictObject({
  ...CaseBrief.shape,
  applied: z.strictObject({ amountFen: z.int(), tenorMonths: z.int(), method: z.string(), purposeCode: z.string(), purposeText: z.string() }),
  /** What score, ratios and price make of it; null before scoring, or where nothing may be lent. */
  suggested: z
    .strictObject({
      amountFen: z.int(),
      limitFen: z.int(),
      limitBoundBy: z.string(),
      rate: z.int(),
      rateFrom: z.int(),
      rateTo: z.int(),
      measured: Measured,
      workingCapital: z.strictObject({ needFen: z.int(), newLoanFen: z.int() }).nullable(),
    })
    .nullable(),
  /** The decision that stands; null before one. */
  approved: z
    .strictObject({
      outcome: z.string(),
      amountFen: z.int(),
      tenorMonths: z.int(),
      rate: z.int(),
      validUntil: z.string(),
      conditions: z.array(z.string()),
      reason: z.string(),
      measured: Measured,
    })
    .nullable(),
  score: ScoreView.nullable(),
  /** Every hard rule of domain 6.1 by its reason code. */
  rules: z.array(z.strictObject({ code: z.string(), outcome: z.enum(['PASS', 'MANUAL', 'REJECT']) })),
  /** Who did what so far, oldest first; `note` is what they wrote. */
  trail: z.array(z.strictObject({ duty: z.string(), staffName: z.string(), at: z.string(), outcome: z.string().nullable(), note: z.string() })),
  /** `ok`: this person is none of `others` and may decide. */
  fourEyes: z.strictObject({ ok: z.boolean(), others: z.array(z.strictObject({ duty: z.string(), staffName: z.string() })) }),
})
export type ApprovalBrief = z.output<typeof ApprovalBrief>

/** What a decision rests on. */
export const decideCalls = defineCalls({
  'approval.brief': { access: WORKS_ON_CASES, input: z.strictObject({ caseId: Id }), output: ApprovalBrief },
  /** Instalments, ratios and authority of an amount and a rate as they are typed; decides nothing. */
  'approval.measure': {
    access: ['REVIEWER', 'BRANCH_MANAGER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({
      caseId: Id,
      amountFen: CaseFenField,
      rate: RateField,
      dueDay: AgreedTerms.shape.dueDay.optional(),
      costs: AgreedTerms.shape.costs,
    }),
    output: Measured,
  },
})
