import { describe, expect, it } from 'vitest'
import { type Debtor, determineFirstLoan, FIRST_LOAN_RULE, type ReportFacts, recheckNeeded } from '../../../core/intake/first-loan.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { today } from '../../fixtures/applications.ts'

const facts = (more: Partial<ReportFacts> = {}): ReportFacts => ({
  obtained: true,
  enquiredOn: today,
  loanCount: 0,
  businessLoanCount: 0,
  discountCount: 0,
  cardRecord: false,
  ...more,
})

const CONSUMER: Debtor = { line: 'IND_CONSUME', borrower: 'PERSON' }
const TRADER: Debtor = { line: 'IND_BIZ', borrower: 'PERSON' }
const FARM: Debtor = { line: 'AGRI', borrower: 'PERSON' }
const COMPANY: Debtor = { line: 'SME_WC', borrower: 'ENTERPRISE' }
const COOPERATIVE: Debtor = { line: 'AGRI', borrower: 'ENTERPRISE' }

describe('the first-loan test', () => {
  it.each<[string, string, Debtor, Partial<ReportFacts>, boolean, string, string | null]>([
    ['a consumer', 'no report obtainable', CONSUMER, { obtained: false }, true, 'NO_RECORD', 'A'],
    ['a consumer', 'no loan', CONSUMER, {}, true, 'NO_RECORD', 'A'],
    ['a consumer', 'only a credit card', CONSUMER, { cardRecord: true }, true, 'NO_RECORD', 'A'],
    ['a consumer', 'one loan', CONSUMER, { loanCount: 1 }, false, 'HAS_RECORD', null],
    ['a sole trader', 'no report obtainable', TRADER, { obtained: false }, true, 'NO_RECORD', 'A'],
    ['a sole trader', 'no loan', TRADER, {}, true, 'NO_RECORD', 'A'],
    ['a sole trader', 'only a credit card', TRADER, { cardRecord: true }, true, 'NO_BIZ_RECORD', 'B'],
    ['a sole trader', 'a housing loan', TRADER, { loanCount: 1 }, true, 'NO_BIZ_RECORD', 'B'],
    ['a sole trader', 'a business loan', TRADER, { loanCount: 2, businessLoanCount: 1 }, false, 'HAS_BIZ_RECORD', null],
    ['a sole trader', 'a discounted bill', TRADER, { discountCount: 1 }, true, 'NO_RECORD', 'A'],
    ['a family farm', 'no report obtainable', FARM, { obtained: false }, true, 'NO_RECORD', 'A'],
    ['a family farm', 'a housing loan', FARM, { loanCount: 1 }, true, 'NO_BIZ_RECORD', 'B'],
    ['a family farm', 'a business loan', FARM, { loanCount: 1, businessLoanCount: 1 }, false, 'HAS_BIZ_RECORD', null],
    ['an enterprise', 'no report obtainable', COMPANY, { obtained: false }, true, 'NO_RECORD', 'A'],
    ['an enterprise', 'neither loan nor bill', COMPANY, {}, true, 'NO_RECORD', 'A'],
    ['an enterprise', 'one loan', COMPANY, { loanCount: 1 }, false, 'HAS_RECORD', null],
    ['an enterprise', 'a discounted bill and no loan', COMPANY, { discountCount: 1 }, false, 'DISCOUNT_ONLY', null],
    ['a cooperative', 'a discounted bill and no loan', COOPERATIVE, { discountCount: 2 }, false, 'DISCOUNT_ONLY', null],
    ['a cooperative', 'neither loan nor bill', COOPERATIVE, {}, true, 'NO_RECORD', 'A'],
  ])('of %s with %s', (_who, _what, debtor, report, result, basis, subtype) => {
    expect(expectOk(determineFirstLoan(debtor, facts(report), true, today))).toEqual({
      result,
      basis,
      subtype,
      rule: FIRST_LOAN_RULE,
      differsFromDeclared: !result,
    })
  })
  it('notices that an applicant declared an earlier loan that the report does not show', () => {
    expect(expectOk(determineFirstLoan(CONSUMER, facts(), false, today)).differsFromDeclared).toBe(true)
  })
  it.each<[Partial<ReportFacts>, string]>([
    [{ loanCount: 0, businessLoanCount: 1 }, 'creditReport.businessLoanCount'],
    [{ obtained: false, loanCount: 1 }, 'creditReport.obtained'],
    [{ obtained: false, discountCount: 1 }, 'creditReport.obtained'],
    [{ loanCount: 0.5 }, 'creditReport.loanCount'],
    [{ enquiredOn: addDays(today, 1) }, 'creditReport.enquiredOn'],
  ])('refuses a report that contradicts itself (%#)', (report, field) => {
    expect(determineFirstLoan(TRADER, facts(report), true, today)).toEqual({ ok: false, error: { code: 'CREDIT_REPORT_INCONSISTENT', details: { field } } })
  })
})

describe('the recheck at disbursement', () => {
  it('is needed on the 31st day after the enquiry, not on the 30th', () => {
    expect(recheckNeeded(dateOnly('2026-10-24'), today)).toBe(false)
    expect(recheckNeeded(dateOnly('2026-10-23'), today)).toBe(true)
  })
})
