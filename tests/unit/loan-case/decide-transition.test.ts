import { describe, expect, it } from 'vitest'
import { addDays } from '../../../core/kernel/calendar.ts'
import { decideTransition } from '../../../core/loan-case/decide-transition.ts'
import type { GateFacts } from '../../../core/loan-case/gate-facts.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { type Action, TRANSITIONS } from '../../../core/loan-case/transitions.ts'
import { EVERY_COUNTER_ROLE, inOrder, nothingOpen, people, person, today } from './example-facts.ts'

const outcome = (state: State, action: Action, change: Partial<GateFacts> = {}) => {
  const decided = decideTransition(state, action, { ...inOrder, ...change })
  return decided.ok ? decided.value : decided.error.code
}
const actor = (number: number) => ({ actor: { staffId: person(number), roles: EVERY_COUNTER_ROLE } })

describe('every transition', () => {
  it('is refused to whoever lacks the role, while the day is closed, and while its work is undone', () => {
    for (const { from, action, needs } of TRANSITIONS) {
      expect(outcome(from, action, { actor: { staffId: person(9), roles: ['ADMINISTRATOR'] } })).toBe('ROLE_MISSING')
      expect(outcome(from, action, { dayOpen: false })).toBe('DAY_NOT_OPEN')
      for (const milestone of needs) {
        const done = new Set([...inOrder.done, ...needs].filter((other) => other !== milestone))
        expect(decideTransition(from, action, { ...inOrder, done })).toMatchObject({ ok: false, error: { code: 'STEP_NOT_DONE', details: { milestone } } })
      }
    }
  })

  it('stands once in the table', () => {
    expect(new Set(TRANSITIONS.map(({ from, action }) => `${from} ${action}`)).size).toBe(TRANSITIONS.length)
  })
})

describe('from intake to review', () => {
  it('needs application form, identity check and consents in hand before the application is submitted', () => {
    expect(outcome('DRAFT', 'submit')).toBe('DOC_CHECK')
    expect(outcome('DRAFT', 'submit', { missingItems: ['D201/SP'] })).toBe('SUBMISSION_PAPERS_MISSING')
    expect(outcome('DRAFT', 'submit', { missingItems: ['D301/B'], openItems: { ...nothingOpen, INTAKE: ['D201/B'] } })).toBe('DOC_CHECK')
  })

  it('names the papers that keep the gate shut', () => {
    const decided = decideTransition('DOC_CHECK', 'accept', { ...inOrder, openItems: { ...nothingOpen, INTAKE: ['D301/B'], SURVEY: ['D309/B'] } })
    expect(decided).toEqual({ ok: false, error: { code: 'GATE_CLOSED', details: { gate: 'INTAKE', items: ['D301/B'] } } })
  })

  it('is accepted by another person than who submitted it, teller or account manager', () => {
    expect(outcome('DOC_CHECK', 'accept', actor(6))).toBe('DIFFERENT_PERSON_NEEDED')
    for (const role of ['TELLER', 'ACCOUNT_MANAGER'] as const)
      expect(outcome('DOC_CHECK', 'accept', { actor: { staffId: person(1), roles: [role] } })).toBe('ACCEPTED')
    expect(outcome('DOC_CHECK', 'accept', { actor: { staffId: person(3), roles: ['REVIEWER'] } })).toBe('ROLE_MISSING')
  })

  it('gives a deficiency notice only while something is open', () => {
    expect(outcome('DOC_CHECK', 'giveNotice')).toBe('NOT_BLOCKED')
    expect(outcome('DOC_CHECK', 'giveNotice', { openItems: { ...nothingOpen, INTAKE: ['D301/B'] } })).toBe('DEFICIENT')
  })

  it('sends two different account managers, neither of whom reviews or approves', () => {
    expect(outcome('ACCEPTED', 'assign')).toBe('SURVEY')
    expect(outcome('ACCEPTED', 'assign', { people: { ...people, secondManager: people.firstManager } })).toBe('DIFFERENT_PERSON_NEEDED')
    expect(outcome('REVIEW', 'agree', actor(2))).toBe('DIFFERENT_PERSON_NEEDED')
    expect(outcome('APPROVAL', 'approve', actor(1))).toBe('DIFFERENT_PERSON_NEEDED')
    expect(outcome('APPROVAL', 'approve', actor(3))).toBe('DIFFERENT_PERSON_NEEDED')
    expect(outcome('APPROVAL', 'approve')).toBe('APPROVAL')
  })
})

