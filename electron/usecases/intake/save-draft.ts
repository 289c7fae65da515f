import { randomUUID } from 'node:crypto'
import { fen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { drafts, latestDraft } from '../../../db/repositories/drafts.ts'
import { findCase, loanCases } from '../../../db/repositories/loan-cases.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { CaseAt } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { findableApplicant, loanOf } from './draft-applicant.ts'

type Body = Readonly<Record<string, unknown>>

export interface OpenDraft {
  readonly body: Body
  readonly savedAt: string | null
  readonly version: number
  /** Who typed last and when, when it was not the reader. */
  readonly heldBy: { readonly name: string; readonly at: string } | null
}

/**
 * The draft as last typed. Once submitted, the form holds numbers that are shown masked: `cases.reveal` shows one, with a reason
 * (domain 8.2). Refuses CASE_NOT_FOUND; TRANSITION_NOT_ALLOWED once the case is submitted.
 */
export async function readDraft(counter: Counter, session: Session, caseId: CaseId): Promise<Result<OpenDraft>> {
  return counter.database.read(async (reader) => {
    const record = await findCase(reader, counter.vault, caseId)
    if (!record) return refuse('CASE_NOT_FOUND')
    if (record.state !== 'DRAFT') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const draft = await latestDraft(reader, counter.vault, caseId)
    const other = draft && draft.staffId !== session.staffId ? draft : null
    const names = await staffNames(reader, other ? [other.staffId] : [])
    return ok({
      body: draft?.body ?? record.application ?? { productCode: record.productCode },
      savedAt: draft?.savedAt ?? null,
      version: record.version,
      heldBy: other && { name: names.get(other.staffId) ?? '', at: other.savedAt },
    })
  })
}

/**
 * Saves what was typed, unchecked; autosave calls this, so it writes no audit row of its own.
 * Refuses STALE_VERSION with who changed it and when; TRANSITION_NOT_ALLOWED once the case is submitted.
 */
export async function saveDraft(
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly body: Body; readonly lastField?: string | undefined },
): Promise<Result<{ savedAt: string; version: number }>> {
  const at = counter.clock.now()
  const caseId = request.caseId as CaseId
  const applicant = await findableApplicant(counter, request.body)
  const saved = await counter.database.write(async (tx) => {
    const found = await loanCases(tx, counter.vault).get(caseId)
    if (!found.ok) return found
    const record = found.value
    if (record.state !== 'DRAFT') return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
    const { amountFen, tenorMonths } = loanOf(request.body)
    const next = {
      ...record,
      applicant,
      amountFen: fen(amountFen),
      tenorMonths,
      version: request.version + 1,
      updatedBy: session.staffId,
      updatedAt: at,
    }
    const updated = await loanCases(tx, counter.vault).update(next, request.version)
    if (!updated.ok) return updated
    await drafts(tx, counter.vault).save({
      draftId: randomUUID(),
      staffId: session.staffId,
      caseId,
      productCode: record.productCode,
      savedAt: at,
      lastField: request.lastField ?? null,
      body: request.body,
    })
    return updated
  })
  if (!saved.ok) return saved
  await counter.names.put(caseId)
  return ok({ savedAt: at, version: saved.value.version })
}
