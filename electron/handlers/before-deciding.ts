import type { z } from 'zod'
import type { Calls } from '../../core/bridge/bridge.ts'
import { asId, type CaseId } from '../../core/kernel/ids.ts'
import { ok } from '../../core/kernel/result.ts'
import { approvalBrief } from '../usecases/approval/approval-brief.ts'
import { measureTerms } from '../usecases/approval/measure-terms.ts'
import { viewCollateral } from '../usecases/collateral/view-collateral.ts'
import { previewNotice } from '../usecases/completeness/preview-notice.ts'
import { viewSigning } from '../usecases/contract/enter-register.ts'
import { listClauses } from '../usecases/contract/list-clauses.ts'
import { viewApprovalSeal } from '../usecases/contract/view-approval-seal.ts'
import { viewTerms } from '../usecases/contract/view-terms.ts'
import { viewChecklist } from '../usecases/disbursement/view-checklist.ts'
import { listCalls, logCall } from '../usecases/investigation/callbacks.ts'
import { readSurveyDraft, saveSurveyDraft } from '../usecases/investigation/survey-draft.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

type Rooms = 'approval' | 'collateral' | 'completeness' | 'contract' | 'disbursement' | 'investigation'
/** The channels of those rooms that are looked at, not acted on. */
export type Looked =
  | 'approval.brief'
  | 'approval.measure'
  | 'collateral.view'
  | 'completeness.previewNotice'
  | 'contract.terms'
  | 'contract.approvalSeal'
  | 'contract.clauses'
  | 'contract.signing'
  | 'disbursement.checklist'
  | 'investigation.draft'
  | 'investigation.saveDraft'
  | 'investigation.calls'
  | 'investigation.logCall'
/** The stored draft came in as JSON; the reply's schema checks it again. */
type SurveyBody = z.input<Calls['investigation.draft']['output']>['body']

/** What a step is decided on, and what is kept while it is prepared. */
export const beforeDeciding = (at: AtCounter) =>
  ({
    'approval.brief': at((counter, session, { caseId }) => approvalBrief(counter, session, asId<CaseId>(caseId))),
    'approval.measure': at((counter, _session, input) => measureTerms(counter, input)),
    'collateral.view': at((counter, session, { caseId }) => viewCollateral(counter, session, asId<CaseId>(caseId))),
    'completeness.previewNotice': at((counter, _session, { caseId }) => previewNotice(counter, asId<CaseId>(caseId))),
    'contract.terms': at((counter, _session, { caseId }) => viewTerms(counter, asId<CaseId>(caseId))),
    'contract.approvalSeal': at((counter, _session, { caseId }) => viewApprovalSeal(counter, asId<CaseId>(caseId))),
    'contract.clauses': at((counter, _session, { caseId }) => listClauses(counter, asId<CaseId>(caseId))),
    'contract.signing': at(async (counter, session, { caseId }) => ok(await viewSigning(counter, session, asId<CaseId>(caseId)))),
    'disbursement.checklist': at((counter, _session, { caseId }) => viewChecklist(counter, asId<CaseId>(caseId))),
    'investigation.draft': at(async (counter, session, { caseId }) => {
      const draft = await readSurveyDraft(counter, session, asId<CaseId>(caseId))
      return ok({ ...draft, body: draft.body as SurveyBody })
    }),
    'investigation.saveDraft': at(saveSurveyDraft),
    'investigation.calls': at((counter, session, { caseId }) => listCalls(counter, session, asId<CaseId>(caseId))),
    'investigation.logCall': at(logCall),
  }) satisfies Pick<HandlersOf<Rooms>, Looked>
