import type { DuplicateView } from '../../../core/bridge/duplicate-view.ts'
import { comparedTraits, type PersonTraits } from '../../../core/intake/same-person.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { maskIdNumber, maskPhone } from '../../../core/kernel/masking.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findByApplicationNo } from '../../../db/repositories/case-duplicates.ts'
import { latestDraft } from '../../../db/repositories/drafts.ts'
import { duplicateVerdictsOf } from '../../../db/repositories/duplicate-verdicts.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import type { Writer } from '../../../db/sql.ts'
import { note } from '../audit-note.ts'
import { type Counter, stampOf } from '../counter.ts'
import { duplicatesOf, onlySame, traitsOf, traitsOfCase } from './find-duplicates.ts'

type Body = Readonly<Record<string, unknown>>
/** A case and its form as typed, and the other case that it seems to repeat. */
export interface DuplicateAt {
  readonly caseId: string
  readonly body: Body
  readonly applicationNo: string
}

/** The other case, if it is one that the form really points to: not a way to look at any case by its number. */
async function otherOf(counter: Counter, tx: Writer, { caseId, body, applicationNo }: DuplicateAt): Promise<Result<LoanCaseRecord>> {
  if (!(await findCase(tx, counter.vault, caseId as CaseId))) return refuse('CASE_NOT_FOUND')
  const found = await duplicatesOf(counter, tx, caseId as CaseId, body)
  const otherId = found.some((one) => one.applicationNo === applicationNo) ? await findByApplicationNo(tx, applicationNo) : null
  const other = otherId && (await findCase(tx, counter.vault, otherId))
  return other ? ok(other) : refuse('CASE_NOT_FOUND')
}

const masked = ({ idNumber, phone, ...rest }: PersonTraits): PersonTraits => ({ ...rest, idNumber: maskIdNumber(idNumber), phone: maskPhone(phone) })

/** The person as typed beside the one of the other case, number and phone of the other masked; that it was looked at is recorded. Refuses CASE_NOT_FOUND. */
export const compareDuplicate = (counter: Counter, session: Session, request: DuplicateAt): Promise<Result<DuplicateView>> =>
  counter.database.write(async (tx) => {
    const found = await otherOf(counter, tx, request)
    if (!found.ok) return found
    const other = found.value
    // A case still in draft knows its person by what was typed so far.
    const draft = other.application ? null : await latestDraft(tx, counter.vault, other.caseId)
    const [typed, known] = [traitsOf(request.body), draft ? traitsOf(draft.body) : traitsOfCase(other)]
    const shown = masked(known)
    await note(counter, tx, session, { action: 'intake.compare', caseId: request.caseId as CaseId, subject: other.applicationNo })
    return ok({
      applicationNo: other.applicationNo,
      state: other.state,
      productLine: other.productLine,
      amountFen: other.amountFen,
      openedOn: other.openedAt.slice(0, 10),
      rows: comparedTraits(typed, known, counter.reference.variants).map(({ trait, field, agrees }) => ({
        trait,
        typed: typed[field],
        found: shown[field],
        agrees,
      })),
    })
  })

/**
 * Puts on record whether the person of the other case is this one. Another person needs a reason: FIELD_INVALID, and cannot have the same
 * number: DUPLICATE_SAME_NUMBER. Refuses CASE_NOT_FOUND.
 */
export const judgeDuplicate = (
  counter: Counter,
  session: Session,
  request: DuplicateAt & { readonly verdict: 'SAME' | 'OTHER'; readonly reason: string },
): Promise<Result<Record<string, never>>> =>
  counter.database.write(async (tx) => {
    const found = await otherOf(counter, tx, request)
    if (!found.ok) return found
    const reason = request.reason.trim()
    const { verdict } = request
    if (verdict === 'OTHER' && reason === '') return refuse('FIELD_INVALID', { field: 'reason', reason: 'REQUIRED' })
    const { at, staffId } = stampOf(counter, session)
    const caseId = request.caseId as CaseId
    const { applicationNo, caseId: otherCaseId } = found.value
    if (verdict === 'OTHER' && (await onlySame(counter, tx, caseId, request.body, otherCaseId))) return refuse('DUPLICATE_SAME_NUMBER', { case: applicationNo })
    await duplicateVerdictsOf(tx, counter.vault).insert({ caseId, otherCaseId, verdict, reason, judgedBy: staffId, judgedAt: at })
    const subject = `${applicationNo}/${verdict}`
    await note(counter, tx, session, { action: 'intake.judgeDuplicate', caseId, subject, ...(reason === '' ? {} : { reason }) })
    return ok({})
  })
