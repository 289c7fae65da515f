import { describe, expect, it } from 'vitest'
import { dateOnly, instant } from '../../../core/kernel/calendar.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { withdraw } from '../../../core/loan-case/endings.ts'
import type { LoanCase } from '../../../core/loan-case/loan-case.ts'
import * as moves from '../../../core/loan-case/moves.ts'
import { requireStage } from '../../../core/loan-case/require-stage.ts'
import { STATES } from '../../../core/loan-case/states.ts'
import { toLoanCase, withStage } from '../../../db/repositories/loan-case-stage.ts'
import { draftCase } from '../../fixtures/database/draft-case.ts'

const AT = instant('2026-11-23T01:00:00.000Z')
const ON = dateOnly('2026-11-23')
const by = { updatedBy: 'u' as StaffId, updatedAt: AT }
const who = (name: string) => name as StaffId

describe('a case between the database and the lifecycle', () => {
  it('carries every fact of the line there and back, from draft to the paid-out loan', () => {
    let record = draftCase(who('teller'))
    const go = (next: LoanCase): void => {
      record = withStage(record, next, by)
      expect(toLoanCase(record)).toEqual(next)
    }
    const at = <S extends LoanCase['state']>(state: S) => expectOk(requireStage(toLoanCase(record), state))
    go(moves.submit(at('DRAFT'), { submittedBy: who('teller'), submittedAt: AT }))
    go(moves.giveNotice(at('DOC_CHECK'), { noticeDueOn: ON }))
    go(moves.resume(at('DEFICIENT')))
    expect(record.noticeDueOn).toBeNull()
    go(moves.accept(at('DOC_CHECK'), { acceptanceNo: 'SL1', acceptedOn: ON }))
    go(moves.assign(at('ACCEPTED'), { firstManager: who('a'), secondManager: who('b') }))
    go(moves.score(at('SURVEY'), { scoredAt: AT }))
    go(moves.sendToReview(at('SCORED')))
    go(moves.returnToSurvey(at('REVIEW')))
    expect(record.scoredAt).toBeNull()
    go(moves.score(at('SURVEY'), { scoredAt: AT }))
    go(moves.sendToReview(at('SCORED')))
    go(moves.agree(at('REVIEW'), who('c')))
    go(moves.returnToReview(at('APPROVAL')))
    expect(record.reviewer).toBeNull()
    go(moves.agree(at('REVIEW'), who('c')))
    const approval = { approver: who('d'), approvedOn: ON, validUntil: ON }
    go(moves.approve(at('APPROVAL'), approval))
    go(moves.disclose(at('APPROVAL'), approval, ON))
    go(moves.sign(at('COST_DISCLOSED'), { contractNo: 'JK1', contractMaker: who('a'), contractSealer: who('e'), signedOn: ON }))
    go(moves.toRegistration(at('CONTRACTED')))
    go(moves.readyRegistered(at('COLLATERAL'), ON))
    go(moves.prepare(at('READY'), who('e')))
    go(moves.release(at('READY'), { disbursementPreparer: who('e'), releasedBy: who('d'), disbursedOn: ON, firstLoan: true }))
    go(moves.activate(at('DISBURSED')))
    go(moves.settle(at('ACTIVE'), ON))
    expect(record.version).toBe(23)
  })

  it('keeps the history of a case that was withdrawn', () => {
    const submitted = withStage(
      draftCase(who('teller')),
      moves.submit(expectOk(requireStage(toLoanCase(draftCase(who('teller'))), 'DRAFT')), { submittedBy: who('t'), submittedAt: AT }),
      by,
    )
    const ended = withStage(submitted, withdraw(expectOk(requireStage(toLoanCase(submitted), 'DOC_CHECK')), { endedOn: ON, reasonCodes: ['R01'] }), by)
    expect(ended).toMatchObject({ state: 'WITHDRAWN', endedOn: ON, reasonCodes: ['R01'], submittedBy: 't', submittedAt: AT })
  })

  it.each(STATES.filter((state) => state !== 'DRAFT' && state !== 'WITHDRAWN' && state !== 'REJECTED'))(
    'is not read in state %s when what the state carries is missing',
    (state) => {
      expect(() => toLoanCase({ ...draftCase(who('teller')), state })).toThrow('a case in this state has no')
    },
  )
})
