import { describe, expect, it } from 'vitest'
import type { CheckDates } from '../../../core/completeness/checkpoints.ts'
import type { CaseFacts } from '../../../core/completeness/facts.ts'
import type { Paper } from '../../../core/completeness/paper.ts'
import { checkCompleteness, countItems, itemKey, missingItems, openBlockers, openByStage } from '../../../core/completeness/report.ts'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { checklist, marriedOwner, paper, singleOwner, today } from './example-case.ts'

const lineOf = (key: string, papers: readonly Paper[], facts: CaseFacts = singleOwner, on: CheckDates = { today }) => {
  const line = checkCompleteness(checklist, facts, papers, on).lines.find((candidate) => itemKey(candidate) === key)
  if (!line) throw new Error(`no line ${key}`)
  return line
}

describe('what a case needs', () => {
  it('asks a married borrower for the spouse’s identity card and says why', () => {
    expect(lineOf('D103/SP', [], marriedOwner)).toMatchObject({ required: true, why: ['MARRIED'], state: 'MISSING', defects: ['E01'], remedies: ['BRING'] })
    expect(lineOf('D103/SP', [], singleOwner)).toMatchObject({ required: false, whyNot: ['MARRIED'], state: 'NOT_APPLICABLE', defects: [] })
  })

  it('asks for one credit authorisation from each spouse, on sheets of their own', () => {
    const report = checkCompleteness(checklist, marriedOwner, [paper('D201')], { today })
    expect(report.lines.filter((line) => line.itemId === 'D201').map((line) => [line.party, line.state])).toEqual([
      ['B', 'OK'],
      ['SP', 'MISSING'],
    ])
  })

  it('names only the alternative that holds when one of several suffices', () => {
    expect(lineOf('D108/B', [], { ...singleOwner, maritalStatus: 'WIDOWED' }).why).toEqual(['WIDOWED'])
    expect(lineOf('D108/B', [], marriedOwner).whyNot).toEqual(['SINGLE', 'DIVORCED', 'WIDOWED'])
  })

  it('asks every co-owner and the spouse for consent, and never lets the item vanish when nobody is named', () => {
    const keys = (facts: CaseFacts) =>
      checkCompleteness(checklist, facts, [], { today })
        .lines.filter((line) => line.itemId === 'D606' && line.required)
        .map(itemKey)
    expect(keys({ ...marriedOwner, coOwned: true, coOwners: 2 })).toEqual(['D606/SP', 'D606/CO1', 'D606/CO2'])
    expect(keys({ ...singleOwner, coOwned: true, coOwners: 0 })).toHaveLength(1)
  })
})

