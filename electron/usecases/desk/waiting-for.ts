import { type Todo, todoOf } from '../../../core/bridge/todos.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { type OpenCase, type OpenSituation, openCases } from '../../../db/repositories/open-cases.ts'
import type { Reader } from '../../../db/sql.ts'
import { situationInList } from '../cases/situation-of.ts'
import type { Counter } from '../counter.ts'

type Knows = Pick<Counter, 'packs' | 'clock'>
export interface Waiting {
  readonly todo: Todo
  readonly cases: OpenCase[]
}

function judgedOnce<T>(judge: (situation: OpenSituation) => T): (situation: OpenSituation) => T {
  const known = new Map<OpenSituation, T>()
  return (situation) => {
    if (!known.has(situation)) known.set(situation, judge(situation))
    return known.get(situation) as T
  }
}

/** The open cases by what this person would do next on them, by `todoOf`; each situation is judged once. Today, list and rail count these. */
export function waitingFor(counter: Knows, session: Session, cases: readonly OpenCase[], today: DateOnly): Waiting[] {
  const turn = judgedOnce((one) => todoOf(situationInList(counter, one, today), session))
  const byTodo = new Map<Todo, OpenCase[]>()
  for (const one of cases) {
    const todo = turn(one.situation)
    if (!todo) continue
    const others = byTodo.get(todo)
    if (others) others.push(one)
    else byTodo.set(todo, [one])
  }
  return [...byTodo].map(([todo, waiting]) => ({ todo, cases: waiting }))
}

/** The serials of every case that waits for this person. */
export async function serialsWaitingFor(counter: Knows, reader: Reader, session: Session): Promise<number[]> {
  const today = (await latestDay(reader))?.businessDate ?? counter.clock.calendarDate()
  return waitingFor(counter, session, await openCases(reader), today).flatMap(({ cases }) => cases.map(({ serial }) => serial))
}
