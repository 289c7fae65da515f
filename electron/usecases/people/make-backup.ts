import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { inspectDatabase } from '../../../db/inspect.ts'
import { listKeySlots } from '../../../db/repositories/key-slots.ts'
import { settings } from '../../../db/repositories/settings.ts'
import { listStaff } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import { makeBackup } from '../../services/backup.ts'
import type { RemoveFolder } from '../../services/backup-folders.ts'
import type { LabelledSlot } from '../../services/backup-format.ts'
import { keySlotFromText } from '../../services/key-slot.ts'
import { keepUnsentVolumes } from '../archive/keep-unsent.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { LAST_BACKUP } from './business-day.ts'

const KEPT = 14

/** Every way to the key, labelled so that a person finds their own on a new PC; '' is the recovery code. */
async function labelledSlots(reader: Reader): Promise<LabelledSlot[]> {
  const numbers = new Map((await listStaff(reader)).map((person) => [person.staffId, person.staffNo]))
  return (await listKeySlots(reader)).flatMap((row) => {
    const slot = keySlotFromText(row.slot)
    return slot.ok ? [{ label: row.staffId === null ? '' : (numbers.get(row.staffId) ?? ''), slot: slot.value }] : []
  })
}

export interface BackedUp {
  readonly folder: string
  readonly files: number
  readonly cases: number
  /** Folders that should be gone and are held by something. */
  readonly held: number
}

/** An encrypted backup of database, papers (with volumes head office lacks) and key slots. `session` is null for the nightly one. Refuses as `makeBackup`. */
export async function backUp(counter: Counter, session: Session | null, remove?: RemoveFolder): Promise<Result<BackedUp>> {
  await keepUnsentVolumes(counter)
  const now = counter.clock.now()
  const made = await makeBackup({
    target: counter.folders.backups,
    workFolder: counter.folders.work,
    dataKey: counter.dataKey,
    branchCode: counter.branch.code,
    slots: await counter.database.read(labelledSlots),
    papers: counter.papers,
    copyDatabase: (target) => counter.database.copyTo(target),
    inspect: inspectDatabase,
    now,
    keep: KEPT,
    remove,
  })
  if (!made.ok) return made
  const noted = await counter.database.write(async (tx) => {
    await settings(tx).set({ name: LAST_BACKUP, value: now, changedAt: now, changedBy: session?.staffId ?? null })
    if (session) await note(counter, tx, session, { action: 'backup.make', subject: made.value.name })
    return ok(null)
  })
  if (!noted.ok) return noted
  const { name, files, manifest, held } = made.value
  return ok({ folder: name, files, cases: manifest.counts.loan_case ?? 0, held: held.length })
}
