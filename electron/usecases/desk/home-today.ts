import type { CaseBrief } from '../../../core/bridge/desk-calls.ts'
import { type Todo, todoOf } from '../../../core/bridge/todos.ts'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { countCarried } from '../../../db/repositories/batch-blobs.ts'
import { unansweredBatches } from '../../../db/repositories/batches.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { type OpenCase, openCases } from '../../../db/repositories/open-cases.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { countWaiting } from '../../../db/repositories/outbox.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { typedTextFor } from '../cases/masked-for.ts'
import { situationInList } from '../cases/situation-of.ts'
import type { Counter } from '../counter.ts'
import { briefOf } from './brief-of.ts'

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

function todosOf(counter: Counter, session: Session, cases: readonly OpenCase[], today: DateOnly): Today['todos'] {
  const byTodo = new Map<Todo, OpenCase[]>()
  for (const one of cases) {
    const todo = todoOf(situationInList(counter, one, today), session)
    if (todo) byTodo.set(todo, [...(byTodo.get(todo) ?? []), one])
  }
  return [...byTodo].map(([todo, waiting]) => ({
    todo,
    count: waiting.length,
    overdue: waiting.filter(({ record }) => record.dueOn !== null && record.dueOn < today).length,
    cases: waiting.slice(0, SHOWN).map((one) => briefOf(session, one.record, one.applicant())),
  }))
}

const hasDuty = ({ record }: OpenCase, { staffId }: Session): boolean =>
  [record.openedBy, record.submittedBy, record.firstManager, record.secondManager, record.reviewer, record.contractMaker].includes(staffId)

/** Who sent a case back, when and why; null when it came here the usual way. */
async function sentBack(counter: Counter, reader: Reader, { record }: OpenCase) {
  if (record.state === 'SURVEY') {
    const opinion = (await opinionsOfCase(reader, counter.vault, record.caseId)).at(-1)
    return opinion?.outcome === 'RETURN' ? { by: opinion.reviewer, at: opinion.givenAt, reason: opinion.note } : null
  }
  if (record.state !== 'REVIEW') return null
  const decision = (await decisionsOfCase(reader, counter.vault, record.caseId)).at(-1)
  return decision?.outcome === 'RETURNED' && decision.decidedBy ? { by: decision.decidedBy, at: decision.decidedAt, reason: decision.reason } : null
}

async function returnedOf(counter: Counter, reader: Reader, session: Session, cases: readonly OpenCase[]): Promise<Today['returned']> {
  const returned: Today['returned'] = []
  for (const one of cases) {
    const mine = one.record.state === 'REVIEW' ? session.roles.includes('REVIEWER') : hasDuty(one, session)
    const back = mine ? await sentBack(counter, reader, one) : null
    if (!back) continue
    const by = (await staffNames(reader, [back.by])).get(back.by) ?? ''
    returned.push({ ...briefOf(session, one.record, one.applicant()), by, at: back.at, reason: typedTextFor(session, back.reason) })
  }
  return returned
}

/** What waits for this person today. Administrator and auditor have no cases: nothing but the batches. */
export const homeToday = (counter: Counter, session: Session): Promise<Today> =>
  counter.database.read(async (reader) => {
    const businessDate = (await latestDay(reader))?.businessDate ?? counter.clock.calendarDate()
    const cases = await openCases(reader, counter.vault)
    const mine = cases.filter((one) => hasDuty(one, session))
    const soon = mine.filter(({ record }) => record.dueOn !== null && record.dueOn <= addDays(businessDate, SOON_DAYS))
    const unanswered = await unansweredBatches(reader)
    return {
      businessDate,
      todos: todosOf(counter, session, cases, businessDate),
      deadlines: soon.slice(0, MOST_DEADLINES).map((one) => briefOf(session, one.record, one.applicant())),
      returned: await returnedOf(counter, reader, session, cases),
      batches: {
        waiting: (await countWaiting(reader)) + (await countCarried(reader)),
        toSeal: unanswered.filter(({ state, maker }) => state === 'DRAFT' && maker !== session.staffId).length,
        unanswered: unanswered.filter(({ state }) => state !== 'DRAFT').length,
      },
    }
  })
