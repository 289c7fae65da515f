import { sha256 } from '../../../core/kernel/ids.ts'
import { bagBlobs } from '../../../db/repositories/batch-blobs.ts'
import { fileInUse } from '../../../db/repositories/stored-files.ts'
import { blobBytes } from '../batch/blob-bytes.ts'
import { unlessDiskFails } from '../batch/offer-sealed.ts'
import type { Counter } from '../counter.ts'

/**
 * Before a backup: files of volumes that head office does not have whole stand in the store of papers as well, which every backup holds, so that they go up
 * from another PC after a restore. Once head office has a volume they leave the store again. What cannot be read or does not fit is left: a backup never waits for it.
 */
export async function keepUnsentVolumes(counter: Counter): Promise<void> {
  const { database, papers } = counter
  const stored = new Set((await papers.list()).map((one) => one.ref))
  for (const { open, ...place } of await database.read(bagBlobs)) {
    const ref = papers.refOf(sha256(place.sha256))
    if (open === 1 && !stored.has(ref)) {
      const bytes = await blobBytes(counter, place)
      if (bytes) await unlessDiskFails(papers.put(bytes))
    }
    if (open === 0 && stored.has(ref) && !(await database.read((reader) => fileInUse(reader, ref)))) await unlessDiskFails(papers.remove(ref))
  }
}
