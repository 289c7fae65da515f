import { describe, expect, it } from 'vitest'
import { type AdmissionFacts, checkHardRules } from '../../../core/scoring/hard-rules.ts'
import { parameters } from './load-data.ts'

const clean: AdmissionFacts = {
  line: 'IND_BIZ',
  borrower: 'PERSON',
  security: 'CREDIT',
  ageYears: 40,
  ageAtMaturityYears: 43,
  idValid: true,
  firstLoan: true,
  dtiBand: 'NORMAL',
  dscrHundredths: 120,
  dishonestDebtor: false,
  enforcedDebtor: false,
  consumptionRestricted: false,
  abnormalOperation: false,
  taxGrade: 'B',
  operatingMonths: 6,
  purposeAllowed: true,
  forgedDocument: false,
  collateralExhausted: null,
  relatedParty: false,
  enquiries3Months: 6,
  currentlyOverdue: false,
  worstConsecutiveOverdue: 2,
  overdueTimes24Months: 5,
}
const hits = (change: Partial<AdmissionFacts>) => checkHardRules({ ...clean, ...change }, parameters()).map(({ code, effect }) => `${code} ${effect}`)

describe('hard admission rules', () => {
  it('let a clean applicant pass on every border', () => expect(hits({})).toEqual([]))
  it.each<[string, Partial<AdmissionFacts>, string]>([
    ['under 18', { ageYears: 17 }, 'R01 REJECT'],
    ['over 65', { ageYears: 66, ageAtMaturityYears: 66, line: 'IND_CONSUME' }, 'R01 REJECT'],
    ['a trader over 65 at maturity', { ageAtMaturityYears: 66 }, 'R01 REJECT'],
    ['a consumer over 70 at maturity', { line: 'IND_CONSUME', ageAtMaturityYears: 71 }, 'R01 REJECT'],
    ['an invalid identity card', { idValid: false }, 'R02 REJECT'],
    ['an earlier loan', { firstLoan: false }, 'R03 MANUAL'],
    ['debt service above 55 % of income', { dtiBand: 'REFUSED' }, 'R04 REJECT'],
    ['a cover below 1.00', { dscrHundredths: 99 }, 'R05 REJECT'],
    ['a cover below 1.20', { dscrHundredths: 119 }, 'R05 MANUAL'],
    ['a dishonest judgment debtor', { dishonestDebtor: true, enforcedDebtor: true }, 'R07 REJECT'],
    ['an unresolved enforcement', { enforcedDebtor: true }, 'R07 MANUAL'],
    ['a consumption restriction', { consumptionRestricted: true }, 'R08 REJECT'],
    ['abnormal operation', { abnormalOperation: true }, 'R09 REJECT'],
    ['tax grade D', { taxGrade: 'D' }, 'R10 REJECT'],
    ['less than six months of trade', { operatingMonths: 5 }, 'R11 REJECT'],
    ['a purpose outside the list', { purposeAllowed: false }, 'R13 REJECT'],
    ['a forged document', { forgedDocument: true }, 'R14 REJECT'],
    ['collateral used up by earlier debt', { collateralExhausted: true }, 'R16 REJECT'],
    ['a related person on credit', { relatedParty: true }, 'R17 REJECT'],
    ['seven enquiries in three months', { enquiries3Months: 7 }, 'R19 MANUAL'],
    ['a current arrear', { currentlyOverdue: true }, 'R21 REJECT'],
    ['three arrears in a row', { worstConsecutiveOverdue: 3 }, 'R21 REJECT'],
    ['six arrears in two years', { overdueTimes24Months: 6 }, 'R21 REJECT'],
  ])('hit %s', (_, change, hit) => {
    expect(hits(change)).toEqual([hit])
  })
  it('let a related person borrow against a mortgage', () => expect(hits({ relatedParty: true, security: 'MORTGAGE_RE' })).toEqual([]))
  it('leave a reason between 50 and 55 % to the decision', () => expect(hits({ dtiBand: 'NEEDS_REASON' })).toEqual([]))
  it('ask no business figures of a consumer, who may be 70 at maturity', () => {
    expect(hits({ line: 'IND_CONSUME', dscrHundredths: null, operatingMonths: null, ageAtMaturityYears: 70 })).toEqual([])
  })
  it('name every rule that is hit, in order', () =>
    expect(hits({ taxGrade: 'D', idValid: false, enquiries3Months: 9 })).toEqual(['R02 REJECT', 'R10 REJECT', 'R19 MANUAL']))
})
