import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Result } from '../../core/kernel/result.ts'
import { clearHalfVolumes, type SealedVolume, type VolumeDraft, writeVolume } from '../../protocol/archive-bag.ts'
import { openVolume } from '../../protocol/archive-open.ts'
import { verifyBag } from '../../protocol/bag-verify.ts'

/** The branch's archive folder: loan volumes as sealed bags (rulings 15). */
export interface ArchiveWriter {
  /** Refuses VOLUME_NAME_INVALID, VOLUME_EXISTS, VOLUME_DAMAGED, BATCH_TOO_LARGE. */
  seal(draft: VolumeDraft): Promise<Result<SealedVolume>>
  /** Clears away a bag that a crash left between its writing and its recording; every file of it still is in the paper store. */
  discard(archiveNo: string): Promise<void>
  /** Codes of what is wrong with a volume; empty when it is whole. Needs no key. */
  check(folder: string): Promise<readonly string[]>
  /** Reads a volume back with the branch archive key: how many files agree with the plaintext manifest. */
  prove(folder: string, identities: readonly string[]): Promise<Result<number>>
}

/** Opens the archive folder; what a crash left half-written is cleared first. */
export async function openArchive(folder: string): Promise<ArchiveWriter> {
  await clearHalfVolumes(folder)
  return {
    seal: (draft) => writeVolume(folder, draft),
    async discard(archiveNo) {
      // Renamed first, so that a crash in the middle leaves only what `clearHalfVolumes` knows.
      const gone = path.join(folder, `.${archiveNo}.${process.pid}.tmp`)
      const renamed = await rename(path.join(folder, archiveNo), gone).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return false
          throw error
        },
      )
      if (renamed) await rm(gone, { recursive: true, force: true })
    },
    check: async (volume) => (await verifyBag(volume)).errors.map((finding) => finding.code),
    prove: (volume, identities) => openVolume(volume, identities, () => undefined),
  }
}