describe('how a paper stands', () => {
  it('returns the file when the income proof is older than 30 days', () => {
    expect(lineOf('D301/B', [paper('D301', { issuedOn: addDays(today, -30) })]).state).toBe('OK')
    expect(lineOf('D301/B', [paper('D301', { issuedOn: addDays(today, -31) })])).toMatchObject({ state: 'EXPIRED', defects: ['E03'], remedies: ['RENEW'] })
    expect(lineOf('D301/B', [paper('D301', { issuedOn: null })]).defects).toEqual(['E03'])
  })

  it('keeps an income proof good that was fresh on the day of acceptance', () => {
    const proof = paper('D301', { issuedOn: dateOnly('2026-09-01') })
    expect(lineOf('D301/B', [proof], singleOwner, { today, acceptedOn: dateOnly('2026-10-01') }).state).toBe('OK')
    expect(lineOf('D301/B', [proof], singleOwner, { today, acceptedOn: dateOnly('2026-10-02') }).state).toBe('EXPIRED')
  })

  it('looks at the identity card on acceptance, signing and disbursement', () => {
    const card = paper('D102', { form: 'V', expiresOn: dateOnly('2026-11-22') })
    const accepted = { today, acceptedOn: dateOnly('2026-11-01') }
    expect(lineOf('D102/B', [card], singleOwner, accepted).state).toBe('OK')
    expect(lineOf('D102/B', [card], singleOwner, { ...accepted, approvedOn: dateOnly('2026-11-10') })).toMatchObject({ state: 'EXPIRED', defects: ['E02'] })
    expect(lineOf('D102/B', [card], singleOwner, { ...accepted, signingOn: dateOnly('2026-11-22'), disbursementOn: dateOnly('2026-11-22') }).state).toBe('OK')
    expect(lineOf('D102/B', [card], singleOwner, { ...accepted, signingOn: dateOnly('2026-11-22') }).state).toBe('EXPIRED')
  })

  it('warns of a card that runs out within 90 days but lets it pass, and never of one without an end', () => {
    expect(lineOf('D102/B', [paper('D102', { form: 'V', expiresOn: addDays(today, 90) })])).toMatchObject({ state: 'OK', expiresSoon: true })
    expect(lineOf('D102/B', [paper('D102', { form: 'V', expiresOn: addDays(today, 91) })]).expiresSoon).toBe(false)
    expect(lineOf('D102/B', [paper('D102', { form: 'V' })])).toMatchObject({ state: 'OK', expiresSoon: false })
  })

  it('finds every sheet unsigned that the absent spouse should have signed', () => {
    const unsigned = [paper('D101', { form: 'S', signedBy: ['B'] }), paper('D706', { signedBy: ['B', 'BANK'] })]
    expect(lineOf('D101/B', unsigned, marriedOwner)).toMatchObject({ state: 'DEFECT', defects: ['E06'], missingSigners: ['SP'], remedies: ['SIGN'] })
    expect(lineOf('D706/B', unsigned, marriedOwner).missingSigners).toEqual(['SP'])
    expect(lineOf('D101/B', unsigned, singleOwner).state).toBe('OK')
  })

  it('wants the block of each co-owner on the contract', () => {
    const facts = { ...marriedOwner, coOwned: true, coOwners: 2 }
    expect(lineOf('D706/B', [paper('D706', { signedBy: ['B', 'SP', 'CO1', 'BANK'] })], facts).missingSigners).toEqual(['CO2'])
  })

  it('refuses a plain copy where the original is to be seen, a short scan, and a paper dated tomorrow', () => {
    expect(lineOf('D102/B', [paper('D102', { form: 'C' })])).toMatchObject({ state: 'DEFECT', defects: ['E10'], remedies: ['SHOW_ORIGINAL'] })
    expect(lineOf('D102/B', [paper('D102', { form: 'O' })]).state).toBe('OK')
    expect(lineOf('D706/B', [paper('D706', { pages: 1 })]).defects).toEqual(['E05'])
    expect(lineOf('D304/B', [paper('D304', { issuedOn: addDays(today, 1) })]).defects).toEqual(['E12'])
  })

  it('leaves a paper unchecked until somebody has judged it, even when it already shows a fault', () => {
    const line = lineOf('D102/B', [paper('D102', { verdict: 'UNCHECKED', form: 'V', expiresOn: addDays(today, -1) })])
    expect(line).toMatchObject({ state: 'UNCHECKED', defects: ['E02'], remedies: ['JUDGE', 'RENEW'] })
  })

  it('takes the checker’s codes and keeps them in order beside its own', () => {
    const line = lineOf('D101/B', [paper('D101', { form: 'S', verdict: 'DEFECT', defects: ['E12', 'E04'], signedBy: [] })])
    expect(line).toMatchObject({ state: 'DEFECT', defects: ['E04', 'E06', 'E12'] })
  })

  it('asks for a fresh registry search at signing though the one at approval was good', () => {
    const old = paper('D605', { issuedOn: dateOnly('2026-11-10') })
    const approved = { today, acceptedOn: dateOnly('2026-11-01'), approvedOn: dateOnly('2026-11-15') }
    expect(lineOf('D605/B', [old], singleOwner, { ...approved, today: dateOnly('2026-11-11') }).state).toBe('OK')
    expect(lineOf('D605/B', [old], singleOwner, approved)).toMatchObject({ state: 'EXPIRED', defects: ['E03'] })
    expect(lineOf('D605/B', [old, paper('D605', { id: 'new', issuedOn: addDays(today, -1) })], singleOwner, approved)).toMatchObject({
      state: 'OK',
      paperId: 'new',
    })
  })
})

describe('what blocks', () => {
  it('counts blocking items of the gate’s own and earlier stages, never warnings or what follows the loan', () => {
    const report = checkCompleteness(checklist, singleOwner, [], { today })
    expect(openBlockers(report, 'INTAKE').map(itemKey)).toEqual(['D101/B', 'D102/B', 'D108/B', 'D113/B', 'D201/B', 'D301/B'])
    expect(openBlockers(report, 'SURVEY').at(-1)?.itemId).toBe('D605')
    expect(openBlockers(report, 'DISBURSE').map((line) => line.itemId)).not.toContain('D709')
    expect(openByStage(report)).toMatchObject({ SURVEY: ['D605/B'], APPROVE: [], SIGN: ['D706/B'], DISBURSE: [], POST: ['D709/B'] })
  })

  it('tells a paper that has not come from one that is not yet judged', () => {
    const report = checkCompleteness(checklist, singleOwner, [paper('D101', { form: 'S', verdict: 'UNCHECKED' })], { today })
    expect(missingItems(report)).not.toContain('D101/B')
    expect(openByStage(report).INTAKE).toContain('D101/B')
  })

  it('dates the proof of use 30 days after the money went out', () => {
    expect(lineOf('D709/B', [], singleOwner, { today, disbursementOn: dateOnly('2026-11-20') }).dueOn).toBe('2026-12-20')
    expect(lineOf('D709/B', []).dueOn).toBeNull()
  })

  it('adds up to the required items', () => {
    const counts = countItems(checkCompleteness(checklist, singleOwner, [paper('D201'), paper('D304')], { today }))
    expect(counts).toEqual({ required: 10, ok: 2, waived: 0, open: 8 })
  })
})
