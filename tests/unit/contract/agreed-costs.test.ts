import { describe, expect, it } from 'vitest'
import { type AgreedCost, checkCosts, costsIn, lenderItems, partnersIn, wholeCosts } from '../../../core/contract/agreed-costs.ts'
import { AddedTerms, AgreedTerms, agreedWith, isPlain, PLAIN_TERMS, withAdded } from '../../../core/contract/agreed-terms.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import type { SecurityMode } from '../../../core/product/vocabulary.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const guarantee: AgreedCost = {
  code: 'GUARANTEE',
  charge: { kind: 'EACH_INSTALMENT', amountFen: fen(5000) },
  payee: '示例融资担保有限公司',
  bearer: 'BORROWER',
}
const service: AgreedCost = { code: 'SERVICE', charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(10_000) }, payee: '示例科技有限公司', bearer: 'BORROWER' }
const registration: AgreedCost = { code: 'REGISTRATION', charge: { kind: 'ONCE', amountFen: fen(8000) }, payee: '不动产登记机构', bearer: 'LENDER' }
const refused = (costs: readonly AgreedCost[], security: SecurityMode = 'MORTGAGE_RE') => {
  const checked = checkCosts(costs, { amountFen: fen(10_000_000), security })
  return checked.ok ? null : `${checked.error.details.field} ${checked.error.details.reason}`
}

describe('costs beside interest', () => {
  it('may be none or several, of the same kind to different payees', () => {
    expect(refused([])).toBeNull()
    expect(refused([guarantee, service, registration, { ...guarantee, payee: '另一担保公司' }])).toBeNull()
  })
  it('are above zero and no more than the loan', () => {
    const once = (amountFen: number): AgreedCost => ({ ...guarantee, charge: { kind: 'ONCE', amountFen: fen(amountFen) } })
    const share = (units: number): AgreedCost => ({ ...service, charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(units) } })
    expect([0, 1, 10_000_000, 10_000_001].map((amount) => refused([once(amount)]))).toEqual([
      'agreed.costs.0.charge AMOUNT_ZERO',
      null,
      null,
      'agreed.costs.0.charge COST_ABOVE_LOAN',
    ])
    expect([0, 1_000_000, 1_000_001].map((units) => refused([share(units)]))).toEqual([
      'agreed.costs.0.charge AMOUNT_ZERO',
      null,
      'agreed.costs.0.charge COST_ABOVE_LOAN',
    ])
  })
  it('stand once each', () => {
    expect(refused([guarantee, service, { ...guarantee, charge: { kind: 'EACH_INSTALMENT', amountFen: fen(1) } }])).toBe('agreed.costs.2.payee COST_TWICE')
  })
  it('leave to the bank the registration its mortgage contract promises to pay', () => {
    const his = { ...registration, bearer: 'BORROWER' as const }
    expect((['MORTGAGE_RE', 'MORTGAGE_VEH', 'PLEDGE'] as const).map((security) => refused([his], security))).toEqual([
      'agreed.costs.0.bearer COST_IS_LENDERS',
      'agreed.costs.0.bearer COST_IS_LENDERS',
      null,
    ])
  })
  it('have a known kind and a payee, and are twenty at most', () => {
    const parsed = (costs: readonly object[]) =>
      AgreedTerms.safeParse({ ...PLAIN_TERMS, costs }).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    expect(parsed([guarantee])).toBeUndefined()
    expect(parsed([{ ...guarantee, payee: ' ' }])).toEqual(['costs.0.payee REQUIRED'])
    expect(parsed([{ ...guarantee, code: 'TIP' }])?.[0]).toContain('costs.0.code')
    expect(parsed(Array.from({ length: 21 }, () => guarantee))).toEqual(['costs TOO_MANY_COSTS'])
  })
  it('are no plain terms, and never sent to head office unseen', () => {
    const around = {
      method: 'EPI',
      tenorMonths: 36,
      security: 'CREDIT',
      amountFen: fen(10_000_000),
      decidedOn: dateOnly('2026-11-23'),
      validUntil: dateOnly('2027-02-21'),
    } as const
    expect(
      [
        { ...PLAIN_TERMS, costs: [] },
        { ...PLAIN_TERMS, costs: [guarantee] },
      ].map(isPlain),
    ).toEqual([true, false])
    expect(agreedWith('ESCALATED', { ...PLAIN_TERMS, costs: [guarantee] }, around)).toMatchObject({ error: { details: { reason: 'AGREED_NOT_SENT' } } })
  })
  it("are all the branch adds to head office's approval, whose other terms are plain", () => {
    expect(withAdded({ costs: [guarantee] })).toEqual({ ...PLAIN_TERMS, costs: [guarantee] })
    expect([withAdded({}), withAdded({ costs: [] })].map((terms) => 'costs' in terms)).toEqual([false, false])
    const added = [{}, { costs: [guarantee] }, { costs: [{ ...guarantee, payee: '' }] }, { dueDay: 8 }, { costs: [], disputes: 'COURT' }]
    expect(added.map((terms) => AddedTerms.safeParse(terms).success)).toEqual([true, true, false, false, false])
  })
  it('are counted while they are typed as far as they are whole', () => {
    expect(wholeCosts([guarantee, { ...guarantee, payee: '' }, { ...guarantee, charge: { kind: 'ONCE', amountFen: 0 } }])).toEqual([guarantee])
    expect(wholeCosts()).toEqual([])
  })
})

describe('what the bank bears', () => {
  it('is a row of the table in no sum of the borrower’s', () => {
    expect(lenderItems([guarantee, registration], fen(10_000_000), 12)).toEqual([
      { code: 'REGISTRATION', standard: { kind: 'ONCE', amountFen: 8000 }, payee: '不动产登记机构', bearer: 'LENDER', amountFen: 8000 },
    ])
  })
  it('makes nobody a partner; who takes the borrower’s guarantee or service fee is one, the bank itself is none', () => {
    const costs = [guarantee, service, registration, { ...guarantee, bearer: 'LENDER' as const, payee: '他人' }, { ...service, payee: '示例银行示例支行' }]
    expect(partnersIn(costs, '示例银行')).toEqual([guarantee.payee, service.payee])
  })
})

it('a contract says which costs were agreed, and nothing where it is interest alone', () => {
  expect(costsIn(mortgageTerms().cost)).toEqual([registration])
  expect(costsIn(soleTraderTerms().cost)).toBeUndefined()
})
