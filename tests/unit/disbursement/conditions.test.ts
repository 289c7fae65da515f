import { describe, expect, it } from 'vitest'
import { CONDITION_CODES, type DisbursementFacts, disbursementConditions, mayDisburse } from '../../../core/disbursement/conditions.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const today = dateOnly('2026-11-23')
const yesterday = dateOnly('2026-11-22')
const ready: DisbursementFacts = {
  today,
  dayOpen: true,
  openItems: [],
  approvalValidUntil: today,
  unmetConditions: [],
  disclosureSignedOn: today,
  disclosureDue: true,
  contractSignedOn: today,
  faceToFace: true,
  signedSetGaps: [],
  valueDate: today,
  termsDiffering: [],
  idsExpireOn: [today, null],
  registrationState: 'EFFECTIVE',
  registryCheckedOn: today,
  insuredUntil: dateOnly('2027-11-23'),
  insuranceNeededUntil: dateOnly('2027-11-23'),
  firstLoanCheckedOn: dateOnly('2026-10-24'),
  paymentRefusal: null,
}
const LIMITS = { firstLoanRecheckDays: 30, registryRecheckDays: 0 }
const open = (change: Partial<DisbursementFacts>) => disbursementConditions({ ...ready, ...change }, LIMITS).filter(({ met }) => !met)

describe('the disbursement checklist', () => {
  it('lists every condition and lets the money go when all are met on their last day', () => {
    const conditions = disbursementConditions(ready, LIMITS)
    expect(conditions.map(({ code }) => code)).toEqual(CONDITION_CODES)
    expect(mayDisburse(conditions)).toBe(true)
  })
  it.each<[string, Partial<DisbursementFacts>, string, string]>([
    ['the business day is closed', { dayOpen: false }, 'DAY_OPEN', 'BRANCH_MANAGER'],
    ['a blocking paper is open', { openItems: ['D706/B'] }, 'DOCUMENTS_COMPLETE', 'TELLER'],
    ['the approval has run out', { approvalValidUntil: yesterday }, 'APPROVAL_VALID', 'BRANCH_MANAGER'],
    ['an approved condition is not met', { unmetConditions: ['co-borrower signs'] }, 'CONDITIONS_MET', 'DISBURSEMENT_OFFICER'],
    ['a page of the signed contract did not come back', { signedSetGaps: ['SIGNED_PAGES_MISSING'] }, 'SIGNED_SET_BACK', 'TELLER'],
    ['the cost table is not signed', { disclosureSignedOn: null }, 'COST_DISCLOSED', 'ACCOUNT_MANAGER'],
    ['the cost table was signed after the contract', { contractSignedOn: yesterday }, 'COST_DISCLOSED', 'ACCOUNT_MANAGER'],
    ['nobody recorded that it was signed face to face', { faceToFace: false }, 'CONTRACT_SIGNED', 'DISBURSEMENT_OFFICER'],
    ['the contract is not signed', { contractSignedOn: null }, 'CONTRACT_SIGNED', 'DISBURSEMENT_OFFICER'],
    ['the contract leaves the approval', { termsDiffering: ['rate'] }, 'TERMS_AS_APPROVED', 'ACCOUNT_MANAGER'],
    ['IOU and schedule were made for yesterday', { valueDate: yesterday }, 'VALUE_DATE_TODAY', 'DISBURSEMENT_OFFICER'],
    ['a signer has an expired identity card', { idsExpireOn: [null, yesterday] }, 'IDS_VALID', 'TELLER'],
    ['no identity card is on record', { idsExpireOn: [] }, 'IDS_VALID', 'TELLER'],
    ['the mortgage is not yet effective', { registrationState: 'DONE' }, 'COLLATERAL_EFFECTIVE', 'ARCHIVIST'],
    ['the registry was last looked up yesterday', { registryCheckedOn: yesterday }, 'REGISTRY_RECHECKED', 'DISBURSEMENT_OFFICER'],
    ['the registry look-up lies in the future', { registryCheckedOn: dateOnly('2026-11-24') }, 'REGISTRY_RECHECKED', 'DISBURSEMENT_OFFICER'],
    ['the insurance ends before the loan', { insuredUntil: dateOnly('2027-11-22') }, 'INSURED', 'ACCOUNT_MANAGER'],
    ['the first-loan check is 31 days old', { firstLoanCheckedOn: dateOnly('2026-10-23') }, 'FIRST_LOAN_RECHECKED', 'ACCOUNT_MANAGER'],
    ['the payment must be entrusted', { paymentRefusal: 'ENTRUSTED_PAYMENT_NEEDED' }, 'PAYMENT_FITS', 'DISBURSEMENT_OFFICER'],
  ])('holds the money when %s, and says who is to act', (_, change, code, actor) => {
    expect(open(change).map((condition) => [condition.code, condition.actor])).toEqual([[code, actor]])
  })
  it('names what is open', () => expect(open({ openItems: ['D706/B', 'D708/B'] })[0]?.open).toEqual(['D706/B', 'D708/B']))
  it('asks no mortgage, registry or insurance of a loan on credit', () => {
    expect(open({ registrationState: null, registryCheckedOn: null, insuredUntil: null, insuranceNeededUntil: null })).toEqual([])
  })
  it('asks no cost table where none is due', () => expect(open({ disclosureDue: false, disclosureSignedOn: null })).toEqual([]))
})
