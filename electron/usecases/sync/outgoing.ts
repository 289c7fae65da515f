import { Envelope } from '../../../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { BatchRecord } from '../../../db/repositories/batches.ts'
import { undeliveredBatches } from '../../../db/repositories/custodies.ts'
import { readBounded, sizeOf } from '../../../protocol/durable-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { batchFolder, partFile, readListed } from '../../../protocol/hob-layout.ts'
import type { Outgoing } from '../../../protocol/send-batches.ts'
import { tryStrictJson } from '../../../protocol/strict-json.ts'
import { unlessDiskFails } from '../batch/offer-sealed.ts'
import type { Counter } from '../counter.ts'

type Sealed = Pick<BatchRecord, 'epoch' | 'seq' | 'envelopeSha256'>

/** A sealed batch as it stands in the outbox. Refuses BATCH_FILES_LOST (seq): its envelope is gone or no longer what was sealed. */
export async function outgoing(counter: Counter, batch: Sealed): Promise<Result<Outgoing>> {
  const { outbound } = counter.folders
  const hash = batch.envelopeSha256 ?? ''
  const stored = await unlessDiskFails(readListed({ root: outbound, relative: batchFolder({ branch: counter.branch.code, ...batch }, hash), hash }))
  const envelope = stored?.ok ? Envelope.safeParse(tryStrictJson(stored.value.envelopeBytes)) : null
  if (!stored?.ok || !envelope?.success) return refuse('BATCH_FILES_LOST', { seq: batch.seq })
  const read = (sha256: string): Promise<Buffer | null> => unlessDiskFails(readBounded(partFile(outbound, sha256), BATCH_LIMITS.partCipherBytes))
  return ok({ ...stored.value, envelope: envelope.data, hash, read })
}

/** Sealed batches head office may lack, oldest first, and the refusal of the first that is lost: it takes none of those after it before that one. */
export async function outgoingBatches(counter: Counter): Promise<{ queue: Outgoing[]; lost: Result<never> | null }> {
  const queue: Outgoing[] = []
  for (const batch of await counter.database.read((reader) => undeliveredBatches(reader, counter.branch.epoch))) {
    const one = await outgoing(counter, batch)
    if (!one.ok) return { queue, lost: one }
    queue.push(one.value)
  }
  return { queue, lost: null }
}

/** Whether every file of a sealed batch stands in the outbox: by size, for a look; by hash before anything is decided on it. */
export async function standsWhole(counter: Counter, batch: Sealed, by: 'SIZE' | 'HASH'): Promise<boolean> {
  const one = await outgoing(counter, batch)
  if (!one.ok) return false
  for (const { sha256, bytes } of one.value.envelope.parts) {
    if (by === 'SIZE') {
      if ((await unlessDiskFails(sizeOf(partFile(counter.folders.outbound, sha256)))) !== bytes) return false
      continue
    }
    const part = await one.value.read(sha256)
    if (part === null || sha256Hex(part) !== sha256) return false
  }
  return true
}

/** Numbers of the batches head office may lack and whose files do not stand here, by their size. */
export async function lostBatches(counter: Counter): Promise<ReadonlySet<number>> {
  const lost = new Set<number>()
  // Of a closed epoch nothing goes any more.
  if (counter.nextKeys) return lost
  for (const batch of await counter.database.read((reader) => undeliveredBatches(reader, counter.branch.epoch)))
    if (!(await standsWhole(counter, batch, 'SIZE'))) lost.add(batch.seq)
  return lost
}
