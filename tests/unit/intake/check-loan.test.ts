import { describe, expect, it } from 'vitest'
import type { ApplicationInput } from '../../../core/intake/application.ts'
import { checkApplication, limitsOf, type ProductLimits } from '../../../core/intake/check-application.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { consumer, consumerMortgage, parsed, today, trader, traderCredit } from '../../fixtures/applications.ts'

type Loan = ApplicationInput['loan']
function found(input: ApplicationInput, product: ProductLimits, loan: Partial<Loan>): string[] {
  Object.assign(input.loan, loan)
  return checkApplication(parsed(input), { today, product }).map(({ level, path, code }) => `${level} ${path} ${code}`)
}
const payee = (amountFen: number, more: Partial<NonNullable<Loan['payee']>> = {}): NonNullable<Loan['payee']> => ({
  name: '测试装饰有限公司',
  account: '11010199000001',
  bank: '测试支行',
  amountFen,
  ...more,
})

describe('the loan asked for', () => {
  it.each<[string, Partial<Loan>, string[]]>([
    ['one fen below the least amount', { amountFen: 999999, payee: payee(999999) }, ['STOP loan.amountFen AMOUNT_BELOW_PRODUCT']],
    ['the least amount', { amountFen: 1000000, payee: payee(1000000) }, []],
    ['the largest amount', { amountFen: 500000000, payee: payee(500000000) }, []],
    ['one fen above the largest amount', { amountFen: 500000001, payee: payee(500000001) }, ['STOP loan.amountFen AMOUNT_ABOVE_PRODUCT']],
    ['two months', { tenorMonths: 2 }, ['STOP loan.tenorMonths TENOR_BELOW_PRODUCT']],
    ['61 months', { tenorMonths: 61 }, ['STOP loan.tenorMonths TENOR_ABOVE_PRODUCT']],
    ['a method not offered', { repaymentMethod: 'BUL' }, ['STOP loan.repaymentMethod METHOD_NOT_OFFERED']],
    ['a purpose not offered', { purposeCode: 'STOCKS' }, ['STOP loan.purposeCode PURPOSE_NOT_OFFERED']],
    ['no payee', { payee: null }, ['STOP loan.payee PAYEE_MISSING']],
    ['entrusted one fen short', { payee: payee(59999999) }, ['STOP loan.payee.amountFen ENTRUSTED_NOT_WHOLE']],
    ['mixed with the whole entrusted', { paymentMode: 'MIXED' }, ['STOP loan.payee.amountFen MIXED_OUT_OF_RANGE']],
    ['mixed with the self-paid part at the limit', { paymentMode: 'MIXED', payee: payee(30000000) }, []],
    ['mixed with the self-paid part a fen above it', { paymentMode: 'MIXED', payee: payee(29999999) }, ['STOP loan.paymentMode SELF_PAYMENT_ABOVE_LIMIT']],
    ['self-paid with a payee', { paymentMode: 'SELF', amountFen: 30000000 }, ['STOP loan.payee PAYEE_NOT_EXPECTED']],
    ['self-paid at 300,000 yuan', { paymentMode: 'SELF', amountFen: 30000000, payee: null }, []],
    ['self-paid a fen above 300,000 yuan', { paymentMode: 'SELF', amountFen: 30000001, payee: null }, ['STOP loan.paymentMode SELF_PAYMENT_ABOVE_LIMIT']],
    ['the borrower as payee', { payee: payee(60000000, { name: ' 测试𬱖' }) }, ['WARN loan.payee.name PAYEE_IS_BORROWER']],
    ['paid into the debit account', { payee: payee(60000000, { account: '6200 0000 0000 0005' }) }, ['WARN loan.payee.name PAYEE_IS_BORROWER']],
    ["a payee's account with letters", { payee: payee(60000000, { account: 'ACC-12345678' }) }, ['WARN loan.payee.account ACCOUNT_FORMAT']],
    ['a card with two digits swapped', { debitAccount: '6200000000000074' }, ['STOP loan.debitAccount CARD_CHECK']],
    ['a passbook account of 16 digits', { debitAccount: '1101019900000001' }, ['WARN loan.debitAccount CARD_CHECK']],
    ['a short account', { debitAccount: '110101990001' }, ['WARN loan.debitAccount NOT_A_CARD']],
    ['an account with the letter O', { debitAccount: '62000000000000O5' }, ['STOP loan.debitAccount ACCOUNT_FORMAT']],
  ])('of a consumer: %s', (_, loan, issues) => expect(found(consumer(), consumerMortgage, loan)).toEqual(issues))

  it('lets a sole trader be paid himself up to 500,000 yuan', () => {
    expect(found(trader(), traderCredit, { amountFen: 50000000 })).toEqual([])
    expect(found(trader(), traderCredit, { amountFen: 50000001 })).toEqual(['STOP loan.paymentMode SELF_PAYMENT_ABOVE_LIMIT'])
  })
  it('says which limit was passed, for the message', () => {
    const input = consumer()
    Object.assign(input.loan, { amountFen: 500000001, payee: payee(500000001) })
    expect(checkApplication(parsed(input), { today, product: consumerMortgage })[0]?.details).toEqual({ maxFen: 500000000 })
  })
  it('takes its limits from the product pack', () => {
    const { minAmountFen, maxAmountFen, minTenorMonths, maxTenorMonths, ...rest } = consumerMortgage
    const pack = {
      ...rest,
      pledges: [],
      methods: [...rest.methods],
      purposeCodes: ['DECORATION' as const, 'EDUCATION' as const],
      amount: { minFen: minAmountFen, maxFen: maxAmountFen },
      tenor: { minMonths: minTenorMonths, maxMonths: maxTenorMonths },
    }
    expect(limitsOf({ ...pack, selfPaymentMaxFen: fen(30000000) })).toEqual(consumerMortgage)
  })
})
