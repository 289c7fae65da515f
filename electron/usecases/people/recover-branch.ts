import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { checkNewPassword } from '../../../core/people/password-rule.ts'
import { appendAudit } from '../../../db/audit.ts'
import { listKeySlots } from '../../../db/repositories/key-slots.ts'
import { signInAttempts } from '../../../db/repositories/sign-in-attempts.ts'
import { findStaffByNo } from '../../../db/repositories/staff.ts'
import { keySlotFromText } from '../../services/key-slot.ts'
import { openRecoverySlot } from '../../services/key-slots.ts'
import { makeVault } from '../../services/vault.ts'
import type { Host } from './host.ts'
import { makePassword, usedBefore } from './make-password.ts'

/** The data key by the printed code of this branch. */
async function openByCode(host: Host, code: string): Promise<Result<Uint8Array>> {
  const row = (await host.database.read(listKeySlots)).find((slot) => slot.kind === 'RECOVERY')
  if (!row) return refuse('BRANCH_NOT_SET_UP')
  const slot = keySlotFromText(row.slot)
  return slot.ok ? openRecoverySlot(slot.value, code) : slot
}

/**
 * Nobody can sign in any more: the printed recovery code gives one administrator a new password, who lets the others in again.
 * The code is looked at first, so that without it no staff number can be guessed. It stays valid.
 * Refuses RECOVERY_CODE_…, BRANCH_NOT_SET_UP, STAFF_NOT_FOUND (also for a disabled person, or one who is no administrator), PASSWORD_WEAK.
 */
export async function recoverBranch(
  host: Host,
  code: string,
  request: { readonly staffNo: string; readonly newPassword: string },
): Promise<Result<Record<string, never>>> {
  const dataKey = await openByCode(host, code)
  if (!dataKey.ok) return dataKey
  const person = await host.database.read((reader) => findStaffByNo(reader, request.staffNo))
  if (!person?.active || !person.roles.includes('ADMINISTRATOR')) return refuse('STAFF_NOT_FOUND')
  const { staffId, staffNo } = person
  const vault = makeVault(dataKey.value)
  const used = await host.database.read((reader) => usedBefore(reader, vault, { staffId, password: request.newPassword }))
  const strong = checkNewPassword(request.newPassword, { ...person, usedBefore: used })
  if (!strong.ok) return strong
  const putInForce = await makePassword(host, dataKey.value, request.newPassword)
  return host.database.write(async (tx) => {
    const at = host.clock.now()
    await putInForce(tx, vault, host.clock, { staffId, given: false })
    await signInAttempts(tx).record({ staffNo, at, terminal: host.terminal, outcome: 'UNLOCKED' })
    await appendAudit(tx, vault, {
      at,
      staffId: null,
      terminal: host.terminal,
      action: 'reset.recover',
      caseId: null,
      subject: staffNo,
      fromState: null,
      toState: null,
      reasonCode: null,
      reason: null,
      dataHashBefore: null,
      dataHashAfter: null,
    })
    return ok({})
  })
}
