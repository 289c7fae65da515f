import { describe, expect, it } from 'vitest'
import { ACTION_RULES, actionsFor, type CaseSituation } from '../../../core/bridge/actions.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { TRANSITIONS } from '../../../core/loan-case/transitions.ts'

const decided: CaseSituation = {
  state: 'HO_PENDING',
  security: 'CREDIT',
  disclosureDue: true,
  submittedBy: null,
  firstManager: null,
  secondManager: null,
  reviewer: null,
  surveyRecorded: true,
  surveyConfirmed: true,
  approved: true,
  approvalRunOut: false,
  termsDiffer: false,
  drawnUpBy: null,
  registration: null,
  registrationMaker: null,
  releasePreparedBy: null,
  volumePreparedBy: null,
  filed: false,
}
const manager = { staffId: 'm' as StaffId, roles: ['ACCOUNT_MANAGER'] } as unknown as Session
const offered = (situation: CaseSituation): string[] => actionsFor(situation, manager).map(({ action }) => action)

describe('a case on which head office has decided', () => {
  it('goes on along the line as one the branch approved', () => {
    expect(offered(decided)).toContain('DISCLOSE')
    expect(offered({ ...decided, disclosureDue: false })).toContain('DRAW_UP')
    expect(offered({ ...decided, disclosureDue: false, drawnUpBy: 'x' as StaffId })).toContain('SIGN')
  })
  it('waits while the decision was not taken', () => {
    expect(offered({ ...decided, approved: false })).toEqual(['WITHDRAW'])
  })
  it('is offered each step wherever the lifecycle lets it be taken', () => {
    const steps = { disclose: ['DISCLOSE'], drawUp: ['DRAW_UP'], sign: ['SIGN'], reapprove: ['REAPPROVE'] } as const
    for (const { from, action } of TRANSITIONS)
      for (const step of steps[action as keyof typeof steps] ?? []) expect(ACTION_RULES[step].states, `${action} from ${from}`).toContain(from)
  })
})
