import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Instant } from '../../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { appendAudit } from '../../../db/audit.ts'
import { openDatabase } from '../../../db/connection.ts'
import { databaseInUse } from '../../../db/in-use.ts'
import { inspectDatabase } from '../../../db/inspect.ts'
import { branchKeys, findBranchKeys, findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { findBranch } from '../../../db/repositories/branches.ts'
import { keySlots, listKeySlots } from '../../../db/repositories/key-slots.ts'
import { lastSerial } from '../../../db/repositories/outbox.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import { findStaffByNo } from '../../../db/repositories/staff.ts'
import type { Writer } from '../../../db/sql.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import type { Manifest } from '../../services/backup-format.ts'
import { proveBackup } from '../../services/backup-proof.ts'
import { type BackupSecret, unlockBackup } from '../../services/backup-unlock.ts'
import { openBranchKeys, sealBranchKeys } from '../../services/branch-keys.ts'
import { keySlotFromText, keySlotToText } from '../../services/key-slot.ts'
import { portableSlot } from '../../services/key-slots.ts'
import { restoreBackup } from '../../services/restore.ts'
import { makeVault } from '../../services/vault.ts'
import { RESTORED_AFTER, RESTORED_NEEDS_ENROLMENT } from '../batch/restored-branch.ts'

export interface RestoreRequest {
  /** Folder of the backup; only read. */
  readonly backup: string
  readonly secret: BackupSecret
  /** Holds database and papers; replaced as one. */
  readonly liveFolder: string
  readonly databaseName: string
  /** The newest schema this program knows. */
  readonly schemaVersion: number
  readonly now: Instant
  readonly terminal: string
}

const proofOf = (request: RestoreRequest, dataKey: Uint8Array) => {
  const { backup, databaseName, schemaVersion } = request
  return { folder: backup, dataKey, databaseName, schemaVersion, inspect: inspectDatabase }
}

/** The branch that lives here now; null where there is none, or its database cannot be read. */
async function liveBranchCode({ liveFolder, databaseName }: RestoreRequest): Promise<string | null> {
  const live = await openDatabase(path.join(liveFolder, databaseName))
  if (!live.ok) return null
  try {
    return (await live.value.read(findBranch))?.code ?? null
  } finally {
    await live.value.close()
  }
}

/** A slot bound to the PC the backup was made on would open on no other: here the password alone opens it again. */
async function unbindSlots(tx: Writer, dataKey: Uint8Array): Promise<void> {
  for (const row of await listKeySlots(tx)) {
    const slot = keySlotFromText(row.slot)
    if (slot.ok && slot.value.portable) await keySlots(tx).rewrite(row.slotId, keySlotToText(portableSlot(slot.value, dataKey)))
  }
}

/** A restored branch is another device to head office: new signing keys, nothing sent until they are enrolled (sync.md §4). */
async function mark(tx: Writer, request: RestoreRequest, dataKey: Uint8Array, { createdAt }: Manifest): Promise<Result<void>> {
  const { now, secret, terminal } = request
  const vault = makeVault(dataKey)
  const branch = await findBranch(tx)
  const row = branch && (await findBranchKeys(tx, branch.epoch))
  if (!branch || !row) return refuse('BACKUP_DATABASE_DAMAGED')
  // The archive key stays: it opens the volumes that were filed before.
  const device = await newSecretKeys()
  const next = { device, enrolled: device, earlier: [], archive: openBranchKeys(vault, row.epoch, row.sealed).archive }
  await unbindSlots(tx, dataKey)
  const epoch = branch.epoch + 1
  const sealed = sealBranchKeys(vault, epoch, next)
  await branchKeys(tx).put({ epoch, sealed, publicKeys: JSON.stringify(publicKeysOf(next.device)), madeAt: now })
  await settings(tx).set({ name: RESTORED_NEEDS_ENROLMENT, value: 'YES', changedAt: now, changedBy: null })
  if (!(await findEnrolment(tx, branch.epoch)) && (await setting(tx, RESTORED_AFTER)) === null)
    await settings(tx).set({ name: RESTORED_AFTER, value: String(await lastSerial(tx)), changedAt: now, changedBy: null })
  const person = 'staffNo' in secret ? await findStaffByNo(tx, secret.staffNo) : null
  const nothing = { caseId: null, fromState: null, toState: null, reasonCode: null, reason: null, dataHashBefore: null, dataHashAfter: null }
  await appendAudit(tx, vault, { at: now, staffId: person?.staffId ?? null, terminal, action: 'branch.restore', subject: createdAt, ...nothing })
  return ok(undefined)
}

async function prepare(request: RestoreRequest, dataKey: Uint8Array, file: string, manifest: Manifest): Promise<Result<void>> {
  const expected = await liveBranchCode(request)
  if (expected !== null && expected !== manifest.branchCode) return refuse('BACKUP_OF_OTHER_BRANCH', { expected, found: manifest.branchCode })
  const copy = await openDatabase(file)
  if (!copy.ok) return copy
  try {
    return await copy.value.write((tx) => mark(tx, request, dataKey, manifest))
  } finally {
    await copy.value.close()
  }
}

/**
 * Replaces this PC's branch by a backup that has proven itself; what was there is kept aside.
 * Refuses RESTORE_DATA_IN_USE, BACKUP_OF_OTHER_BRANCH and as `unlockBackup` and `restoreBackup`; then nothing was changed.
 */
export async function restoreBranch(request: RestoreRequest): Promise<Result<{ manifest: Manifest; keptAside: string | null }>> {
  const { liveFolder, databaseName, now } = request
  if (await databaseInUse(path.join(liveFolder, databaseName))) return refuse('RESTORE_DATA_IN_USE')
  const dataKey = await unlockBackup(request.backup, request.secret)
  if (!dataKey.ok) return dataKey
  return restoreBackup({
    ...proofOf(request, dataKey.value),
    liveFolder,
    now,
    prepare: (file, manifest) => prepare(request, dataKey.value, file, manifest),
    beforeSwap: async () => undefined,
  })
}

/** Opens the backup in a place of its own, checks all of it and takes it away again. Refuses as `unlockBackup` and `proveBackup`. */
export async function tryBackup(request: RestoreRequest): Promise<Result<Manifest>> {
  const dataKey = await unlockBackup(request.backup, request.secret)
  if (!dataKey.ok) return dataKey
  const staging = `${request.liveFolder}.restoring`
  try {
    await rm(staging, { recursive: true, force: true })
    await mkdir(staging, { recursive: true })
    return await proveBackup({ ...proofOf(request, dataKey.value), staging })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}
