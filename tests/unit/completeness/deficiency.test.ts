import { describe, expect, it } from 'vitest'
import { deficiencyNotice } from '../../../core/completeness/deficiency.ts'
import type { Paper } from '../../../core/completeness/paper.ts'
import { checkCompleteness } from '../../../core/completeness/report.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { checklist, marriedOwner, paper, today } from './example-case.ts'

const reportOn = (...papers: Paper[]) => checkCompleteness(checklist, marriedOwner, papers, { today })
const good = [paper('D101', { form: 'S' }), paper('D102', { form: 'V' }), paper('D103', { form: 'V', party: 'SP' }), paper('D113', { form: 'S' })]
const consents = [paper('D201'), paper('D201', { party: 'SP' })]
const income = paper('D301')
const staleIncome = paper('D301', { issuedOn: addDays(today, -31) })

describe('the deficiency notice', () => {
  it('lists every missing and faulty paper of intake once, with its code and what to do', () => {
    const { ordinal, lines } = expectOk(deficiencyNotice(reportOn(...good, paper('D201'), staleIncome), [], {}))
    expect(ordinal).toBe(1)
    expect(lines.map((line) => [line.key, line.codes, line.remedies, line.severity])).toEqual([
      ['D201/SP', ['E01'], ['BRING'], 'BLOCK'],
      ['D301/B', ['E03'], ['RENEW'], 'BLOCK'],
      ['D304/B', ['E01'], ['BRING'], 'WARN'],
    ])
  })

  it('does not ask the customer for what the bank makes by itself', () => {
    const { lines } = expectOk(deficiencyNotice(reportOn(), [], {}))
    expect(lines.filter((line) => line.byBank).map((line) => line.key)).toEqual(['D113/B'])
  })

  it('waits until every paper that came has been judged', () => {
    const unjudged = deficiencyNotice(reportOn(paper('D301', { verdict: 'UNCHECKED' })), [], {})
    expect(unjudged).toMatchObject({ ok: false, error: { code: 'NOTICE_UNJUDGED', details: { items: ['D301/B'] } } })
  })

  it('is not given when nothing that blocks is open', () => {
    expect(deficiencyNotice(reportOn(...good, ...consents, income), [], {})).toMatchObject({ ok: false, error: { code: 'NOTICE_NOTHING_OPEN' } })
  })

  it('must say in a second notice why an item was not in the first', () => {
    const report = reportOn(...good, paper('D201'), staleIncome)
    const first = [['D201/SP', 'D304/B']]
    expect(deficiencyNotice(report, first, { 'D301/B': '  ' })).toMatchObject({
      ok: false,
      error: { code: 'NOTICE_REASON_MISSING', details: { items: ['D301/B'] } },
    })
    const { ordinal, lines } = expectOk(deficiencyNotice(report, first, { 'D301/B': 'the employer withdrew the first certificate' }))
    expect(ordinal).toBe(2)
    expect(lines.map((line) => line.newBecause)).toEqual([null, 'the employer withdrew the first certificate', null])
  })
})
