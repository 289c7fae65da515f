import { describe, expect, it } from 'vitest'
import { type DecisionContext, type DecisionDraft, decide } from '../../../core/approval/decision.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'

const draft = (change: Partial<DecisionDraft> = {}): DecisionDraft => ({
  outcome: 'APPROVED',
  amountFen: fen(10_000_000),
  rate: rate(43500),
  conditions: [],
  reason: '',
  rejectionCodes: [],
  ...change,
})
const context = (change: Partial<DecisionContext> = {}): DecisionContext => ({
  decidedOn: dateOnly('2026-11-23'),
  limitFen: fen(10_000_000),
  rateFrom: rate(39000),
  rateTo: rate(43500),
  mixedPayeeFen: null,
  dtiBand: 'NORMAL',
  ltvWithinCap: null,
  authority: { level: 'BRANCH', reasons: [], branchLimitFen: fen(10_000_000), twoSignatures: false },
  rejectingRules: [],
  reviewOutcome: 'AGREE',
  validityDays: 90,
  ...change,
})
const departmentsCase = { level: 'HEAD_OFFICE_DEPARTMENT', reasons: ['GRADE'], branchLimitFen: fen(0), twoSignatures: false } as const
const code = (change: Partial<DecisionDraft>, around: Partial<DecisionContext> = {}) => {
  const result = decide(draft(change), context(around))
  return result.ok ? result.value.outcome : result.error.code
}

describe('approval', () => {
  it('is valid for 90 days from the decision', () => {
    expect(decide(draft(), context())).toMatchObject({ ok: true, value: { outcome: 'APPROVED', amountFen: 10_000_000, rate: 43500, validUntil: '2027-02-21' } })
  })
  it('keeps to the limit to the fen', () => {
    expect(code({ amountFen: fen(10_000_001) })).toBe('AMOUNT_ABOVE_LIMIT')
    expect(code({ amountFen: fen(0) })).toBe('AMOUNT_ABOVE_LIMIT')
  })
  it('keeps to the price range of the grade, both ends included', () => {
    expect([38900, 39000, 43500, 43600].map((units) => code({ rate: rate(units) }))).toEqual(['RATE_OUT_OF_RANGE', 'APPROVED', 'APPROVED', 'RATE_OUT_OF_RANGE'])
  })
  it('states the rate in whole basis points over the LPR', () => {
    expect([41000, 41001, 41050, 41100].map((units) => code({ rate: rate(units) }))).toEqual(['APPROVED', 'RATE_OFF_GRID', 'RATE_OFF_GRID', 'APPROVED'])
  })
  it('of a mixed payment leaves something to the borrower after the payee has his part', () => {
    const paid = { mixedPayeeFen: fen(6_000_000) }
    expect([5_000_000, 6_000_000, 6_000_001].map((units) => code({ amountFen: fen(units) }, paid))).toEqual([
      'PAYEE_ABOVE_LOAN',
      'PAYEE_ABOVE_LOAN',
      'APPROVED',
    ])
  })
  it('needs a reason on record for debt service between 50 and 55 %, and none saves it above', () => {
    expect(code({ reason: '  ' }, { dtiBand: 'NEEDS_REASON' })).toBe('DTI_REASON_MISSING')
    expect(code({ reason: 'stable second income' }, { dtiBand: 'NEEDS_REASON' })).toBe('APPROVED')
    expect(code({ reason: 'stable second income' }, { dtiBand: 'REFUSED' })).toBe('DTI_ABOVE_HARD_LIMIT')
  })
  it('is refused above the LTV cap, after a rejecting rule, and beyond the authority of the branch', () => {
    expect(code({}, { ltvWithinCap: false })).toBe('LTV_ABOVE_CAP')
    expect(code({}, { rejectingRules: ['R10'] })).toBe('HARD_RULE_HIT')
    expect(code({}, { authority: departmentsCase })).toBe('AUTHORITY_EXCEEDED')
  })
  it('carries the conditions a conditional review asked for', () => {
    expect(code({}, { reviewOutcome: 'CONDITIONAL' })).toBe('CONDITIONS_MISSING')
    expect(code({ conditions: ['co-borrower signs'] }, { reviewOutcome: 'CONDITIONAL' })).toBe('APPROVED')
  })
  it('against the reviewer needs a reason, and is impossible where two signatures are due', () => {
    expect(code({}, { reviewOutcome: 'REJECT' })).toBe('REASON_MISSING')
    expect(code({ reason: 'new facts' }, { reviewOutcome: 'REJECT' })).toBe('APPROVED')
    const two = { ...context().authority, twoSignatures: true }
    expect(code({ reason: 'new facts' }, { reviewOutcome: 'REJECT', authority: two })).toBe('REVIEWER_AGAINST')
  })
})

describe('other outcomes', () => {
  it('reject with one to four known, different codes', () => {
    const rejected = (codes: string[]) => code({ outcome: 'REJECTED', rejectionCodes: codes })
    expect(rejected(['R04', 'R19'])).toBe('REJECTED')
    expect([rejected([]), rejected(['R99']), rejected(['R04', 'R04']), rejected(['R01', 'R02', 'R03', 'R04', 'R05'])]).toEqual(
      Array(4).fill('REJECTION_CODES_WRONG'),
    )
  })
  it('escalate to the level the authority names, with its grounds', () => {
    expect(decide(draft({ outcome: 'ESCALATED' }), context({ authority: departmentsCase }))).toMatchObject({
      value: { to: 'HEAD_OFFICE_DEPARTMENT', because: ['GRADE'] },
    })
  })
  it('escalate what the branch may decide itself only with a reason', () => {
    expect(code({ outcome: 'ESCALATED' })).toBe('REASON_MISSING')
    expect(decide(draft({ outcome: 'ESCALATED', reason: 'first of its kind' }), context())).toMatchObject({ value: { to: 'HEAD_OFFICE_DEPARTMENT' } })
  })
  it('return a case only with a reason', () => {
    expect([code({ outcome: 'RETURNED' }), code({ outcome: 'RETURNED', reason: 'visit again' })]).toEqual(['REASON_MISSING', 'RETURNED'])
  })
})
