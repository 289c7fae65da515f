import type { CaseId } from '../../../core/kernel/ids.ts'
import { arrivedDecisionsOf, fileChangedSince, type OfficeDecision } from '../../../db/repositories/office-decisions.ts'
import { asRecordLine, findRecord } from '../../../db/repositories/outbox.ts'
import type { Reader } from '../../../db/sql.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { recordLine } from '../../../protocol/hob-build.ts'
import type { Counter } from '../counter.ts'

/** The case as a decision on it meets it. */
export interface CaseNow {
  readonly version: number
  readonly state: string
  readonly approvedOn: string | null
}

/**
 * Whether it answers a question of ours, by the very line we sent: head office says each decision again in every epoch, and a restored branch may
 * have asked about the same version anew (docs/batch-format.md).
 */
async function answersOurs({ vault }: Counter, reader: Reader, caseId: CaseId, { body, caseVersion }: OfficeDecision): Promise<boolean> {
  const question = await findRecord(reader, vault, { type: 'case.escalated', id: caseId, rev: body.escalationRev })
  return question?.body.caseVersion === caseVersion && sha256Hex(recordLine(asRecordLine(question))) === body.escalationHash
}

/** Whether the case is still the one head office decided on, asked by us, with the file it saw. */
export async function standsAsSeen(counter: Counter, reader: Reader, decision: OfficeDecision, { state, version }: CaseNow): Promise<boolean> {
  const { caseId, caseVersion } = decision
  if (caseId === null || state !== 'HO_PENDING' || version !== caseVersion) return false
  return (await answersOurs(counter, reader, caseId, decision)) && !(await fileChangedSince(reader, caseId, caseVersion))
}

/** Of the decisions on a case that nobody has settled yet, the latest that answers what was asked about this version, else the latest; null without any. */
export async function decisionToTake(counter: Counter, reader: Reader, caseId: CaseId, version: number): Promise<OfficeDecision | null> {
  const arrived = await arrivedDecisionsOf(reader, counter.vault, caseId)
  for (const decision of arrived) if (decision.caseVersion === version && (await answersOurs(counter, reader, caseId, decision))) return decision
  return arrived.find(({ caseVersion }) => caseVersion === version) ?? arrived[0] ?? null
}
