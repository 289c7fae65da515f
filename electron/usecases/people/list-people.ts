import type { StaffView } from '../../../core/bridge/views.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { mayAttempt } from '../../../core/people/lock-out.ts'
import { failuresOf } from '../../../db/repositories/sign-in-attempts.ts'
import { listStaff } from '../../../db/repositories/staff.ts'
import type { Counter } from '../counter.ts'

/** The people of the branch; `locked` are those whom five failures keep out now, and whom alone unlocking helps. */
export async function listPeople(counter: Counter): Promise<Result<{ staff: StaffView[] }>> {
  const now = counter.clock.now()
  return counter.database.read(async (reader) => {
    const staff: StaffView[] = []
    for (const { staffId, staffNo, staffName, roles, active } of await listStaff(reader))
      staff.push({ staffId, staffNo, staffName, roles: [...roles], active, locked: !mayAttempt(await failuresOf(reader, staffNo), now).ok })
    return ok({ staff })
  })
}
