import { formFacts } from '../../../core/contract/clause-facts.ts'
import { paperAmount } from '../../../core/contract/view-values.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { asId, type CaseId, type DocumentId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { ENDED_STATES } from '../../../core/loan-case/states.ts'
import type { IntakeFormKind } from '../../../templates/slips/form-frames.v1.ts'
import { intakeForm } from '../../services/paper-forms.ts'
import { note } from '../audit-note.ts'
import { openCaseFile, typedSoFar } from '../cases/case-file.ts'
import { writeWithPapers } from '../cases/paper-press.ts'
import { produceAll } from '../cases/produce.ts'
import { lenderOf } from '../cases/slip-case.ts'
import type { Counter } from '../counter.ts'
import { formSigners } from './form-signers.ts'

/**
 * Prints a form of the counter, a sheet for everybody who signs it, from what was typed so far.
 * Refuses CASE_NOT_FOUND, DAY_NOT_OPEN, TRANSITION_NOT_ALLOWED for an ended case, APPLICATION_INCOMPLETE while the application lacks
 * a field, REASON_MISSING for a form that was made before, and what printing refuses.
 */
export const printCounterForm = (
  counter: Counter,
  session: Session,
  request: { readonly caseId: string; readonly kind: IntakeFormKind; readonly reason: string },
): Promise<Result<{ documentIds: DocumentId[] }>> =>
  writeWithPapers(counter, async (tx) => {
    const opened = await openCaseFile(counter, tx, asId<CaseId>(request.caseId))
    if (!opened.ok) return opened
    const { record, dayOpen } = opened.value
    if (!dayOpen) return refuse('DAY_NOT_OPEN')
    if (ENDED_STATES.includes(record.state)) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const application = record.application ?? (await typedSoFar(counter, tx, record.caseId))
    if (!application) return refuse('APPLICATION_INCOMPLETE')
    const amount = paperAmount(fen(application.loan.amountFen))
    const forms = formSigners(request.kind, application).map(({ party, signer }) =>
      intakeForm(
        request.kind,
        {
          lender: lenderOf(counter),
          caseNo: record.applicationNo,
          party,
          signer,
          facts: formFacts(record.productLine, signer.company !== undefined),
          variables: { amount: amount.figures, amountWords: amount.uppercase, purpose: application.loan.purposeText },
        },
        counter.packs.clauses,
      ),
    )
    const documents = await produceAll(counter, tx, session, opened.value, forms, request)
    if (!documents.ok) return documents
    await note(counter, tx, session, { action: 'papers.counterForm', caseId: record.caseId, subject: request.kind })
    return ok({ documentIds: documents.value })
  })
