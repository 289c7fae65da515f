import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import type { BatchReceiptBody } from '../../../core/batch/receipt.ts'
import { sha256 } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { countCarried } from '../../../db/repositories/batch-blobs.ts'
import { batches, findBatch, listBatches } from '../../../db/repositories/batches.ts'
import { countWaiting, outbox } from '../../../db/repositories/outbox.ts'
import { latestReceipt, receipts } from '../../../db/repositories/receipts.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import type { Writer } from '../../../db/sql.ts'
import { type ReceivedDown, readReceipts } from '../../services/receipt-reader.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { enrolmentOf } from './enrolment-of.ts'
import { offerSealed } from './offer-sealed.ts'
import { mustEnrolAgain } from './restored-branch.ts'

const accepted = (body: BatchReceiptBody): number => body.results.filter((result) => result.outcome === 'applied' || result.outcome === 'duplicate').length

/** One receipt: each record's answer and the batch's state. Everything of it, or nothing. Refuses RECEIPT_FOR_OTHER_BATCH. */
async function applyReceipt(counter: Counter, tx: Writer, down: ReceivedDown, body: BatchReceiptBody): Promise<Result<null>> {
  const batch = await findBatch(tx, body.epoch, body.seq)
  // A number alone says little: head office may have taken a copy's batch under it.
  if (batch?.envelopeSha256 !== body.envelopeHash) return refuse('RECEIPT_FOR_OTHER_BATCH', { seq: body.seq })
  const at = counter.clock.now()
  const answers = outbox(tx, counter.vault)
  for (const { key, outcome, code } of body.results) if (key) await answers.answer(key, outcome, code)
  for (const key of body.complete) await answers.complete(key)
  if (body.state === 'skipped') await answers.unpack(body.epoch, body.seq)
  const state = body.state === 'skipped' ? 'REJECTED' : accepted(body) === body.results.length ? 'ACKED' : 'PARTIAL'
  await batches(tx).update({ ...batch, state, receiptAt: at })
  await receipts(tx).insert({
    envelopeSha256: sha256(down.hash),
    epoch: counter.branch.epoch,
    seq: down.seq,
    batchEpoch: body.epoch,
    batchSeq: body.seq,
    state: body.state,
    body,
    takenAt: at,
  })
  return ok(null)
}

/**
 * Takes what head office answered: signature, chain and place are checked, each receipt applied once and whole.
 * Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, HEADOFFICE_NOT_ENROLLED, RECEIPT_FOR_OTHER_BATCH (nothing is taken then) and every refusal of `readReceipts`.
 */
export async function takeReceipts(counter: Counter, session: Session): Promise<Result<{ accepted: number; rejected: number }>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  return counter.database.write(async (tx) => {
    const enrolment = await enrolmentOf(counter, tx)
    if (!enrolment.ok) return enrolment
    const last = await latestReceipt(tx)
    const stands =
      last && last.epoch === counter.branch.epoch ? { appliedSeq: last.seq, head: last.envelopeSha256 as string } : { appliedSeq: 0, head: NO_PREVIOUS }
    const fresh = await readReceipts({ folder: counter.folders.inbound, keys: counter.keys.device, enrolment: enrolment.value, down: stands })
    if (!fresh.ok) return fresh
    const bodies = fresh.value.flatMap((down) => down.receipts.map((body) => ({ down, body })))
    for (const { down, body } of bodies) {
      const applied = await applyReceipt(counter, tx, down, body)
      if (!applied.ok) return applied
    }
    await note(counter, tx, session, { action: 'batch.takeReceipt', subject: String(bodies.length) })
    const taken = bodies.reduce((sum, { body }) => sum + accepted(body), 0)
    return ok({ accepted: taken, rejected: bodies.reduce((sum, { body }) => sum + body.results.length, 0) - taken })
  })
}

export interface BatchStatus {
  /** Records in no batch, and records whose papers did not all fit into theirs. */
  readonly waiting: number
  readonly batches: { epoch: number; seq: number; state: string; records: number; makerName: string; checkerName: string | null; sealedAt: string | null }[]
}

/** What waits, and where each batch stands; one a crash or a full disk kept from being offered is offered first. */
export async function batchStatus(counter: Counter): Promise<BatchStatus> {
  await offerSealed(counter)
  return counter.database.read(async (reader) => {
    const rows = await listBatches(reader)
    const names = await staffNames(
      reader,
      rows.flatMap((row) => [row.maker, ...(row.checker ? [row.checker] : [])]),
    )
    return {
      waiting: (await countWaiting(reader)) + (await countCarried(reader)),
      batches: rows.map(({ epoch, seq, state, records, maker, checker, sealedAt }) => ({
        epoch,
        seq,
        state,
        records,
        makerName: names.get(maker) ?? '',
        checkerName: checker && (names.get(checker) ?? ''),
        sealedAt,
      })),
    }
  })
}
