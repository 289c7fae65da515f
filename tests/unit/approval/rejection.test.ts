import { expect, it } from 'vitest'
import { rejectionReasons, type ThinFile, thinFileFactors } from '../../../core/approval/rejection.ts'
import { REASON_CODES } from '../../../core/product/reason-codes.ts'
import { parameters } from '../scoring/load-data.ts'

const file: ThinFile = { reportObtained: true, loanCount: 1, historyMonths: 24, activeInLastYear: true, newDebts6Months: 2, enquiries3Months: 6 }
const factors = (change: Partial<ThinFile>) => thinFileFactors({ ...file, ...change }, parameters())

it('knows the twenty reasons of the rules and the arrears rule', () => {
  expect(REASON_CODES).toEqual(Array.from({ length: 21 }, (_, index) => `R${String(index + 1).padStart(2, '0')}`))
})
it('names the codes it does not know', () => {
  expect(rejectionReasons(['R01', 'R22', 'age'])).toMatchObject({ error: { code: 'REJECTION_CODES_WRONG', details: { unknown: ['R22', 'age'] } } })
})
it('prints no factor for a full file on every border', () => expect(factors({})).toEqual([]))
it('prints what a thin file lacks', () => {
  expect(factors({ reportObtained: false, historyMonths: 1 })).toEqual(['NO_CREDIT_RECORD'])
  expect(factors({ historyMonths: 2 })).toEqual(['HISTORY_UNDER_3_MONTHS'])
  expect(factors({ historyMonths: 23, loanCount: 0 })).toEqual(['HISTORY_SHORT', 'INFORMATION_SCARCE'])
  expect(factors({ activeInLastYear: false, newDebts6Months: 3, enquiries3Months: 7 })).toEqual([
    'NO_RECENT_ACTIVITY',
    'MANY_RECENT_DEBTS',
    'MANY_RECENT_ENQUIRIES',
  ])
})
it('prints nothing of what the report does not say', () => {
  expect(factors({ historyMonths: null, activeInLastYear: null, newDebts6Months: null })).toEqual([])
})
