import { describe, expect, it } from 'vitest'
import { ltvWithinCap } from '../../../core/collateral/ltv.ts'
import { firstRepricing } from '../../../core/contract/agreed-terms.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import { disagreements } from '../../../core/contract/terms-agree.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { combinations } from '../../fixtures/paper/combinations.ts'
import { companyOwned } from '../../fixtures/paper/company-owned.ts'
import { cooperatives } from '../../fixtures/paper/cooperatives.ts'
import { loanCosts } from '../../fixtures/paper/loan-costs.ts'
import { approvalSlip, scoreSlip } from '../../fixtures/paper/slips.ts'
import { enterpriseTerms, mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const kept = [...combinations(), ...companyOwned(), ...cooperatives()]
const every: readonly ContractTerms[] = [...kept, ...loanCosts()].map(({ terms }) => terms).concat(mortgageTerms(), soleTraderTerms(), enterpriseTerms())
const CARRIES = { DEPOSIT: 90, RECEIVABLE: 70, MOVABLE: 40, EQUITY: 30, IP: 30 } as const

/** Everybody whose number stands on a paper of the loan. */
const people = ({ borrower, spouse, coOwners, guarantors, guarantorCompanies, collateralCompany }: ContractTerms) =>
  [
    borrower,
    spouse,
    ...coOwners,
    ...guarantors.flatMap((one) => [one, one.spouse]),
    ...[...guarantorCompanies, collateralCompany].map((company) => company?.legalRepresentative),
  ].flatMap((one) => (one ? [one] : []))

describe('a loan whose papers are looked at page by page', () => {
  it('does not contradict itself: what it says agrees, so that what is read there as wrong is wrong', () => {
    for (const terms of every) expect(disagreements(terms), terms.contractNo).toEqual([])
  })
  it('has people each of whom has a number of his own', () => {
    const named = new Map<string, Set<string>>()
    for (const { idNumber, name } of every.flatMap(people)) named.set(idNumber, (named.get(idNumber) ?? new Set()).add(name))
    expect([...named].filter(([, names]) => names.size > 1)).toEqual([])
    for (const terms of every) {
      const [{ idNumber } = expect.fail(), ...others] = people({ ...terms, coOwners: [], spouse: null })
      expect(
        others.map((one) => one.idNumber),
        terms.contractNo,
      ).not.toContain(idNumber)
    }
  })
  it('has a number that no other loan of its kind has', () => {
    const numbers = kept.map(({ terms }) => terms.contractNo)
    expect(new Set(numbers).size).toBe(numbers.length)
  })
  it('is priced on the LPR of its term, and floats only where it can float before the end (domain 3.11)', () => {
    for (const { loan, contractNo } of every) {
      if (loan.tenorMonths <= 12) expect(loan.rate.lprTenor, contractNo).toBe('1Y')
      if (loan.tenorMonths > 60) expect(loan.rate.lprTenor, contractNo).toBe('5Y')
      const floats = firstRepricing({ rate: loan.rate, valueDate: dateOnly(loan.valueDate), maturityOn: dateOnly(loan.maturityOn) })
      if (loan.rate.repriceRule !== null) expect(floats, contractNo).not.toBeNull()
    }
  })
  it('is secured for its own amount by what is worth enough to carry it and what goes before (domain 5.5)', () => {
    for (const { house, vehicle, pledge, loan, contractNo } of every) {
      const cap = house ? 70 : pledge ? CARRIES[pledge.kind] : 50
      for (const thing of [house, vehicle, pledge].filter((one) => one !== null)) {
        expect(thing.securedFen, contractNo).toBe(loan.amountFen)
        expect(ltvWithinCap(loan.amountFen, thing.priorDebtFen, thing.appraisedFen, cap), contractNo).toBe(true)
      }
    }
  })
  it('is scored as the lines of its sheet add up, and approved on that score', () => {
    const sum = (pick: (line: (typeof scoreSlip.lines)[number]) => number) => scoreSlip.lines.reduce((total, line) => total + pick(line), 0)
    expect([sum(({ points }) => points), sum(({ of }) => of)]).toEqual([scoreSlip.total, scoreSlip.of])
    expect([approvalSlip.score, approvalSlip.grade]).toEqual([scoreSlip.total, scoreSlip.grade])
  })
})
