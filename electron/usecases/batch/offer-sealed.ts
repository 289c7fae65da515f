import { unansweredBatches } from '../../../db/repositories/batches.ts'
import { batchFolder, listReady, readListed } from '../../../protocol/hob-layout.ts'
import { offerSealedBatch } from '../../services/batch-writer.ts'
import type { Counter } from '../counter.ts'

/**
 * Offers again what was sealed and is not named in READY: a crash came between the two. Head office would wait for that number for ever.
 * @returns how many; a batch whose files somebody took away is left to its receipt
 */
export async function offerSealed({ branch, database, folders }: Pick<Counter, 'branch' | 'database' | 'folders'>): Promise<number> {
  const sealed = (await database.read(unansweredBatches)).filter((batch) => batch.state === 'SEALED' && batch.epoch === branch.epoch)
  const ready = await listReady(folders.outbound)
  const offered = new Set(ready.ok ? ready.value.map((entry) => entry.hash) : [])
  let again = 0
  for (const { epoch, seq, envelopeSha256: hash } of sealed) {
    if (hash === null || offered.has(hash)) continue
    const stored = await readListed({ root: folders.outbound, relative: batchFolder({ branch: branch.code, epoch, seq }, hash), hash })
    if (stored.ok && (await offerSealedBatch(folders.outbound, stored.value)).ok) again += 1
  }
  return again
}
