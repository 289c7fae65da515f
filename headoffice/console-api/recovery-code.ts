import { instant } from '../../core/kernel/calendar.ts'
import { codeHolds } from '../../core/people/one-time-code.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { SYSTEM } from '../acts/act.ts'
import { recordAct } from '../acts/record-act.ts'
import { bareCode, newCode } from '../import/enrol-code.ts'
import type { Office } from '../office.ts'

export const recoveryHash = (code: string): string => sha256Hex(`recovery code ${bareCode(code)}`)

/** A one-time code by which an administrator's account is made or opened anew, for who holds head office's folder. The one before is good no more. */
export async function makeRecoveryCode(office: Office): Promise<string> {
  const code = newCode()
  await recordAct(office, SYSTEM, { type: 'recovery.make', codeHash: recoveryHash(code) })
  return code
}

/** The hash of the recovery code that is good now, or null. */
export async function recoveryOpen(office: Office): Promise<string | null> {
  const rows = await office.database.query<{ code_hash: string; made_at: Date }>('select code_hash, made_at from recovery_code where used = 0')
  const open = rows.find((row) => codeHolds('RECOVERY', instant(row.made_at.toISOString()), instant(office.now())))
  return open?.code_hash ?? null
}
