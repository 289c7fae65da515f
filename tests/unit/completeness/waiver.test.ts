import { describe, expect, it } from 'vitest'
import { checkCompleteness, itemKey } from '../../../core/completeness/report.ts'
import { grantWaiver, type WaiverRequest } from '../../../core/completeness/waiver.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { checklist, paper, singleOwner, today } from './example-case.ts'

const manager: Session = {
  staffId: asId<StaffId>('00000000-0000-4000-8000-000000000001'),
  staffNo: 'M01',
  staffName: 'Manager',
  roles: ['BRANCH_MANAGER', 'TELLER'],
  terminal: 'T1',
}
const teller = { ...manager, staffId: asId<StaffId>('00000000-0000-4000-8000-000000000002'), roles: ['TELLER'] } satisfies Session
const request: WaiverRequest = { party: 'B', askedBy: teller.staffId, reason: 'employer on strike', expiresOn: null }
const itemOf = (id: string) => {
  const item = checklist.items.find((candidate) => candidate.id === id)
  if (!item) throw new Error(id)
  return item
}
const codeOf = (id: string, change: Partial<WaiverRequest>, session: Session = manager) => {
  const granted = grantWaiver(itemOf(id), { ...request, ...change }, session, today)
  return granted.ok ? 'granted' : granted.error.code
}
const incomeState = (expiresOn: WaiverRequest['expiresOn'], on = today, papers = [paper('D301', { issuedOn: addDays(today, -40) })]) => {
  const waiver = { ...expectOk(grantWaiver(itemOf('D301'), request, manager, today)), expiresOn }
  return checkCompleteness(checklist, singleOwner, papers, { today: on }, [waiver]).lines.find((line) => itemKey(line) === 'D301/B')?.state
}

describe('a waiver', () => {
  it('is granted by the branch manager on another person’s request', () => {
    expect(codeOf('D301', {})).toBe('granted')
    expect(codeOf('D301', { askedBy: manager.staffId })).toBe('DIFFERENT_PERSON_NEEDED')
    expect(codeOf('D301', {}, teller)).toBe('ROLE_MISSING')
  })

  it('needs a reason and a date not yet past', () => {
    expect(codeOf('D301', { reason: ' ' })).toBe('WAIVER_REASON_MISSING')
    expect(codeOf('D301', { expiresOn: addDays(today, -1) })).toBe('WAIVER_PAST')
    expect(codeOf('D301', { expiresOn: today })).toBe('granted')
  })

  it('is impossible for what the law demands', () => {
    for (const id of ['D201', 'D606', 'D706']) expect(codeOf(id, {})).toBe('WAIVER_AGAINST_LAW')
  })

  it('covers the item while it lasts, and gives way to a good paper', () => {
    expect(incomeState(null)).toBe('WAIVED')
    expect(incomeState(today)).toBe('WAIVED')
    expect(incomeState(today, addDays(today, 1))).toBe('EXPIRED')
    expect(incomeState(null, today, [paper('D301')])).toBe('OK')
  })
})