describe('from approval to the money', () => {
  it('contracts nothing on an approval that has run out, and lets it be given anew', () => {
    const runOut = { approval: { by: 'BRANCH', validUntil: addDays(today, -1) } } as const
    expect(outcome('APPROVAL', 'disclose', { approval: null })).toBe('APPROVAL_MISSING')
    for (const [state, action] of [
      ['APPROVAL', 'disclose'],
      ['COST_DISCLOSED', 'sign'],
      ['READY', 'release'],
    ] as const) {
      expect(outcome(state, action, runOut)).toBe('APPROVAL_EXPIRED')
    }
    expect(outcome('READY', 'reapprove', runOut)).toBe('APPROVAL')
    expect(outcome('READY', 'reapprove')).toBe('APPROVAL_STILL_VALID')
  })

  it('signs no contract before the cost disclosure is filed', () => {
    const undisclosed = { openItems: { ...nothingOpen, SIGN: ['D204/B', 'D706/B'] } }
    expect(outcome('COST_DISCLOSED', 'sign', undisclosed)).toBe('GATE_CLOSED')
    expect(outcome('COST_DISCLOSED', 'sign', { openItems: { ...nothingOpen, SIGN: ['D706/B'] } })).toBe('CONTRACTED')
    expect(outcome('APPROVAL', 'sign')).toBe('DISCLOSURE_DUE')
    expect(outcome('APPROVAL', 'sign', { disclosureDue: false })).toBe('CONTRACTED')
  })

  it('has the contract sealed by another person than its maker', () => {
    expect(outcome('COST_DISCLOSED', 'sign', actor(1))).toBe('DIFFERENT_PERSON_NEEDED')
    expect(outcome('COST_DISCLOSED', 'sign', { people: { ...people, contractMaker: null } })).toBe('DIFFERENT_PERSON_NEEDED')
  })

  it('sends a mortgage to the registry and a loan on credit straight on', () => {
    expect(outcome('CONTRACTED', 'ready')).toBe('REGISTRATION_DUE')
    expect(outcome('CONTRACTED', 'ready', { mortgageDue: false, registrationEffective: false })).toBe('READY')
    expect(outcome('CONTRACTED', 'toRegistration', { mortgageDue: false })).toBe('REGISTRATION_NOT_DUE')
    expect(outcome('COLLATERAL', 'ready', { registrationEffective: false })).toBe('REGISTRATION_NOT_EFFECTIVE')
  })

  it('releases nothing when the registration is gone again, nor by the hand that prepared it', () => {
    expect(outcome('READY', 'release')).toBe('DISBURSED')
    expect(outcome('READY', 'release', { registrationEffective: false })).toBe('REGISTRATION_NOT_EFFECTIVE')
    expect(outcome('READY', 'release', actor(5))).toBe('DIFFERENT_PERSON_NEEDED')
  })

  it('is never held up by papers that follow the loan', () => {
    expect(outcome('READY', 'release', { openItems: { ...nothingOpen, POST: ['D709/B'] } })).toBe('DISBURSED')
  })
})

describe('the end of a case', () => {
  it('files the volume on the living loan and archives only what is settled, refused or withdrawn', () => {
    expect(outcome('ACTIVE', 'file')).toBe('ACTIVE')
    expect(TRANSITIONS.filter(({ to }) => to === 'ARCHIVED').map(({ from }) => from)).toEqual(['SETTLED', 'REJECTED', 'WITHDRAWN'])
  })

  it('lets the customer walk away until the money is out, after signing with the manager', () => {
    const teller = { actor: { staffId: person(9), roles: ['TELLER'] } } as const
    expect(outcome('COST_DISCLOSED', 'withdraw', teller)).toBe('WITHDRAWN')
    expect(outcome('READY', 'withdraw', teller)).toBe('ROLE_MISSING')
    expect(outcome('DISBURSED', 'withdraw')).toBe('TRANSITION_NOT_ALLOWED')
  })
})
