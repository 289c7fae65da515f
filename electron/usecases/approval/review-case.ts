import { rejectionReasons } from '../../../core/approval/rejection.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { opinions, opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { latestScore } from '../../../db/repositories/scores.ts'
import { gateEntered } from '../../services/text-gate.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { rejectionPaper } from './rejection-paper.ts'

/** Sends the scored case to review; the survey's papers must be complete (rulings 2). */
export const sendToReview = (counter: Counter, session: Session, request: CaseAt): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'approval.toReview', async (tx, file) => {
    const score = await latestScore(tx, counter.vault, file.record.caseId)
    if (!score || score.surveyRev !== file.survey?.rev) return refuse('STEP_NOT_DONE', { milestone: 'SCORED_ON_CURRENT_INPUT' })
    return ok({ action: 'sendToReview', done: ['SCORED_ON_CURRENT_INPUT'], value: {} })
  })

export interface ReviewRequest extends CaseAt {
  readonly outcome: 'AGREE' | 'CONDITIONAL' | 'RETURN' | 'REJECT'
  readonly note: string
  readonly rejectionCodes: readonly string[]
}

/** The reviewer's opinion, by somebody who did not survey (审贷分离). Refuses REASON_MISSING, REJECTION_CODES_WRONG, and PDF_CHARACTER_MISSING: the approval sheet prints the note. */
export const reviewCase = (counter: Counter, session: Session, request: ReviewRequest): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'approval.review', async (tx, file) => {
    const { record, today } = file
    const note = request.note.trim()
    if (note === '' && request.outcome !== 'AGREE') return refuse('REASON_MISSING', { field: 'note' })
    const drawn = gateEntered(counter.printer, { note })
    if (!drawn.ok) return drawn
    const codes = request.outcome === 'REJECT' ? rejectionReasons(request.rejectionCodes) : ok([])
    if (!codes.ok) return codes
    if ([record.firstManager, record.secondManager].includes(session.staffId)) return refuse('DIFFERENT_PERSON_NEEDED', { duty: 'reviewer' })
    const rev = (await opinionsOfCase(tx, counter.vault, record.caseId)).length + 1
    await opinions(tx, counter.vault).insert({
      caseId: record.caseId,
      rev,
      reviewer: session.staffId,
      outcome: request.outcome,
      givenAt: counter.clock.now(),
      note,
      rejectionCodes: codes.value,
    })
    if (request.outcome === 'RETURN') return ok({ action: 'returnToSurvey', patch: { scoredAt: null }, reason: note, value: {} })
    if (request.outcome === 'REJECT') {
      const printed = await rejectionPaper(counter, tx, session, file, codes.value)
      if (!printed.ok) return printed
      return ok({ action: 'reject', patch: { endedOn: today, reasonCodes: codes.value, dueOn: null }, reason: note, value: {} })
    }
    return ok({ action: 'agree', patch: { reviewer: session.staffId }, reason: note, value: {} })
  })
