import { describe, expect, it } from 'vitest'
import { type GateStage, type Stage, stagesUpTo } from '../../../core/completeness/stages.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { decideTransition } from '../../../core/loan-case/decide-transition.ts'
import { type CasePeople, type GateFacts, MILESTONES } from '../../../core/loan-case/gate-facts.ts'
import { STATES, type State } from '../../../core/loan-case/states.ts'
import { ACTIONS, TRANSITIONS } from '../../../core/loan-case/transitions.ts'
import { inOrder, people, person, today } from './example-facts.ts'

/** The order of rulings 1, written again here so that the table is checked against it and not against itself. */
const LINE: readonly State[] = [
  'DRAFT',
  'DOC_CHECK',
  'ACCEPTED',
  'SURVEY',
  'SCORED',
  'REVIEW',
  'APPROVAL',
  'COST_DISCLOSED',
  'CONTRACTED',
  'COLLATERAL',
  'READY',
  'DISBURSED',
  'ACTIVE',
]
/** The gates of rulings 2 by the state they let into. */
const GATE_INTO: Partial<Record<State, GateStage>> = {
  ACCEPTED: 'INTAKE',
  REVIEW: 'SURVEY',
  COST_DISCLOSED: 'APPROVE',
  CONTRACTED: 'APPROVE',
  COLLATERAL: 'SIGN',
  READY: 'SIGN',
  DISBURSED: 'DISBURSE',
}
const onLine = (state: State): number => LINE.indexOf(state === 'HO_PENDING' ? 'APPROVAL' : state === 'DEFICIENT' ? 'DOC_CHECK' : state)
const goesForward = (from: State, to: State): boolean => onLine(from) >= 0 && onLine(to) > onLine(from)

const BOOLEANS = [false, true] as const
const SIGN_PAPERS = [[], ['D706/B'], ['D204/B']] as const
const APPROVALS: readonly GateFacts['approval'][] = [
  null,
  { by: 'BRANCH', validUntil: today },
  { by: 'BRANCH', validUntil: addDays(today, -1) },
  { by: 'HEAD_OFFICE', validUntil: today },
]
const PEOPLE: readonly CasePeople[] = [
  people,
  { ...people, secondManager: person(1) },
  { ...people, reviewer: person(2) },
  { ...people, approver: person(3) },
  { ...people, approver: person(1) },
  { ...people, submittedBy: null, firstManager: null, secondManager: null, reviewer: null, approver: null, contractMaker: null, disbursementPreparer: null },
]
const ACTORS = [9, 1, 2, 3, 5].map((number) => ({ ...inOrder.actor, staffId: person(number) }))
const DONE = [new Set(MILESTONES), new Set(MILESTONES.filter((milestone) => milestone !== 'FIRST_LOAN_FROZEN')), new Set<never>()]

function* openItemsOf(): Generator<GateFacts['openItems']> {
  for (const intake of BOOLEANS)
    for (const survey of BOOLEANS)
      for (const approve of BOOLEANS)
        for (const disburse of BOOLEANS)
          for (const post of BOOLEANS)
            for (const SIGN of SIGN_PAPERS) {
              const open = (is: boolean, key: string): readonly string[] => (is ? [key] : [])
              yield {
                INTAKE: open(intake, 'D301/B'),
                SURVEY: open(survey, 'D309/B'),
                APPROVE: open(approve, 'D704/B'),
                SIGN,
                DISBURSE: open(disburse, 'D708/B'),
                POST: open(post, 'D709/B'),
              }
            }
}

function* everyFacts(): Generator<GateFacts> {
  for (const openItems of openItemsOf())
    for (const mortgageDue of BOOLEANS)
      for (const registrationEffective of BOOLEANS)
        for (const disclosureDue of BOOLEANS)
          for (const approval of APPROVALS)
            for (const who of PEOPLE)
              for (const actor of ACTORS)
                for (const done of DONE) yield { ...inOrder, openItems, mortgageDue, registrationEffective, disclosureDue, approval, people: who, actor, done }
}

