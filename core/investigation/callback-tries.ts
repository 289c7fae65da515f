import type { DateOnly } from '../kernel/calendar.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** Unanswered calls after which the number itself is in question and the visit has to answer (ux.md S12; the figure is ours, [D]). */
export const MOST_TRIES = 5

export interface CallbackTry {
  readonly reached: boolean
  /** When to call again; never after somebody answered. */
  readonly nextOn: DateOnly | null
}

/** How many calls are left; none once somebody answered. @example triesLeft([{ reached: false, nextOn: null }]) // 4 */
export const triesLeft = (tries: readonly Pick<CallbackTry, 'reached'>[]): number =>
  tries.some(({ reached }) => reached) ? 0 : Math.max(0, MOST_TRIES - tries.length)

/**
 * Whether a further call may be recorded. Refuses CALLBACK_DONE once somebody answered or the tries are used up, FIELD_INVALID for a
 * next call that is not ahead, or set although somebody answered.
 */
export function logTry(tries: readonly CallbackTry[], next: CallbackTry, today: DateOnly): Result<number> {
  if (triesLeft(tries) === 0) return refuse('CALLBACK_DONE', { tries: tries.length })
  if (next.nextOn !== null && (next.reached || next.nextOn < today)) return refuse('FIELD_INVALID', { field: 'nextOn', reason: 'DATE_IN_PAST' })
  return ok(tries.length + 1)
}
