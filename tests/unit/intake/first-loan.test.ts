import { describe, expect, it } from 'vitest'
import { determineFirstLoan, FIRST_LOAN_RULE, type ReportFacts, recheckNeeded } from '../../../core/intake/first-loan.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { today } from '../../fixtures/applications.ts'

const facts = (more: Partial<ReportFacts> = {}): ReportFacts => ({
  obtained: true,
  enquiredOn: today,
  loanCount: 0,
  businessLoanCount: 0,
  cardRecord: false,
  ...more,
})

describe('the first-loan test', () => {
  it.each<['IND_CONSUME' | 'IND_BIZ', string, Partial<ReportFacts>, boolean, string, string | null]>([
    ['IND_CONSUME', 'no report obtainable', { obtained: false }, true, 'NO_RECORD', 'A'],
    ['IND_CONSUME', 'no loan', {}, true, 'NO_RECORD', 'A'],
    ['IND_CONSUME', 'only a credit card', { cardRecord: true }, true, 'NO_RECORD', 'A'],
    ['IND_CONSUME', 'one loan', { loanCount: 1 }, false, 'HAS_RECORD', null],
    ['IND_BIZ', 'no report obtainable', { obtained: false }, true, 'NO_RECORD', 'A'],
    ['IND_BIZ', 'no loan', {}, true, 'NO_RECORD', 'A'],
    ['IND_BIZ', 'only a credit card', { cardRecord: true }, true, 'NO_BIZ_RECORD', 'B'],
    ['IND_BIZ', 'a housing loan', { loanCount: 1 }, true, 'NO_BIZ_RECORD', 'B'],
    ['IND_BIZ', 'a business loan', { loanCount: 2, businessLoanCount: 1 }, false, 'HAS_BIZ_RECORD', null],
  ])('of %s with %s', (line, _, report, result, basis, subtype) => {
    expect(expectOk(determineFirstLoan(line, facts(report), true, today))).toEqual({
      result,
      basis,
      subtype,
      rule: FIRST_LOAN_RULE,
      differsFromDeclared: !result,
    })
  })
  it('notices that an applicant declared an earlier loan that the report does not show', () => {
    expect(expectOk(determineFirstLoan('IND_CONSUME', facts(), false, today)).differsFromDeclared).toBe(true)
  })
  it.each<[Partial<ReportFacts>, string]>([
    [{ loanCount: 0, businessLoanCount: 1 }, 'creditReport.businessLoanCount'],
    [{ obtained: false, loanCount: 1 }, 'creditReport.obtained'],
    [{ loanCount: 0.5 }, 'creditReport.loanCount'],
    [{ enquiredOn: addDays(today, 1) }, 'creditReport.enquiredOn'],
  ])('refuses a report that contradicts itself (%#)', (report, field) => {
    expect(determineFirstLoan('IND_BIZ', facts(report), true, today)).toEqual({ ok: false, error: { code: 'CREDIT_REPORT_INCONSISTENT', details: { field } } })
  })
})

describe('the recheck at disbursement', () => {
  it('is needed on the 31st day after the enquiry, not on the 30th', () => {
    expect(recheckNeeded(dateOnly('2026-10-24'), today)).toBe(false)
    expect(recheckNeeded(dateOnly('2026-10-23'), today)).toBe(true)
  })
})
