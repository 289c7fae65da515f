import type { Enrolment } from '../../core/batch/enrolment.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import { decideSequence, type StreamState } from '../../core/batch/sequence.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded } from '../../protocol/durable-file.ts'
import { findBatches, listedEpoch, partFile, readListed } from '../../protocol/hob-layout.ts'
import type { SecretKeys } from '../../protocol/keys.ts'
import { openReceipt } from '../../protocol/receipt.ts'

/** A down batch in its turn: store the position with the receipts, in one transaction. */
export interface ReceivedDown {
  readonly seq: number
  readonly hash: string
  readonly receipts: readonly BatchReceiptBody[]
}

export interface ReceiptRequest {
  readonly folder: string
  readonly keys: SecretKeys
  readonly enrolment: Enrolment
  /** How far the branch has applied down batches: `{ appliedSeq: 0, head: NO_PREVIOUS }` at the start of an epoch. */
  readonly down: Omit<StreamState, 'epoch'>
}

/**
 * Reads the down batches a folder brings, checks head office's signature, chain and content, and gives those that are
 * new, in order. Earlier ones, and earlier epochs, are passed over. Refuses as `openReceipt` does, and BATCH_SEQUENCE_GAP (nextSeq),
 * BATCH_CHAIN_BROKEN, BATCH_EPOCH_CLOSED, BATCH_EPOCH_UNKNOWN; what is before a refused one is not given either.
 */
export async function readReceipts(request: ReceiptRequest): Promise<Result<readonly ReceivedDown[]>> {
  const { enrolment, keys } = request
  const listed = await findBatches(request.folder)
  if (!listed.ok) return listed
  const trusted = { ...enrolment.headOffice.keys.sign, branch: enrolment.branch, epoch: null }
  const fresh: ReceivedDown[] = []
  let stream: StreamState = { epoch: enrolment.epoch, ...request.down }
  for (const entry of listed.value) {
    // Answers to an epoch this device has left: they speak of batches, and are sealed for keys, that are gone.
    if (listedEpoch(entry) < stream.epoch) continue
    const files = await readListed(entry)
    if (!files.ok) return files
    const read = (sha256: string) => readBounded(partFile(entry.root, sha256), BATCH_LIMITS.partCipherBytes)
    const opened = await openReceipt(files.value.envelopeBytes, files.value.signature, trusted, keys.receive, read)
    if (!opened.ok) return opened
    const { envelope, hash } = opened.value.envelope
    if (envelope.epoch === stream.epoch && envelope.seq <= stream.appliedSeq) continue
    const decision = decideSequence(stream, { ...envelope, envelopeHash: hash }, null)
    if (decision.act === 'wait') return refuse('BATCH_SEQUENCE_GAP', { nextSeq: decision.nextSeq, seq: envelope.seq })
    if (decision.act === 'closed-epoch') return refuse('BATCH_EPOCH_CLOSED', { epoch: envelope.epoch })
    if (decision.act === 'unknown-epoch') return refuse('BATCH_EPOCH_UNKNOWN', { epoch: envelope.epoch })
    if (decision.act !== 'apply') return refuse('BATCH_CHAIN_BROKEN', { seq: envelope.seq })
    fresh.push({ seq: envelope.seq, hash, receipts: opened.value.receipts })
    stream = { epoch: stream.epoch, appliedSeq: envelope.seq, head: hash }
  }
  return ok(fresh)
}
