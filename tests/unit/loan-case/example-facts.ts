import { dateOnly } from '../../../core/kernel/calendar.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Role } from '../../../core/kernel/people.ts'
import { type CasePeople, type GateFacts, MILESTONES } from '../../../core/loan-case/gate-facts.ts'

export const person = (number: number): StaffId => asId<StaffId>(`00000000-0000-4000-8000-00000000000${number}`)
export const today = dateOnly('2026-11-23')
export const EVERY_COUNTER_ROLE: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST']

export const people: CasePeople = {
  submittedBy: person(6),
  firstManager: person(1),
  secondManager: person(2),
  reviewer: person(3),
  approver: person(4),
  contractMaker: person(1),
  disbursementPreparer: person(5),
}

export const nothingOpen: GateFacts['openItems'] = { INTAKE: [], SURVEY: [], APPROVE: [], SIGN: [], DISBURSE: [], POST: [] }

/** Everything in order; the actor is nobody who worked on the case and holds every role of the counter. */
export const inOrder: GateFacts = {
  actor: { staffId: person(9), roles: EVERY_COUNTER_ROLE },
  people,
  today,
  dayOpen: true,
  openItems: nothingOpen,
  missingItems: [],
  mortgageDue: true,
  registrationEffective: true,
  disclosureDue: true,
  approval: { by: 'BRANCH', validUntil: today },
  done: new Set(MILESTONES.filter((milestone) => !['HARD_RULE_HIT', 'HEAD_OFFICE_REFUSED', 'TERMS_DIFFER'].includes(milestone))),
}
