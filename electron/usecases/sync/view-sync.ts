import { certificatesEnding, type EndingCertificate } from '../../../core/batch/line-certificates.ts'
import { countedRevision } from '../../../core/batch/revision.ts'
import type { DecisionView, OutboxView, SyncStatusView } from '../../../core/bridge/sync-calls.ts'
import { chinaDate } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { latestSeal } from '../../../db/repositories/audit-seals.ts'
import { undeliveredBatches } from '../../../db/repositories/custodies.ts'
import { ASKING_ROW, arrivedDecisions, escalationsOf, type OfficeDecision } from '../../../db/repositories/office-decisions.ts'
import { outboxRows, syncCounts } from '../../../db/repositories/outbox-view.ts'
import { setting } from '../../../db/repositories/settings.ts'
import type { Reader } from '../../../db/sql.ts'
import { type CaseNow, standsAsSeen } from '../approval/answers-ours.ts'
import { unfit } from '../approval/take-office-decision.ts'
import { enrolmentOf } from '../batch/enrolment-of.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import type { Counter } from '../counter.ts'
import type { SyncDesk } from './desk.ts'
import { ADDRESS } from './line-address.ts'
import { mustAskAgain } from './settle-decision.ts'

const PAGE = 100

/** The outbox, newest first, of one case or all. */
export async function viewOutbox(
  counter: Counter,
  window: { readonly caseId: string | null; readonly state: OutboxView['state'] | null; readonly before: number | null },
): Promise<{ rows: OutboxView[]; more: boolean }> {
  const rows = await counter.database.read((reader) => outboxRows(reader, { ...window, limit: PAGE + 1 }))
  const shown = rows.slice(0, PAGE).map((row) => ({
    ...row,
    rev: countedRevision(row.rev),
    parked: row.parked === 1,
    complete: row.complete === 1,
    superseded: row.superseded === 1,
    asked: row.asked === 1,
  }))
  return { rows: shown, more: rows.length > PAGE }
}

interface Current extends CaseNow {
  readonly applicationNo: string | null
}
const currentOf = async (reader: Reader, decision: OfficeDecision): Promise<Current | null> =>
  decision.caseId === null
    ? null
    : ((await reader.get<Current>('SELECT version, state, approved_on AS approvedOn, application_no AS applicationNo FROM loan_case WHERE id = ?', [
        decision.caseId,
      ])) ?? null)

/** What was done to the case after the act by which head office was asked about the version it decided on, when first or again. */
const doneSince = (reader: Reader, decision: OfficeDecision): Promise<{ at: string; action: string; staffName: string }[]> =>
  reader.all(
    `SELECT a.at, a.action, coalesce(s.name, '') AS staffName FROM audit a LEFT JOIN staff s ON s.id = a.staff_id
      WHERE a.case_id = ? AND a.n > (${ASKING_ROW}) ORDER BY a.n LIMIT 50`,
    [decision.caseId, decision.caseId, decision.caseVersion],
  )

/** Decisions that wait for a person: to be taken, or, where the branch moved on, as a conflict. */
export async function viewDecisions(counter: Counter, session: Session): Promise<DecisionView[]> {
  return counter.database.read(async (reader) => {
    const views: DecisionView[] = []
    for (const decision of await arrivedDecisions(reader, counter.vault)) {
      const { body, id, caseId, arrivedAt, caseVersion } = decision
      const current = await currentOf(reader, decision)
      const stale = !current || !(await standsAsSeen(counter, reader, decision, current))
      const refused = stale ? null : await unfit(counter, reader, decision)
      views.push({
        decisionId: id,
        caseId,
        applicationNo: current?.applicationNo ?? body.applicationNo,
        outcome: body.outcome,
        amountFen: body.amountFen === null ? null : Number(body.amountFen),
        annualRate: body.annualRate,
        conditions: body.conditions.map((text) => typedTextFor(session, text) ?? ''),
        reasonCodes: body.reasonCodes,
        reason: typedTextFor(session, body.reason) ?? '',
        decidedBy: body.decidedBy,
        decidedAt: body.decidedAt,
        arrivedAt,
        stale,
        seenVersion: caseVersion,
        nowVersion: current?.version ?? null,
        nowState: current?.state ?? null,
        unfit: refused && { code: refused.code, details: { ...refused.details } },
        mustAsk: refused !== null || (stale && current !== null && caseId !== null && (await mustAskAgain(reader, caseId, current))),
        since: stale && caseId !== null && (await escalationsOf(reader, caseId)).length > 0 ? await doneSince(reader, decision) : [],
      })
    }
    return views
  })
}

const takeable = ({ stale, unfit }: DecisionView): boolean => !stale && unfit === null

function endingCertificates({ clock }: Counter, { certificateEnds: { BRANCH, OFFICE } }: SyncDesk): EndingCertificate[] {
  const day = (ends: Date | null) => ends && chinaDate(ends.toISOString())
  return certificatesEnding({ BRANCH: day(BRANCH), OFFICE: day(OFFICE) }, chinaDate(clock.now()))
}

/** How the line stands: for the status bar and the batch board. */
export async function viewSync(counter: Counter, session: Session, desk: SyncDesk): Promise<SyncStatusView> {
  const decisions = await viewDecisions(counter, session)
  return counter.database.read(async (reader) => {
    const counts = await syncCounts(reader)
    const sealed = await latestSeal(reader, 'COSIGNED')
    const { lastError, job } = desk
    const wait = desk.nextTryInMs()
    return {
      enrolled: (await enrolmentOf(counter, reader)).ok,
      mustEnrolAgain: counter.nextKeys !== null,
      epoch: counter.branch.epoch,
      // An address that was taken away stands as an empty one.
      address: (await setting(reader, ADDRESS)) || null,
      job,
      lastContactAt: desk.lastContactAt,
      lastError: lastError && { code: lastError.code, details: { ...lastError.details } },
      nextTryAt: wait === null ? null : new Date(Date.parse(counter.clock.now()) + wait).toISOString(),
      clockSkewSeconds: desk.clockSkewSeconds,
      waitingRecords: counts.waiting,
      undeliveredBatches: (await undeliveredBatches(reader, counter.branch.epoch)).length,
      awaitingBatches: counts.awaiting,
      returnedRecords: counts.returned,
      decisionsToTake: decisions.filter(takeable).length,
      conflicts: decisions.filter((decision) => !takeable(decision)).length,
      parked: counts.parked,
      witness: sealed?.cosignedAt ? { size: sealed.size, businessDate: sealed.businessDate, cosignedAt: sealed.cosignedAt } : null,
      unwitnessedDays: counts.unwitnessed,
      certificates: endingCertificates(counter, desk),
    }
  })
}
