import { actionsFor } from '../../../core/bridge/actions.ts'
import { hasRole, type Session } from '../../../core/kernel/people.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { decidedBy } from '../../../db/repositories/decided-today.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { casesShown, type OpenSituation, openCases, type ShownCase } from '../../../db/repositories/open-cases.ts'
import { latestScore } from '../../../db/repositories/scores.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { situationInList } from '../cases/situation-of.ts'
import type { Counter } from '../counter.ts'
import { briefOf } from './brief-of.ts'

const INBOX = { REVIEW: ['REVIEWER', 'REVIEW'], APPROVAL: ['BRANCH_MANAGER', 'DECIDE'] } as const

type Offered = ReturnType<typeof actionsFor>[number]

/** The action a case in the inbox waits for; null for a case that belongs in nobody's, or in another's. */
function inboxAction(session: Session, { state, approvedOn }: OpenSituation): 'REVIEW' | 'DECIDE' | null {
  if (state !== 'REVIEW' && state !== 'APPROVAL') return null
  const [role, action] = INBOX[state]
  return hasRole(session, role) && !(action === 'DECIDE' && approvedOn !== null) ? action : null
}

async function rowOf(counter: Counter, reader: Reader, session: Session, { record, applicant }: ShownCase, code: Offered['code']) {
  const score = await latestScore(reader, counter.vault, record.caseId)
  const arrived = await reader.get<{ at: string }>('SELECT max(at) AS at FROM audit WHERE case_id = ? AND to_state = ? AND from_state <> to_state', [
    record.caseId,
    record.state,
  ])
  const names = await staffNames(reader, record.firstManager ? [record.firstManager] : [])
  return {
    ...briefOf(session, record, applicant),
    managerName: record.firstManager && (names.get(record.firstManager) ?? null),
    waitingSince: arrived?.at ?? record.updatedAt,
    points: score?.points ?? null,
    grade: score?.grade ?? null,
    flags: score ? [...score.detail.ruleHits.map(({ code }) => code), ...(score.detail.dtiBand === 'NEEDS_REASON' ? ['DTI_NEEDS_REASON'] : [])] : [],
    code,
  }
}

/** What waits for this person's opinion or decision, the earliest due first, and what he decided today. */
export const approvalInbox = (counter: Counter, session: Session) =>
  counter.database.read(async (reader) => {
    const day = await latestDay(reader)
    const today = day?.businessDate ?? counter.clock.calendarDate()
    const rows: Awaited<ReturnType<typeof rowOf>>[] = []
    const waiting = (await openCases(reader, ['REVIEW', 'APPROVAL'])).filter(({ situation }) => inboxAction(session, situation) !== null)
    const shown = await casesShown(reader, counter.vault, waiting)
    for (const { serial, situation } of waiting) {
      const found = shown.get(serial)
      const offered = actionsFor(situationInList(counter, situation, today), session).find(({ action }) => action === inboxAction(session, situation))
      if (found) rows.push(await rowOf(counter, reader, session, found, offered?.code ?? null))
    }
    const decidedToday = []
    for (const { caseId, outcome, at } of day ? await decidedBy(reader, session.staffId, day) : []) {
      const record = await findCase(reader, counter.vault, caseId)
      if (record) decidedToday.push({ ...briefOf(session, record, record.applicant), outcome, at })
    }
    return { rows, decidedToday }
  })
