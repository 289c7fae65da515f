import { describe, expect, it } from 'vitest'
import {
  AgreedTerms,
  type Agreement,
  agreedWith,
  checkAgreed,
  firstRepricing,
  isPlain,
  PLAIN_TERMS,
  securedAtLeast,
} from '../../../core/contract/agreed-terms.ts'
import { ContractTerms } from '../../../core/contract/terms.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

const loan: Agreement = {
  method: 'EPI',
  tenorMonths: 36,
  security: 'MORTGAGE_RE',
  amountFen: fen(1_000_000),
  decidedOn: dateOnly('2026-11-23'),
  validUntil: dateOnly('2027-02-21'),
}
const maximum = { ceilingFen: fen(1_500_000), from: dateOnly('2026-11-23'), to: dateOnly('2029-11-22') }
const refused = (agreed: Partial<AgreedTerms>, around: Partial<Agreement> = {}) => {
  const checked = checkAgreed({ ...PLAIN_TERMS, ...agreed }, { ...loan, ...around })
  return checked.ok ? null : `${checked.error.details.field} ${checked.error.details.reason}`
}

describe('terms agreed at the approval', () => {
  it('may be none, or all of them', () => {
    expect(refused({})).toBeNull()
    expect(refused({ repriceRule: 'ANNIVERSARY', dueDay: 31, disputes: 'ARBITRATION', specialTerms: '另有约定。', maximum })).toBeNull()
    expect([PLAIN_TERMS, { ...PLAIN_TERMS, dueDay: 1 }].map(isPlain)).toEqual([true, false])
    expect(
      [0, Number.NaN].map((dueDay) => isPlain({ ...PLAIN_TERMS, dueDay })),
      'a day typed wrong is not left unsaid',
    ).toEqual([false, false])
  })
  it('set a day of the month only where instalments are monthly', () => {
    expect((['EPI', 'EP', 'IO', 'QIO', 'BUL'] as const).map((method) => refused({ dueDay: 20 }, { method }))).toEqual([
      null,
      null,
      null,
      'agreed.dueDay DUE_DAY_NOT_MONTHLY',
      'agreed.dueDay DUE_DAY_NOT_MONTHLY',
    ])
    expect([0, 1, 31, 32, 1.5].map((dueDay) => AgreedTerms.safeParse({ ...PLAIN_TERMS, dueDay }).success)).toEqual([false, true, true, false, false])
  })
  it('reprice on an anniversary only a loan that has one', () => {
    expect([12, 13].map((tenorMonths) => refused({ repriceRule: 'ANNIVERSARY' }, { tenorMonths }))).toEqual(['agreed.repriceRule REPRICED_NEVER', null])
    expect(refused({ repriceRule: 'JAN_1' }, { tenorMonths: 12 })).toBeNull()
  })
  it('reprice on 1 January only a loan that can see one', () => {
    const around = (decidedOn: string, validUntil: string, tenorMonths: number) => ({
      decidedOn: dateOnly(decidedOn),
      validUntil: dateOnly(validUntil),
      tenorMonths,
    })
    const never = 'agreed.repriceRule REPRICED_NEVER'
    expect(refused({ repriceRule: 'JAN_1' }, around('2027-01-15', '2027-04-15', 6))).toBe(never)
    expect(refused({ repriceRule: 'JAN_1' }, around('2027-01-01', '2027-04-01', 9)), 'due on the day itself').toBe(never)
    expect(refused({ repriceRule: 'JAN_1' }, around('2027-01-02', '2027-04-02', 9)), 'drawn on the last day').toBeNull()
    expect(refused({ repriceRule: 'JAN_1' }, around('2026-12-15', '2027-03-15', 1)), 'drawn in the old year').toBeNull()
  })
  it('secure up to a ceiling only what is secured, and no less than the loan', () => {
    expect(refused({ maximum }, { security: 'CREDIT' })).toBe('agreed.maximum MAXIMUM_WITHOUT_SECURITY')
    expect(refused({ maximum: { ...maximum, ceilingFen: fen(999_999) } })).toBe('agreed.maximum.ceilingFen MAXIMUM_BELOW_LOAN')
    expect(refused({ maximum: { ...maximum, ceilingFen: fen(1_000_000) } })).toBeNull()
  })
  it('stand with an approval alone, and are never sent to head office unseen', () => {
    const agreed = { ...PLAIN_TERMS, dueDay: 20 }
    const stands = (outcome: Parameters<typeof agreedWith>[0], terms: AgreedTerms = agreed, around = loan) => {
      const result = agreedWith(outcome, terms, around)
      return result.ok ? result.value.dueDay : result.error.details.reason
    }
    expect([stands('APPROVED'), stands('RETURNED'), stands('REJECTED'), stands('ESCALATED'), stands('ESCALATED', PLAIN_TERMS)]).toEqual([
      20,
      null,
      null,
      'AGREED_NOT_SENT',
      null,
    ])
    expect(stands('APPROVED', agreed, { ...loan, method: 'QIO' })).toBe('DUE_DAY_NOT_MONTHLY')
  })
  it('take in every day on which the loan may be drawn', () => {
    expect(refused({ maximum: { ...maximum, from: dateOnly('2026-11-24') } })).toBe('agreed.maximum.from MAXIMUM_MISSES_LOAN')
    expect(refused({ maximum: { ...maximum, to: dateOnly('2027-02-20') } })).toBe('agreed.maximum.to MAXIMUM_MISSES_LOAN')
    expect(refused({ maximum: { ...maximum, to: dateOnly('2027-02-21') } })).toBeNull()
  })
})

describe('a floating rate', () => {
  const first = (repriceRule: AgreedTerms['repriceRule'], valueDate: string, maturityOn: string) =>
    firstRepricing({ rate: { repriceRule }, valueDate: dateOnly(valueDate), maturityOn: dateOnly(maturityOn) })
  it('is first set anew on the next 1 January or the first anniversary, if the loan lives to see it', () => {
    expect(first(null, '2026-11-30', '2029-11-30')).toBeNull()
    expect([first('JAN_1', '2026-11-30', '2027-11-30'), first('JAN_1', '2027-01-01', '2028-01-01'), first('JAN_1', '2027-01-02', '2027-12-02')]).toEqual([
      '2027-01-01',
      null,
      null,
    ])
    expect([first('ANNIVERSARY', '2026-11-30', '2027-11-30'), first('ANNIVERSARY', '2026-11-30', '2027-12-30')]).toEqual([null, '2027-11-30'])
  })
})

describe('terms on paper', () => {
  const secured = mortgageTerms()
  const issues = (change: (terms: typeof secured) => object) => {
    const parsed = ContractTerms.safeParse(change(secured))
    return parsed.success ? [] : parsed.error.issues.map(({ message }) => message)
  }
  it('with a ceiling below the loan or a period without it are refused', () => {
    expect(issues((terms) => ({ ...terms, maximum: { ceilingFen: terms.loan.amountFen - 1, from: '2026-11-26', to: '2029-11-25' } }))).toEqual([
      'MAXIMUM_BELOW_LOAN',
    ])
    expect(issues((terms) => ({ ...terms, maximum: { ceilingFen: terms.loan.amountFen, from: '2026-12-01', to: '2029-11-25' } }))).toEqual([
      'MAXIMUM_MISSES_LOAN',
    ])
  })
  it('must be registered for the ceiling, and without one for the loan', () => {
    expect([securedAtLeast({ loan }), securedAtLeast({ loan, maximum })]).toEqual([1_000_000, 1_500_000])
  })
})
