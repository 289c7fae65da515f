import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { checkNewPassword } from '../../../core/people/password-rule.ts'
import { passwordSlotOf } from '../../../db/repositories/key-slots.ts'
import { passwordPrints, passwordsMade } from '../../../db/repositories/passwords-made.ts'
import { keySlotFromText } from '../../services/key-slot.ts'
import { makePrint, printToText } from '../../services/password-print.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'
import { makePassword, usedBefore } from './make-password.ts'
import { provePerson } from './sign-in.ts'

/** One that was made before prints were kept gets its own now that its owner has typed it: it does not come back either. */
async function keepPrint(counter: Counter, session: Session, typed: string): Promise<void> {
  const { row, prints } = await counter.database.read(async (reader) => ({
    row: await passwordSlotOf(reader, session.staffId),
    prints: await passwordPrints(reader, counter.vault, session.staffId),
  }))
  const slot = row && keySlotFromText(row.slot)
  if (!slot?.ok || prints.some(({ slotId }) => slotId === slot.value.slotId)) return
  const print = printToText(await makePrint(slot.value, typed))
  await counter.database.write(async (tx) => {
    await passwordsMade(tx, counter.vault).addPrint(slot.value.slotId, print)
    return ok(null)
  })
}

/**
 * The owner chooses another password: the one in force is typed first, and a wrong one counts as at signing in.
 * Refuses as `provePerson`, and PASSWORD_WEAK.
 */
export async function changePassword(
  host: Host,
  counter: Counter,
  session: Session,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<Record<string, never>>> {
  const proven = await provePerson(host, { staffNo: session.staffNo, password: current })
  if (!proven.ok) return proven
  await keepPrint(counter, session, current)
  const used = await counter.database.read(async (reader) => {
    const row = await passwordSlotOf(reader, session.staffId)
    return usedBefore(reader, counter.vault, { staffId: session.staffId, password: next, ...(row ? { but: row.slotId } : {}) })
  })
  const password = checkNewPassword(next, { ...session, current, usedBefore: used })
  if (!password.ok) return password
  const putInForce = await makePassword(host, counter.dataKey, next)
  return counter.database.write(async (tx) => {
    await putInForce(tx, counter.vault, counter.clock, { staffId: session.staffId, given: false })
    await note(counter, tx, session, { action: 'session.changePassword' })
    return ok({})
  })
}
