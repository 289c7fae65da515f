import { describe, expect, it } from 'vitest'
import { dateOnly, instant } from '../../../core/kernel/calendar.ts'
import { asId, type CaseId } from '../../../core/kernel/ids.ts'
import { archive, withdraw } from '../../../core/loan-case/endings.ts'
import type { Approval, In, LoanCase } from '../../../core/loan-case/loan-case.ts'
import * as moves from '../../../core/loan-case/moves.ts'
import { requireStage } from '../../../core/loan-case/require-stage.ts'
import { STATES, STEP_OF, STEPS } from '../../../core/loan-case/states.ts'
import { TRANSITIONS } from '../../../core/loan-case/transitions.ts'
import { person, today } from './example-facts.ts'

const at = instant('2026-11-23T08:00:00.000Z')
const draft: In<'DRAFT'> = {
  state: 'DRAFT',
  caseId: asId<CaseId>('00000000-0000-4000-8000-0000000000aa'),
  version: 1,
  applicationNo: 'SQ320101202611230001',
  productCode: 'IND-CONSUME-MORTGAGE',
  openedBy: person(6),
  openedOn: today,
}
const approval: Approval = { approver: person(4), approvedOn: today, validUntil: dateOnly('2027-02-21') }
const signing = { contractNo: 'JK1', contractMaker: person(1), contractSealer: person(5), signedOn: today }

/** A mortgage loan carried along the line, one case for each state on the way. */
function carried(): readonly LoanCase[] {
  const checking = moves.submit(draft, { submittedBy: person(6), submittedAt: at })
  const deficient = moves.giveNotice(checking, { noticeDueOn: dateOnly('2026-12-07') })
  const accepted = moves.accept(moves.resume(deficient), { acceptanceNo: 'SL1', acceptedOn: today })
  const survey = moves.assign(accepted, { firstManager: person(1), secondManager: person(2) })
  const scored = moves.score(survey, { scoredAt: at })
  const review = moves.sendToReview(scored)
  const deciding = moves.agree(review, person(3))
  const disclosed = moves.disclose(moves.approve(deciding, approval), approval, today)
  const contracted = moves.sign(disclosed, signing)
  const registering = moves.toRegistration(contracted)
  const ready = moves.prepare(moves.readyRegistered(registering, today), person(5))
  const out = moves.release(ready, { disbursementPreparer: person(5), releasedBy: person(4), disbursedOn: today, firstLoan: true })
  const settled = moves.settle(moves.activate(out), today)
  return [
    draft,
    checking,
    deficient,
    accepted,
    survey,
    scored,
    review,
    deciding,
    disclosed,
    contracted,
    registering,
    ready,
    out,
    settled,
    archive(settled, { archivedOn: today, archiveNo: 'DA1' }),
  ]
}

describe('moving a case', () => {
  it('takes only steps the table holds, raising the version each time', () => {
    const cases = carried()
    for (const [index, loanCase] of cases.slice(1).entries()) {
      const from = cases[index]
      expect(loanCase.version).toBeGreaterThan(from?.version ?? Number.POSITIVE_INFINITY)
      const known = TRANSITIONS.some((step) => step.from === from?.state && step.to === loanCase.state)
      const overStates = ['ACCEPTED', 'SETTLED'].includes(loanCase.state)
      expect(known || overStates).toBe(true)
    }
  })

  it('forgets reviewer and decision of a case that is returned, and the score of one that goes back to survey', () => {
    const review = moves.sendToReview(
      moves.score(
        moves.assign(moves.accept(moves.submit(draft, { submittedBy: person(6), submittedAt: at }), { acceptanceNo: 'SL1', acceptedOn: today }), {
          firstManager: person(1),
          secondManager: person(2),
        }),
        { scoredAt: at },
      ),
    )
    const decided = moves.approve(moves.agree(review, person(3)), approval)
    expect(moves.returnToReview(decided)).not.toHaveProperty('approval')
    expect(moves.returnToReview(decided)).not.toHaveProperty('reviewer')
    expect(moves.returnToSurvey(review)).not.toHaveProperty('scoredAt')
    expect(moves.escalate(decided).approval).toBeNull()
  })

  it('keeps only the short file of a case that was withdrawn', () => {
    const checking = moves.submit(draft, { submittedBy: person(6), submittedAt: at })
    expect(withdraw(checking, { endedOn: today, reasonCodes: ['R20'] })).toEqual({
      ...draft,
      state: 'WITHDRAWN',
      version: 3,
      endedOn: today,
      reasonCodes: ['R20'],
    })
  })

  it('narrows a stored case to the state a use case works with, or says where it stands', () => {
    expect(requireStage(draft, 'DRAFT')).toEqual({ ok: true, value: draft })
    expect(requireStage(draft, 'SURVEY', 'SCORED')).toMatchObject({
      ok: false,
      error: { code: 'TRANSITION_NOT_ALLOWED', details: { state: 'DRAFT', expected: ['SURVEY', 'SCORED'] } },
    })
  })
})

describe('the nine steps on screen', () => {
  it('cover every state, and each step has one', () => {
    expect(new Set(STATES.map((state) => STEP_OF[state]))).toEqual(new Set(STEPS))
    expect(STEPS.indexOf(STEP_OF.SURVEY)).toBeLessThan(STEPS.indexOf(STEP_OF.SCORED))
  })
})
