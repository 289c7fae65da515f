import type { CaseBrief } from '../../../core/bridge/desk-calls.ts'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../../core/kernel/ids.ts'
import { hasRole, type Session } from '../../../core/kernel/people.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { countCarried } from '../../../db/repositories/batch-blobs.ts'
import { unansweredBatches } from '../../../db/repositories/batches.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { casesShown, type OpenCase, type OpenSituation, openCases, type ShownCase } from '../../../db/repositories/open-cases.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { countWaiting } from '../../../db/repositories/outbox.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import type { Counter } from '../counter.ts'
import { briefOf } from './brief-of.ts'
import { waitingFor } from './waiting-for.ts'

const SHOWN = 10
const MOST_DEADLINES = 30
const SOON_DAYS = 3

export interface Today {
  readonly businessDate: DateOnly
  readonly todos: { todo: string; count: number; overdue: number; cases: CaseBrief[] }[]
  readonly deadlines: CaseBrief[]
  readonly returned: (CaseBrief & { by: string; at: string; reason: string })[]
  readonly batches: { waiting: number; toSeal: number; unanswered: number }
}

const hasDuty = (one: OpenSituation, { staffId }: Session): boolean =>
  [one.openedBy, one.submittedBy, one.firstManager, one.secondManager, one.reviewer, one.contractMaker].includes(staffId)

type SentBack = { readonly by: StaffId; readonly at: string; readonly reason: string }
/** Who sent a case back, when and why; null when it came here the usual way. */
async function sentBack(counter: Counter, reader: Reader, caseId: CaseId, state: State): Promise<SentBack | null> {
  if (state === 'SURVEY') {
    const opinion = (await opinionsOfCase(reader, counter.vault, caseId)).at(-1)
    return opinion?.outcome === 'RETURN' ? { by: opinion.reviewer, at: opinion.givenAt, reason: opinion.note } : null
  }
  if (state !== 'REVIEW') return null
  const decision = (await decisionsOfCase(reader, counter.vault, caseId)).at(-1)
  return decision?.outcome === 'RETURNED' && decision.decidedBy ? { by: decision.decidedBy, at: decision.decidedAt, reason: decision.reason } : null
}

const mayBeReturned = ({ situation: one }: OpenCase, session: Session): boolean =>
  one.state === 'REVIEW' ? hasRole(session, 'REVIEWER') : one.state === 'SURVEY' && hasDuty(one, session)

async function returnedOf(counter: Counter, reader: Reader, session: Session, cases: readonly ShownCase[]): Promise<Today['returned']> {
  const returned: Today['returned'] = []
  for (const { record, applicant } of cases) {
    const back = await sentBack(counter, reader, record.caseId, record.state)
    if (!back) continue
    const by = (await staffNames(reader, [back.by])).get(back.by) ?? ''
    returned.push({ ...briefOf(session, record, applicant), by, at: back.at, reason: typedTextFor(session, back.reason) })
  }
  return returned
}

/** What waits for this person today. Administrator and auditor have no cases: nothing but the batches. */
export const homeToday = (counter: Counter, session: Session): Promise<Today> =>
  counter.database.read(async (reader) => {
    const businessDate = (await latestDay(reader))?.businessDate ?? counter.clock.calendarDate()
    const cases = await openCases(reader)
    const waiting = waitingFor(counter, session, cases, businessDate)
    const soon = addDays(businessDate, SOON_DAYS)
    const due = cases.filter((one) => one.dueOn !== null && one.dueOn <= soon && hasDuty(one.situation, session)).slice(0, MOST_DEADLINES)
    const back = cases.filter((one) => mayBeReturned(one, session))
    const shown = await casesShown(reader, counter.vault, [...due, ...back, ...waiting.flatMap((one) => one.cases.slice(0, SHOWN))])
    const found = (some: readonly OpenCase[]): ShownCase[] => some.flatMap(({ serial }) => shown.get(serial) ?? [])
    const briefs = (some: readonly OpenCase[]): CaseBrief[] => found(some).map(({ record, applicant }) => briefOf(session, record, applicant))
    const unanswered = await unansweredBatches(reader)
    return {
      businessDate,
      todos: waiting.map(({ todo, cases: all }) => ({
        todo,
        count: all.length,
        overdue: all.filter(({ dueOn }) => dueOn !== null && dueOn < businessDate).length,
        cases: briefs(all.slice(0, SHOWN)),
      })),
      deadlines: briefs(due),
      returned: await returnedOf(counter, reader, session, found(back)),
      batches: {
        waiting: (await countWaiting(reader)) + (await countCarried(reader)),
        toSeal: unanswered.filter(({ state, maker }) => state === 'DRAFT' && maker !== session.staffId).length,
        unanswered: unanswered.filter(({ state }) => state !== 'DRAFT').length,
      },
    }
  })
