import type { Seat } from '../../core/bridge/define-calls.ts'
import type { Session } from '../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/**
 * Asks by a dialog of the window system, which stays open while the idle clock locks the counter behind it. What is answered
 * after that comes from a person nobody knows. Refuses NOT_SIGNED_IN unless the same session sits there still.
 * @example const files = await asked(seat, session, () => ports.pickFiles('SCAN'))
 */
export async function asked<T>(seat: Pick<Seat, 'session'>, session: Session, dialog: () => Promise<T>): Promise<Result<T>> {
  const answer = await dialog()
  return seat.session === session ? ok(answer) : refuse('NOT_SIGNED_IN')
}
