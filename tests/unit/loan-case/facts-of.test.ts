import { describe, expect, it } from 'vitest'
import { Application, type ApplicationInput } from '../../../core/intake/application.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { type FactsContext, factsOf } from '../../../core/loan-case/facts-of.ts'
import { visitRequired } from '../../../core/product/product.ts'

const person = (name: string, idNumber: string) => ({
  name,
  idType: 'RESIDENT' as const,
  idNumber,
  idIssuedOn: '2020-01-01',
  idExpiresOn: '2040-01-01',
  phone: '13800000000',
  address: 'Example Road 1',
})
const house = (ownership: 'SOLE' | 'JOINT', coOwners: ReturnType<typeof person>[]) => ({
  titleNo: 'T1',
  unitNo: '',
  address: 'Example Road 1',
  areaHundredths: 9_000,
  use: 'RESIDENTIAL' as const,
  ownership,
  coOwners,
  leased: false,
  declaredValueFen: 200_000_000,
})
const input: ApplicationInput = {
  productCode: 'IND-CONSUME-MORTGAGE',
  borrower: {
    ...person('Borrower', 'B1'),
    maritalStatus: 'MARRIED',
    hukouCityCode: '3201',
    residenceProof: 'HUKOU',
    residence: 'OWN',
    rentedSince: null,
    inCitySince: '2010-01-01',
  },
  spouse: person('Spouse', 'S1'),
  employment: { employer: 'Works', since: '2019-01-01', monthlyIncomeFen: 1_500_000, housingFund: true },
  business: null,
  loan: {
    amountFen: 30_000_000,
    tenorMonths: 36,
    repaymentMethod: 'EPI',
    purposeCode: 'DECORATION',
    purposeText: 'decoration',
    paymentMode: 'ENTRUSTED',
    payee: null,
    debitAccount: '6222',
  },
  house: house('JOINT', [person('Spouse', 'S1'), person('Brother', 'C1')]),
  declarations: { firstLoan: true, assetsDeclared: false, relatedParty: false, agentPresent: false },
}
const context: FactsContext = {
  product: {
    line: 'IND_CONSUME',
    borrower: 'PERSON',
    security: 'MORTGAGE_RE',
    needsDisclosure: true,
    visit: { kind: 'ALWAYS' },
    useProofAlways: false,
    taxRecordAboveFen: fen(500_000),
  },
  branchCityCode: '3201',
  contractOn: dateOnly('2026-11-23'),
  disclosureFrom: dateOnly('2026-08-01'),
}
const factsFor = (change: Partial<ApplicationInput> = {}, other: Partial<FactsContext> = {}) =>
  factsOf(Application.parse({ ...input, ...change }), { ...context, ...other })

describe('the facts of an application', () => {
  it('count a spouse who owns with the borrower once, as spouse', () => {
    expect(factsFor()).toMatchObject({ coOwned: true, coOwners: 1, maritalStatus: 'MARRIED' })
    expect(factsFor({ house: house('SOLE', []) })).toMatchObject({ coOwned: false, coOwners: 0 })
  })

  it('compare the register’s city with the branch’s and the income with the tax threshold', () => {
    expect(factsFor()).toMatchObject({ registeredInBranchCity: true, incomeAboveTaxThreshold: true, employed: true, housingFundDeclared: true })
    expect(factsFor({}, { branchCityCode: '3301', product: { ...context.product, taxRecordAboveFen: fen(1_500_000) } })).toMatchObject({
      registeredInBranchCity: false,
      incomeAboveTaxThreshold: false,
    })
  })

  it('make the cost disclosure due from the first day of the rule', () => {
    expect(factsFor({}, { contractOn: dateOnly('2026-07-31') }).disclosureDue).toBe(false)
    expect(factsFor({}, { contractOn: dateOnly('2026-08-01') }).disclosureDue).toBe(true)
    expect(factsFor({}, { product: { ...context.product, needsDisclosure: false } }).disclosureDue).toBe(false)
  })

  it('know nothing of a business or house that was not declared', () => {
    expect(factsFor({ house: null, employment: null })).toMatchObject({
      coOwned: false,
      leased: false,
      residential: false,
      employed: false,
      taxRegistered: false,
      licensedSector: false,
    })
  })

  it('ask for a visit above the product’s amount only', () => {
    const visit = { kind: 'ABOVE', amountFen: fen(20_000_000) } as const
    expect(visitRequired({ visit }, fen(20_000_000))).toBe(false)
    expect(visitRequired({ visit }, fen(20_000_001))).toBe(true)
  })
})
