import { access, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { Manifest } from './backup-format.ts'
import { type ProofOrder, proveBackup } from './backup-proof.ts'
import { chinaStamp } from './clock.ts'
import { errnoOf, orDiskFull, renameWithRetry, syncFolder, syncTree } from './durable-file.ts'

export interface RestoreOrder extends Omit<ProofOrder, 'staging'> {
  /** Holds exactly the database and `papers/`; replaced as one folder. */
  readonly liveFolder: string
  /** Closes the live database: called when the backup is proven, just before the swap. */
  readonly beforeSwap: () => Promise<void>
  /** Looks at, and may mark, the proven copy of the database before it becomes live. A refusal ends the restore. */
  readonly prepare?: (databaseFile: string, manifest: Manifest) => Promise<Result<void>>
  readonly now: Instant
  /** Renames a folder; another one only in tests. */
  readonly move?: (from: string, to: string) => Promise<void>
}

/** `.restoring`: being proven. `.restored`: proven, about to become live. `.aside-…`: what was live before. */
const beside = (live: string, end: string): string => `${live}.${end}`
const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    (error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return false
      throw error
    },
  )

async function swap(order: RestoreOrder): Promise<Result<string | null>> {
  const { liveFolder, move = rename } = order
  const restored = beside(liveFolder, 'restored')
  const aside = (await exists(liveFolder)) ? beside(liveFolder, `aside-${chinaStamp(order.now)}`) : null
  try {
    if (aside) await renameWithRetry(liveFolder, aside, move)
    await renameWithRetry(restored, liveFolder, move)
    await syncFolder(dirname(liveFolder))
    return ok(aside)
  } catch (error) {
    // Whatever held the folder, the old data goes back under its name.
    if (aside && !(await exists(liveFolder)) && (await exists(aside))) await renameWithRetry(aside, liveFolder)
    await rm(restored, { recursive: true, force: true })
    return refuse('RESTORE_SWAP_FAILED', { reason: errnoOf(error) })
  }
}

/**
 * Replaces the live data by a backup that has proven itself (issue item 5). Until the last two renames nothing live is touched;
 * the old data stays aside, under `keptAside`, until `removeAside` is called.
 * @returns every refusal of `proveBackup` and `prepare`, or RESTORE_SWAP_FAILED; after each of them the live data is what it was
 * @example const done = await restoreBackup({ folder, dataKey, liveFolder, databaseName: 'branch.db', inspect, schemaVersion, beforeSwap, now })
 */
export async function restoreBackup(order: RestoreOrder): Promise<Result<{ readonly manifest: Manifest; readonly keptAside: string | null }>> {
  const staging = beside(order.liveFolder, 'restoring')
  return orDiskFull(async () => {
    try {
      await rm(staging, { recursive: true, force: true })
      await mkdir(staging, { recursive: true })
      const proven = await proveBackup({ ...order, staging })
      if (!proven.ok) return proven
      const prepared = await order.prepare?.(join(staging, order.databaseName), proven.value)
      if (prepared && !prepared.ok) return prepared
      await syncTree(staging)
      await order.beforeSwap()
      await rm(beside(order.liveFolder, 'restored'), { recursive: true, force: true })
      await renameWithRetry(staging, beside(order.liveFolder, 'restored'))
      await syncFolder(dirname(order.liveFolder))
      const swapped = await swap(order)
      return swapped.ok ? ok({ manifest: proven.value, keptAside: swapped.value }) : swapped
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
  })
}

async function asides(liveFolder: string): Promise<string[]> {
  const parent = dirname(liveFolder)
  const start = `${basename(liveFolder)}.aside-`
  const names = (await exists(parent)) ? await readdir(parent) : []
  return names
    .filter((name) => name.startsWith(start))
    .sort()
    .map((name) => join(parent, name))
}

/**
 * Puts things right after a power cut during a restore; run at start, before the database is opened.
 * @returns what was done: 'COMPLETED' (the proven backup became live), 'TAKEN_BACK' (the old data did), or 'NOTHING'
 * @example await finishInterruptedRestore(liveFolder)
 */
export async function finishInterruptedRestore(liveFolder: string): Promise<'COMPLETED' | 'TAKEN_BACK' | 'NOTHING'> {
  const restored = beside(liveFolder, 'restored')
  const hasLive = await exists(liveFolder)
  const newestAside = (await asides(liveFolder)).at(-1)
  let done: 'COMPLETED' | 'TAKEN_BACK' | 'NOTHING' = 'NOTHING'
  if (!hasLive && (await exists(restored))) {
    await renameWithRetry(restored, liveFolder)
    done = 'COMPLETED'
  } else if (!hasLive && newestAside) {
    await renameWithRetry(newestAside, liveFolder)
    done = 'TAKEN_BACK'
  }
  await rm(restored, { recursive: true, force: true })
  await rm(beside(liveFolder, 'restoring'), { recursive: true, force: true })
  return done
}

/** Removes the data kept aside by earlier restores; call it once people have worked with the restored data. */
export async function removeAside(liveFolder: string): Promise<void> {
  for (const path of await asides(liveFolder)) await rm(path, { recursive: true, force: true })
}
