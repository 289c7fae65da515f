import { expect, it } from 'vitest'
import { disagreements } from '../../../core/contract/terms-agree.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { guarantor, vehicle } from '../../fixtures/paper/securities.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const paying = (paymentMode: 'ENTRUSTED' | 'MIXED', payeeFen: number) => {
  const { loan, ...terms } = mortgageTerms()
  const payee = loan.payee && { ...loan.payee, amountFen: fen(payeeFen) }
  return disagreements({ ...terms, loan: { ...loan, paymentMode, payee } }).map(({ code }) => code)
}

it('terms pay the payee the whole of an entrusted loan', () => {
  const { amountFen } = mortgageTerms().loan
  expect([amountFen - 1, amountFen, amountFen + 1].map((sum) => paying('ENTRUSTED', sum))).toEqual([['PAYEE_AMOUNT_DIFFERS'], [], ['PAYEE_AMOUNT_DIFFERS']])
})

it('terms pay the payee less than the whole of a mixed one, and nobody where the borrower pays himself', () => {
  const { amountFen } = mortgageTerms().loan
  expect([amountFen - 1, amountFen].map((sum) => paying('MIXED', sum))).toEqual([[], ['PAYEE_AMOUNT_DIFFERS']])
  expect(disagreements(soleTraderTerms())).toEqual([])
})

it('terms stand on one house, vehicle or pledge at most, beside any guarantors: the loan contract names one', () => {
  const terms = mortgageTerms()
  const codes = (change: Partial<typeof terms>) => disagreements({ ...terms, ...change }).map(({ code }) => code)
  expect(codes({ vehicle: vehicle as never })).toEqual(['SECURITY_NOT_ONE'])
  expect(codes({ guarantors: [guarantor] })).toEqual([])
  expect(codes({ house: null, mortgageNo: null, vehicle: vehicle as never })).toEqual([])
})
