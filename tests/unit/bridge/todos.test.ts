import { describe, expect, it } from 'vitest'
import { shippedViews } from '../../../core/bridge/shipped-views.ts'
import { type TodoSituation, todoOf, waitsFor } from '../../../core/bridge/todos.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Role, Session } from '../../../core/kernel/people.ts'

const person = (digit: number, ...roles: Role[]): Session => ({
  staffId: asId<StaffId>(`6b3b1f6e-0a4e-4d0a-8f5a-3f2f6f0a1b${digit}0`),
  staffNo: String(digit),
  staffName: '测试',
  roles,
  terminal: 'T1',
})
const teller = person(1, 'TELLER')
const first = person(2, 'ACCOUNT_MANAGER')
const second = person(3, 'ACCOUNT_MANAGER')
const other = person(4, 'ACCOUNT_MANAGER')
const manager = person(5, 'BRANCH_MANAGER')
const archivist = person(6, 'ARCHIVIST')
const officer = person(7, 'DISBURSEMENT_OFFICER')
const situation: TodoSituation = {
  state: 'DRAFT',
  security: 'MORTGAGE_RE',
  disclosureDue: true,
  openedBy: teller.staffId,
  submittedBy: teller.staffId,
  firstManager: first.staffId,
  secondManager: second.staffId,
  reviewer: null,
  surveyRecorded: false,
  surveyConfirmed: false,
  approved: false,
  approvalRunOut: false,
  termsDiffer: false,
  disclosed: false,
  drawnUpBy: null,
  registration: null,
  registrationMaker: null,
  releasePreparedBy: null,
  volumePreparedBy: null,
  filed: false,
  papersOpen: false,
}
const todos = (over: Partial<TodoSituation>, ...people: Session[]) => people.map((one) => todoOf({ ...situation, ...over }, one))

describe('whose turn a case is', () => {
  it('is of whoever opened the draft, and of nobody else at the counter', () => {
    expect(todos({ state: 'DRAFT' }, teller, person(9, 'TELLER'), manager)).toEqual(['SUBMIT', null, null])
  })
  it('is of the counter while papers are open, then of another person than who submitted it', () => {
    expect(todos({ state: 'DOC_CHECK', papersOpen: true }, teller, other, manager)).toEqual(['CHECK_PAPERS', 'CHECK_PAPERS', null])
    expect(todos({ state: 'DOC_CHECK' }, teller, other)).toEqual([null, 'ACCEPT'])
  })
  it('goes from the first manager to the second and back to score', () => {
    expect(todos({ state: 'SURVEY' }, first, second, other)).toEqual(['RECORD_SURVEY', null, null])
    expect(todos({ state: 'SURVEY', surveyRecorded: true }, first, second)).toEqual([null, 'CONFIRM_SURVEY'])
    expect(todos({ state: 'SURVEY', surveyRecorded: true, surveyConfirmed: true }, first, second)).toEqual(['SCORE', 'SCORE'])
  })
  it('is of the managers of the case, not of every account manager, when cost table and contract are due', () => {
    expect(todos({ state: 'APPROVAL', approved: true }, first, other, manager)).toEqual(['DISCLOSE', null, null])
    expect(todos({ state: 'COST_DISCLOSED', disclosed: true }, first, second, other)).toEqual(['DRAW_UP', 'DRAW_UP', null])
    expect(todos({ state: 'COST_DISCLOSED', disclosed: true, drawnUpBy: first.staffId }, first, officer)).toEqual([null, 'SIGN'])
  })
  it('passes between two archivists at the registry and between officer and manager at the payment', () => {
    const another = person(8, 'ARCHIVIST')
    expect(todos({ state: 'COLLATERAL', registration: 'PENDING' }, archivist)).toEqual(['PROGRESS_REGISTRATION'])
    expect(todos({ state: 'COLLATERAL', registration: 'DONE' }, archivist)).toEqual(['PROVE_REGISTRATION'])
    expect(todos({ state: 'COLLATERAL', registration: 'DONE', registrationMaker: archivist.staffId }, archivist, another)).toEqual([
      null,
      'CONFIRM_REGISTRATION',
    ])
    expect(todos({ state: 'READY' }, officer, manager)).toEqual(['PREPARE_RELEASE', null])
    expect(todos({ state: 'READY', releasePreparedBy: officer.staffId }, officer, manager)).toEqual([null, 'RELEASE'])
  })
  it('is told to the others by role', () => {
    expect(waitsFor({ ...situation, state: 'REVIEW' })).toEqual(['REVIEWER'])
    expect(waitsFor({ ...situation, state: 'ARCHIVED' })).toEqual([])
  })
})

describe('the views a person starts with', () => {
  it('are those of the person’s roles, and everybody’s', () => {
    expect(shippedViews(person(1, 'REVIEWER')).map(({ key }) => key)).toEqual(['ALL', 'MINE', 'REVIEWING'])
    expect(shippedViews(teller)[1]).toMatchObject({ key: 'MINE', filter: { mine: true, states: [] }, sort: { by: 'DUE', descending: false } })
  })
})
