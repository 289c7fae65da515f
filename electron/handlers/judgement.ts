import { confirmDecision } from '../usecases/approval/confirm-decision.ts'
import { confirmTaking } from '../usecases/approval/confirm-taking.ts'
import { reapproveCase } from '../usecases/approval/reapprove-case.ts'
import { reviewCase, sendToReview } from '../usecases/approval/review-case.ts'
import { assignManagers, confirmSurvey, recordSurvey } from '../usecases/investigation/survey-case.ts'
import { viewSurvey } from '../usecases/investigation/view-survey.ts'
import type { Host } from '../usecases/people/host.ts'
import { scoreCase } from '../usecases/scoring/score-case.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'
import type { Looked } from './before-deciding.ts'

/** From the visit to the decision. */
export const judgementHandlers = (host: Host, at: AtCounter) =>
  ({
    'investigation.assign': at(assignManagers),
    'investigation.record': at(recordSurvey),
    'investigation.confirm': at(confirmSurvey),
    'investigation.view': at(viewSurvey),
    'scoring.score': at(scoreCase),
    'approval.toReview': at(sendToReview),
    'approval.review': at(reviewCase),
    'approval.decide': at((counter, session, input) => confirmDecision(host, counter, session, input)),
    'approval.reapprove': at(reapproveCase),
    'approval.takeDecision': at((counter, session, input) => confirmTaking(host, counter, session, input)),
  }) satisfies Omit<HandlersOf<'investigation' | 'scoring' | 'approval'>, Looked | 'approval.inbox'>
