import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { subKey } from './aead.ts'
import { keyCheckOf, readKeySlots } from './backup-format.ts'
import { openPasswordSlot, openRecoverySlot } from './key-slots.ts'
import { noOsKeyStore } from './os-key-store.ts'

/** A person's password as it was on the day of the backup, or the printed recovery code. */
export type BackupSecret = { readonly staffNo: string; readonly password: string } | { readonly recoveryCode: string }

/**
 * The data key of a backup, on any PC.
 * @returns BACKUP_NOT_FOUND when the folder is none; PASSWORD_WRONG (also for a staff number without a slot, so that none
 * can be guessed); RECOVERY_CODE_…; KEY_SLOT_DAMAGED; BACKUP_KEY_WRONG when the slots beside it are another backup's
 * @example const key = await unlockBackup(folder, { recoveryCode })
 */
export async function unlockBackup(folder: string, secret: BackupSecret): Promise<Result<Uint8Array>> {
  const file = await readKeySlots(folder)
  if (!file.ok) return file
  let opened: Result<Uint8Array> = 'password' in secret ? refuse('PASSWORD_WRONG') : refuse('RECOVERY_CODE_WRONG')
  for (const { label, slot } of file.value.slots) {
    if ('password' in secret && slot.kind === 'PASSWORD' && label === secret.staffNo) opened = await openPasswordSlot(slot, secret.password, noOsKeyStore)
    if ('recoveryCode' in secret && slot.kind === 'RECOVERY') opened = await openRecoverySlot(slot, secret.recoveryCode)
    if (opened.ok) break
  }
  if (!opened.ok) return opened
  return keyCheckOf(subKey(opened.value, 'backup')) === file.value.keyCheck ? ok(opened.value) : refuse('BACKUP_KEY_WRONG')
}
