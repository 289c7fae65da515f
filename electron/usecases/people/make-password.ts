import { randomUUID } from 'node:crypto'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import { type PasswordStanding, passwordDate, passwordStanding, passwordTermOn } from '../../../core/people/password-age.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { keySlots } from '../../../db/repositories/key-slots.ts'
import { passwordOf, passwordPrints, passwordsMade } from '../../../db/repositories/passwords-made.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { Vault } from '../../../db/vault.ts'
import type { Clock } from '../../services/clock.ts'
import { keySlotToText } from '../../services/key-slot.ts'
import { makePasswordSlot } from '../../services/key-slots.ts'
import { matchesPrint, printFromText, printToText } from '../../services/password-print.ts'
import type { Counter } from '../counter.ts'
import type { Host } from './host.ts'

/** Today, as passwords count it. */
async function passwordToday(reader: Reader, clock: Pick<Clock, 'calendarDate'>): Promise<DateOnly> {
  return passwordDate(clock.calendarDate(), (await latestDay(reader))?.businessDate ?? null)
}

/** How a person's password stands today; one whose age nobody knows is chosen anew. */
export function standingOf(counter: Counter, staffId: StaffId): Promise<PasswordStanding> {
  return counter.database.read(async (reader) => {
    const [made, today] = [await passwordOf(reader, staffId), await passwordToday(reader, counter.clock)]
    if (!made) return { due: 'EXPIRED', daysLeft: null }
    return passwordStanding(made, today, passwordTermOn(counter.packs.parameters.values(), today))
  })
}

/** Whether a password is one of the person's last; `but` is the slot of one that was compared already. */
export async function usedBefore(reader: Reader, vault: Vault, of: { staffId: StaffId; password: string; but?: string }): Promise<boolean> {
  for (const { slotId, print } of await passwordPrints(reader, vault, of.staffId))
    if (slotId !== of.but && (await matchesPrint(printFromText(print), of.password))) return true
  return false
}

interface Owner {
  readonly staffId: StaffId
  /** Another person knows the password: its owner chooses one before anything opens. */
  readonly given: boolean
  /** A reset and who let him. */
  readonly reset?: { readonly resetBy: StaffId; readonly approvedBy: StaffId }
}

/**
 * Stretches a password, which takes its time, and gives what puts it in force within a transaction, in place of the one before.
 * The caller has checked it with `checkNewPassword`.
 */
export async function makePassword(
  host: Pick<Host, 'osStore' | 'keyCost'>,
  dataKey: Uint8Array,
  password: string,
): Promise<(tx: Writer, vault: Vault, clock: Pick<Clock, 'now' | 'calendarDate'>, owner: Owner) => Promise<void>> {
  const slotId = randomUUID()
  const { slot, print } = await makePasswordSlot({ slotId, password, dataKey, osStore: host.osStore }, host.keyCost)
  return async (tx, vault, clock, { staffId, given, reset = { resetBy: null, approvedBy: null } }) => {
    await keySlots(tx).replace({ slotId, kind: 'PASSWORD', staffId, slot: keySlotToText(slot), madeAt: clock.now(), ...reset })
    await passwordsMade(tx, vault).insert({ slotId, staffId, given, since: await passwordToday(tx, clock) }, printToText(print))
  }
}
