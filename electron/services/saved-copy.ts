import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Result, refuse } from '../../core/kernel/result.ts'
import { moveIntoPlace, orRefused, writeSynced } from './durable-file.ts'
import type { BranchVault } from './vault.ts'

const writing = new Set<string>()

/**
 * Saves a copy that leaves the counter where the person said. Until it is whole it has a name that only this branch can make: half a copy
 * that a power cut left under that name is replaced by the next one, and a file of anybody else never is.
 * @returns DISK_FULL, FILE_HELD (also while the same copy is being written), FILE_IN_THE_WAY
 * @example await saveCopy(counter.vault, 'E:/case-list-2026-11-23.csv', chunks)
 */
export async function saveCopy(
  vault: Pick<BranchVault, 'copyMark'>,
  target: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Result<void>> {
  const temporary = `${target}.${vault.copyMark(basename(target))}.part`
  if (writing.has(temporary)) return refuse('FILE_HELD')
  writing.add(temporary)
  try {
    const written = await orRefused(async () => {
      await rm(temporary, { force: true })
      return writeSynced(temporary, chunks)
    })
    return written.ok ? await moveIntoPlace(temporary, target) : written
  } finally {
    writing.delete(temporary)
  }
}