/** What is wrong with going from one state to another on these facts; null when nothing is. */
function faultOf(from: State, to: State, facts: GateFacts): string | null {
  if (!goesForward(from, to)) return null
  const gate = GATE_INTO[to]
  const open = gate === undefined ? [] : stagesUpTo(gate).flatMap((stage: Stage) => facts.openItems[stage])
  if (open.length > 0) return `${from} → ${to} with ${open.join(' ')} open`
  const skipped = LINE.slice(onLine(from) + 1, onLine(to)).filter(
    (state) => !(state === 'COLLATERAL' && !facts.mortgageDue) && !(state === 'COST_DISCLOSED' && !facts.disclosureDue),
  )
  if (skipped.length > 0) return `${from} → ${to} skips ${skipped.join(' ')}`
  if (['READY', 'DISBURSED'].includes(to) && facts.mortgageDue && !facts.registrationEffective) return `${to} without registration`
  if (to === 'CONTRACTED' && facts.disclosureDue && facts.openItems.SIGN.includes('D204/B')) return 'contract before the cost disclosure'
  if (['COST_DISCLOSED', 'CONTRACTED', 'DISBURSED'].includes(to)) {
    if (facts.approval === null || facts.approval.validUntil < facts.today) return `${to} without a valid approval`
    const { firstManager, secondManager, reviewer, approver } = facts.people
    const four = facts.approval.by === 'BRANCH' ? [firstManager, secondManager, reviewer, approver] : [firstManager, secondManager, reviewer]
    if (four.includes(null) || new Set(four).size < four.length) return `${to} with one person in two places`
  }
  if (to === 'DISBURSED' && facts.actor.staffId === facts.people.disbursementPreparer) return 'released by its preparer'
  if (to === 'DISBURSED' && !facts.done.has('FIRST_LOAN_FROZEN')) return 'released before the first-loan status is frozen'
  return null
}

describe('every step on every combination of facts', () => {
  it('passes no gate with an open blocking item, skips no state and disburses nothing without registration', () => {
    const faults = new Set<string>()
    const reached = new Set<string>()
    for (const facts of everyFacts())
      for (const { from, action } of TRANSITIONS) {
        const decided = decideTransition(from, action, facts)
        if (!decided.ok) continue
        reached.add(`${from} ${action}`)
        const fault = faultOf(from, decided.value, facts)
        if (fault !== null) faults.add(fault)
      }
    expect([...faults]).toEqual([])
    expect(TRANSITIONS.map(({ from, action }) => `${from} ${action}`).filter((step) => !reached.has(step))).toEqual([])
  })

  it('refuses every action that the table does not hold', () => {
    const rows = new Set(TRANSITIONS.map(({ from, action }) => `${from} ${action}`))
    for (const state of STATES)
      for (const action of ACTIONS) {
        if (rows.has(`${state} ${action}`)) continue
        expect(decideTransition(state, action, inOrder)).toMatchObject({ ok: false, error: { code: 'TRANSITION_NOT_ALLOWED' } })
      }
  })
})

/** All states one can walk to from a draft, on the steps that `allowed` lets pass. */
function walk(allowed: (from: State, to: State, gate: GateStage | undefined) => boolean): ReadonlySet<State> {
  const seen = new Set<State>(['DRAFT'])
  for (const state of seen) for (const { from, to, gate } of TRANSITIONS) if (from === state && allowed(from, to, gate)) seen.add(to)
  return seen
}

describe('every path from the draft to the money', () => {
  it('leads through each gate, so that closing any one of them closes them all', () => {
    expect(walk(() => true).has('DISBURSED')).toBe(true)
    const gates: readonly GateStage[] = ['INTAKE', 'SURVEY', 'APPROVE', 'SIGN', 'DISBURSE']
    for (const shut of gates) expect(walk((_from, _to, gate) => gate !== shut).has('DISBURSED')).toBe(false)
  })

  it.each(['DOC_CHECK', 'ACCEPTED', 'SURVEY', 'SCORED', 'REVIEW', 'APPROVAL', 'CONTRACTED', 'READY'] as const)('leads through %s', (state) => {
    expect(walk((_from, to) => to !== state).has('DISBURSED')).toBe(false)
  })

  it('exists for every kind of loan when all is in order', () => {
    for (const mortgageDue of BOOLEANS)
      for (const disclosureDue of BOOLEANS) {
        const facts = { ...inOrder, mortgageDue, disclosureDue }
        const steps = TRANSITIONS.filter(({ from, action }) => decideTransition(from, action, facts).ok)
        const reached = walk((from, to) => steps.some((step) => step.from === from && step.to === to))
        expect(reached.has('ACTIVE')).toBe(true)
        expect(reached.has('COLLATERAL')).toBe(mortgageDue)
        expect(reached.has('COST_DISCLOSED')).toBe(disclosureDue)
      }
  })
})
