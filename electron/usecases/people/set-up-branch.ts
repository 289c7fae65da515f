import { randomUUID } from 'node:crypto'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { openDay } from '../../../core/people/business-day.ts'
import { checkNewPassword } from '../../../core/people/password-rule.ts'
import { appendAudit } from '../../../db/audit.ts'
import { branchKeys } from '../../../db/repositories/branch-keys.ts'
import { branchDays, branches, findBranch } from '../../../db/repositories/branches.ts'
import { keySlots } from '../../../db/repositories/key-slots.ts'
import { staff } from '../../../db/repositories/staff.ts'
import { publicKeysOf } from '../../../protocol/keys.ts'
import { makeBranchKeys, sealBranchKeys } from '../../services/branch-keys.ts'
import { keySlotToText } from '../../services/key-slot.ts'
import { makeRecoverySlot, newDataKey } from '../../services/key-slots.ts'
import { gateEntered } from '../../services/text-gate.ts'
import { makeVault } from '../../services/vault.ts'
import type { Host } from './host.ts'
import { makePassword } from './make-password.ts'

export interface SetUpRequest {
  readonly branchCode: string
  readonly bankName: string
  readonly branchName: string
  readonly managerName: string
  readonly address: string
  readonly phone: string
  readonly businessDate: DateOnly
  readonly administrator: { readonly staffNo: string; readonly staffName: string; readonly password: string }
}

const FIRST_EPOCH = 1
const REGION_DIGITS = 4

/**
 * First run: branch, keys, first administrator and the first business day, all or nothing.
 * Refuses BRANCH_ALREADY_SET_UP, PASSWORD_WEAK, PDF_CHARACTER_MISSING, and DAY_TOO_FAR_AHEAD: a business date never goes back.
 */
export async function setUpBranch(host: Host, request: SetUpRequest): Promise<Result<{ recoveryCode: string }>> {
  if (await host.database.read(findBranch)) return refuse('BRANCH_ALREADY_SET_UP')
  const { administrator } = request
  const { bankName, branchName, managerName, address, phone } = request
  const drawn = gateEntered(host.printer, { bankName, branchName, managerName, address, phone, 'administrator.staffName': administrator.staffName })
  if (!drawn.ok) return drawn
  const password = checkNewPassword(administrator.password, administrator)
  if (!password.ok) return password
  const day = openDay(null, request.businessDate, { sealPresent: true, calendarDate: host.clock.calendarDate() })
  if (!day.ok) return day

  const at = host.clock.now()
  const staffId = asId<StaffId>(randomUUID())
  const dataKey = newDataKey()
  const vault = makeVault(dataKey)
  const keys = await makeBranchKeys()
  const putInForce = await makePassword(host, dataKey, administrator.password)
  const recovery = await makeRecoverySlot({ slotId: randomUUID(), dataKey }, host.keyCost)

  const written = await host.database.write(async (tx) => {
    await staff(tx).insert({
      staffId,
      staffNo: administrator.staffNo,
      staffName: administrator.staffName,
      active: true,
      addedAt: at,
      addedBy: null,
      roles: ['ADMINISTRATOR'],
    })
    await branches(tx).insert({
      code: request.branchCode,
      bankName: request.bankName,
      name: request.branchName,
      address: request.address,
      phone: request.phone,
      managerName: request.managerName,
      regionCode: request.branchCode.slice(0, REGION_DIGITS),
      epoch: FIRST_EPOCH,
      setUpAt: at,
      training: host.training,
    })
    const unreset = { madeAt: at, resetBy: null, approvedBy: null }
    await keySlots(tx).replace({ slotId: recovery.slot.slotId, kind: 'RECOVERY', staffId: null, slot: keySlotToText(recovery.slot), ...unreset })
    await branchKeys(tx).insert({
      epoch: FIRST_EPOCH,
      sealed: sealBranchKeys(vault, FIRST_EPOCH, keys),
      publicKeys: JSON.stringify(publicKeysOf(keys.device)),
      madeAt: at,
    })
    await branchDays(tx).open({ businessDate: day.value.businessDate, openedBy: staffId, openedAt: at })
    await putInForce(tx, vault, host.clock, { staffId, given: false })
    await appendAudit(tx, vault, {
      at,
      staffId,
      terminal: host.terminal,
      action: 'branch.setUp',
      caseId: null,
      subject: request.branchCode,
      fromState: null,
      toState: null,
      reasonCode: null,
      reason: null,
      dataHashBefore: null,
      dataHashAfter: null,
    })
    return ok(null)
  })
  return written.ok ? ok({ recoveryCode: recovery.code }) : written
}
