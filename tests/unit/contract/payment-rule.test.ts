import { describe, expect, it } from 'vitest'
import { checkPayment, type Drawdown, derivePaymentMode, type PaymentLimits } from '../../../core/contract/payment-rule.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'

const LIMITS: PaymentLimits = {
  selfPayeeUnknownFen: fen(30_000_000),
  selfBusinessFen: fen(50_000_000),
  selfEnterpriseFen: fen(1_000_000_000),
  splittingDays: 30,
}
const draw = (change: Partial<Drawdown> = {}): Drawdown => ({
  line: 'IND_CONSUME',
  drawnOn: dateOnly('2026-11-23'),
  purposeCode: 'DECORATION',
  amountFen: fen(30_000_000),
  mode: 'SELF',
  entrustedFen: fen(0),
  payeeKnown: false,
  payeeTakesTransfer: true,
  earlier: [],
  ...change,
})

describe('who is paid', () => {
  it('lets a consumer pay himself up to 300,000.00 when the payee is not fixed', () => {
    expect(derivePaymentMode(draw(), LIMITS)).toBe('SELF')
    expect(derivePaymentMode(draw({ amountFen: fen(30_000_001) }), LIMITS)).toBe('ENTRUSTED')
  })
  it('pays a known payee by entrusted payment, however small the consumer loan', () => {
    expect(derivePaymentMode(draw({ amountFen: fen(100), payeeKnown: true }), LIMITS)).toBe('ENTRUSTED')
  })
  it('lets a business pay itself up to 500,000.00 even when the payee is known', () => {
    expect(derivePaymentMode(draw({ line: 'IND_BIZ', payeeKnown: true, amountFen: fen(50_000_000) }), LIMITS)).toBe('SELF')
    expect(derivePaymentMode(draw({ line: 'IND_BIZ', payeeKnown: true, amountFen: fen(50_000_001) }), LIMITS)).toBe('ENTRUSTED')
  })
  it('lets the borrower pay a payee who takes no transfers, whatever the amount', () => {
    expect(checkPayment(draw({ amountFen: fen(90_000_000), payeeKnown: true, payeeTakesTransfer: false }), LIMITS)).toEqual({
      ok: true,
      value: 'PAYEE_CASH_ONLY',
    })
  })
})

describe('the sums of each mode', () => {
  it('wants the whole draw entrusted', () => {
    expect(checkPayment(draw({ mode: 'ENTRUSTED', entrustedFen: fen(30_000_000) }), LIMITS)).toEqual({ ok: true, value: null })
    expect(checkPayment(draw({ mode: 'ENTRUSTED', entrustedFen: fen(29_999_999) }), LIMITS)).toMatchObject({ error: { code: 'PAYMENT_SPLIT_WRONG' } })
  })
  it('wants a part, neither none nor all, when mixed', () => {
    const mixed = (entrusted: number) => checkPayment(draw({ mode: 'MIXED', entrustedFen: fen(entrusted) }), LIMITS).ok
    expect([mixed(0), mixed(1), mixed(30_000_000)]).toEqual([false, true, false])
  })
  it('wants nothing entrusted when the borrower pays himself', () => {
    expect(checkPayment(draw({ entrustedFen: fen(1) }), LIMITS)).toMatchObject({ error: { code: 'PAYMENT_SPLIT_WRONG' } })
  })
  it('holds the self-paid part of a mixed draw to the ceiling', () => {
    const mixed = draw({ mode: 'MIXED', amountFen: fen(80_000_000), entrustedFen: fen(49_999_999) })
    expect(checkPayment(mixed, LIMITS)).toMatchObject({ error: { code: 'ENTRUSTED_PAYMENT_NEEDED', details: { splitting: false } } })
    expect(checkPayment({ ...mixed, entrustedFen: fen(50_000_000) }, LIMITS).ok).toBe(true)
  })
})

describe('draws split to stay below the ceiling', () => {
  const earlier = { drawnOn: dateOnly('2026-10-25'), purposeCode: 'DECORATION', selfPaidFen: fen(20_000_000) }
  const small = draw({ amountFen: fen(10_000_001) })
  it('adds up draws of one purpose within 30 days', () => {
    expect(checkPayment({ ...small, earlier: [earlier] }, LIMITS)).toMatchObject({ error: { code: 'ENTRUSTED_PAYMENT_NEEDED', details: { splitting: true } } })
    expect(checkPayment({ ...small, amountFen: fen(10_000_000), earlier: [earlier] }, LIMITS).ok).toBe(true)
  })
  it('leaves out draws of another purpose and those 30 days old', () => {
    expect(checkPayment({ ...small, earlier: [{ ...earlier, purposeCode: 'TUITION' }] }, LIMITS).ok).toBe(true)
    expect(checkPayment({ ...small, earlier: [{ ...earlier, drawnOn: dateOnly('2026-10-24') }] }, LIMITS).ok).toBe(true)
  })
})
