import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { subKey } from './aead.ts'
import { newBackupName, partialOf, type RemoveFolder, removeFolder, retire, sweepPartial } from './backup-folders.ts'
import { BACKUP_FILES, BACKUP_FORMAT, type InspectDatabase, keySlotsToText, type LabelledSlot, type Manifest } from './backup-format.ts'
import { fileChunks, moveIntoPlace, orDiskFull, syncTree, writeSynced } from './durable-file.ts'
import { hashFile, hashing, writeHashed } from './hashed-copy.ts'
import { portableSlot } from './key-slots.ts'
import type { PaperStore } from './paper-store.ts'
import { sealStream } from './sealed-stream.ts'

export interface BackupOrder {
  /** Folder that holds the backups: best another disk. */
  readonly target: string
  /** Local folder for the short-lived copy of the database (itself sealed by rows). */
  readonly workFolder: string
  readonly dataKey: Uint8Array
  readonly branchCode: string
  readonly slots: readonly LabelledSlot[]
  readonly papers: PaperStore
  /** Copies the live database consistently to a new file (`VACUUM INTO`). */
  readonly copyDatabase: (target: string) => Promise<void>
  readonly inspect: InspectDatabase
  readonly now: Instant
  /** How many to keep, the new one included. */
  readonly keep: number
  readonly remove?: RemoveFolder | undefined
}

export interface BackupMade {
  readonly name: string
  readonly folder: string
  /** Files in the folder. */
  readonly files: number
  readonly bytes: number
  readonly manifest: Manifest
  readonly removed: readonly string[]
  /** What should be gone and something holds: older backups, what a crash left. The next backup tries again. */
  readonly held: readonly string[]
}

async function copyPapers(order: BackupOrder, partial: string): Promise<Result<Pick<Manifest, 'papers' | 'damagedPapers'>>> {
  const papers: Manifest['papers'] = []
  const damagedPapers: string[] = []
  for (const { ref } of await order.papers.list()) {
    if (!(await order.papers.get(ref)).ok) damagedPapers.push(ref)
    const copied = await writeHashed(join(partial, BACKUP_FILES.papers, ref.slice(0, 2), ref), fileChunks(order.papers.pathOf(ref)))
    if (!copied.ok) return copied
    papers.push({ ref, ...copied.value })
  }
  return ok({ papers, damagedPapers })
}

/** Everything but the final name. The database is copied first: papers only ever come before the rows that name them. */
async function fill(order: BackupOrder, partial: string, plainCopy: string): Promise<Result<Manifest>> {
  const backupKey = subKey(order.dataKey, 'backup')
  await order.copyDatabase(plainCopy)
  const facts = await order.inspect(plainCopy)
  if (!facts) return refuse('BACKUP_DATABASE_DAMAGED')
  if (!facts.audit.intact) return refuse('BACKUP_AUDIT_BROKEN', { entries: facts.audit.entries })
  const plain = hashing(fileChunks(plainCopy))
  const database = await writeHashed(join(partial, BACKUP_FILES.database), sealStream(backupKey, 'backup-database', plain.bytes))
  if (!database.ok) return database
  const copied = await copyPapers(order, partial)
  if (!copied.ok) return copied
  const present = new Set(copied.value.papers.map((paper) => paper.ref))
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    algorithm: 'aes-256-gcm/64k',
    branchCode: order.branchCode,
    createdAt: order.now,
    schemaVersion: facts.schemaVersion,
    counts: { ...facts.counts },
    audit: { entries: facts.audit.entries, head: facts.audit.head },
    database: { ...database.value, plainSha256: plain.sha256() },
    ...copied.value,
    missingPapers: facts.paperRefs.filter((ref) => !present.has(ref)),
  }
  const slots = order.slots.map(({ label, slot }) => ({ label, slot: portableSlot(slot, order.dataKey) }))
  const slotsWritten = await writeSynced(join(partial, BACKUP_FILES.keySlots), [Buffer.from(keySlotsToText(slots, backupKey))])
  if (!slotsWritten.ok) return slotsWritten
  const sealed = await writeSynced(join(partial, BACKUP_FILES.manifest), sealStream(backupKey, 'backup-manifest', [Buffer.from(JSON.stringify(manifest))]))
  return sealed.ok ? ok(manifest) : sealed
}

/** What stands on the disk is what was written: a failing stick is found now, not on the day it is needed. */
async function unlikeManifest(partial: string, manifest: Manifest): Promise<string | null> {
  if ((await hashFile(join(partial, BACKUP_FILES.database))) !== manifest.database.sha256) return BACKUP_FILES.database
  for (const { ref, sha256 } of manifest.papers) if ((await hashFile(join(partial, BACKUP_FILES.papers, ref.slice(0, 2), ref))) !== sha256) return ref
  return null
}

/** Under a temporary name, forced to the disk, read again, and only then under its own. */
async function write(order: BackupOrder, name: string): Promise<Result<Manifest>> {
  const partial = join(order.target, partialOf(name))
  const work = join(order.workFolder, partialOf(name))
  await mkdir(work)
  const filled = await fill(order, partial, join(work, 'database'))
  if (!filled.ok) return filled
  const unlike = await unlikeManifest(partial, filled.value)
  if (unlike) return refuse('BACKUP_DAMAGED', { file: unlike })
  await syncTree(partial)
  const moved = await moveIntoPlace(partial, join(order.target, name))
  return moved.ok ? filled : moved
}

/**
 * Makes one encrypted backup (issue item 5): the database, every sealed paper, and the key slots as they open on any PC.
 * Older ones go only once it stands, and one of them that cannot be removed does not take it back.
 * @returns DISK_FULL, BACKUP_DATABASE_DAMAGED, BACKUP_AUDIT_BROKEN or BACKUP_DAMAGED (the disk does not give back what was
 * written); every refusal leaves the earlier backups as they were
 * @example const made = await makeBackup({ target, workFolder, dataKey, … , keep: 14 })
 */
export async function makeBackup(order: BackupOrder): Promise<Result<BackupMade>> {
  const { target, workFolder, remove = removeFolder } = order
  const sweep = async (): Promise<string[]> => [...(await sweepPartial(target, remove)), ...(await sweepPartial(workFolder, remove))]
  return orDiskFull(async () => {
    await mkdir(target, { recursive: true })
    await mkdir(workFolder, { recursive: true })
    await sweep()
    try {
      const name = await newBackupName(target, order.now)
      const made = await write(order, name)
      if (!made.ok) return made
      const { database, papers } = made.value
      const bytes = papers.reduce((sum, paper) => sum + paper.bytes, database.bytes)
      const { sent, held } = await retire(target, order.keep, name)
      held.push(...(await sweep()))
      const removed = sent.filter((old) => !held.includes(partialOf(old)))
      return ok({ name, folder: join(target, name), files: papers.length + 3, bytes, manifest: made.value, removed, held })
    } finally {
      await sweep()
    }
  })
}
