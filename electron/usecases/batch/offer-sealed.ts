import { unansweredBatches } from '../../../db/repositories/batches.ts'
import { batchFolder, readListed } from '../../../protocol/hob-layout.ts'
import { listReady } from '../../../protocol/ready-file.ts'
import { offerSealedBatch } from '../../services/batch-writer.ts'
import { errnoOf } from '../../services/durable-file.ts'
import type { Counter } from '../counter.ts'

/** Null when the disk refuses: it is tried again at the next occasion, and a start must not fail for it. */
export const unlessDiskFails = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => {
    if (errnoOf(error)) return null
    throw error
  })

/**
 * Offers again what was sealed and is not named in READY: a crash came between the two. Head office would wait for that number for ever.
 * @returns how many; a batch whose files somebody took away is left to its receipt
 */
export async function offerSealed({ branch, database, folders, nextKeys }: Pick<Counter, 'branch' | 'database' | 'folders' | 'nextKeys'>): Promise<number> {
  // A restored branch offers nothing of its old epoch (sync.md §4).
  if (nextKeys) return 0
  const sealed = (await database.read(unansweredBatches)).filter((batch) => batch.state === 'SEALED' && batch.epoch === branch.epoch)
  if (sealed.length === 0) return 0
  const ready = await unlessDiskFails(listReady(folders.outbound))
  const offered = new Set(ready?.ok ? ready.value.map((entry) => entry.hash) : [])
  let again = 0
  for (const { epoch, seq, envelopeSha256: hash } of sealed) {
    if (hash === null || offered.has(hash)) continue
    const entry = { root: folders.outbound, relative: batchFolder({ branch: branch.code, epoch, seq }, hash), hash }
    const stored = await unlessDiskFails(readListed(entry))
    if (stored?.ok && (await unlessDiskFails(offerSealedBatch(folders.outbound, stored.value)))?.ok) again += 1
  }
  return again
}
