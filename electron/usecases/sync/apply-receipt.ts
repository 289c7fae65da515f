import type { BatchState } from '../../../core/batch/line-standing.ts'
import { officeKeysAt } from '../../../core/batch/office-keys.ts'
import { type BatchReceiptBody, papersBad } from '../../../core/batch/receipt.ts'
import { sha256 } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { auditSealsOf, sealOf } from '../../../db/repositories/audit-seals.ts'
import { type BatchRecord, batches, findBatch } from '../../../db/repositories/batches.ts'
import { anyReturned, outbox } from '../../../db/repositories/outbox.ts'
import { receipts } from '../../../db/repositories/receipts.ts'
import type { Writer } from '../../../db/sql.ts'
import { readCheckpoint, verifyCosignature } from '../../../protocol/checkpoint.ts'
import type { ReceivedDown } from '../../services/receipt-reader.ts'
import { knownOffice } from '../batch/enrolment-of.ts'
import { settleKeyTurn } from '../batch/turn-keys.ts'
import type { Counter } from '../counter.ts'

/** Records head office holds by this receipt. */
export const accepted = (body: BatchReceiptBody): number =>
  body.results.filter((result) => result.outcome === 'applied' || result.outcome === 'duplicate').length

const returned = ({ outcome }: BatchReceiptBody['results'][number]): boolean => outcome === 'rejected' || outcome === 'conflict' || outcome === 'parked'

/** A later receipt may answer some lines anew: what was returned and is not named in it is returned still. */
async function stateAfter(tx: Writer, batch: BatchRecord, body: BatchReceiptBody): Promise<BatchState> {
  if (body.state === 'skipped') return 'REJECTED'
  if (papersBad(body)) return 'PARTIAL'
  // A later receipt of the same batch may only tell that the last papers have come.
  if (body.results.length === 0 && batch.state !== 'SEALED' && batch.state !== 'SENT') return batch.state
  return body.results.some(returned) || (await anyReturned(tx, body.epoch, body.seq)) ? 'PARTIAL' : 'ACKED'
}

/** Takes cosignatures under the seals of the audit log. Refuses WITNESS_INVALID: head office speaks of another log than ours. */
async function takeWitness(counter: Counter, tx: Writer, { seq }: ReceivedDown, body: BatchReceiptBody): Promise<Result<null>> {
  const witnessed = body.witnessed ?? []
  if (witnessed.length === 0) return ok(null)
  const office = await knownOffice(counter, tx)
  if (!office.ok) return office
  const witnessKey = officeKeysAt(office.value.keys, seq).sign
  for (const { size, root, note } of witnessed) {
    const seal = await sealOf(tx, size)
    const cosigned = verifyCosignature(witnessKey, note)
    // Our very note, whichever key of ours signed it: a day may be sealed in one epoch and cosigned in the next.
    const ours = seal !== null && seal.root === root && readCheckpoint(note)?.root === root && note.startsWith(seal.note)
    const known = ours && cosigned !== null && (await auditSealsOf(tx).cosign(size, root, note, counter.clock.now()))
    if (!known) return refuse('WITNESS_INVALID', { size })
  }
  return ok(null)
}

/** One receipt: each record's answer, the batch's state, the witness. Everything of it, or nothing. Refuses RECEIPT_FOR_OTHER_BATCH, WITNESS_INVALID. */
export async function applyReceipt(counter: Counter, tx: Writer, down: ReceivedDown, body: BatchReceiptBody): Promise<Result<null>> {
  const batch = await findBatch(tx, body.epoch, body.seq)
  // A number alone says little: head office may have taken a copy's batch under it.
  if (batch?.envelopeSha256 !== body.envelopeHash) return refuse('RECEIPT_FOR_OTHER_BATCH', { seq: body.seq })
  const at = counter.clock.now()
  const answers = outbox(tx, counter.vault)
  for (const { key, outcome, code, field } of body.results) if (key) await answers.answer(key, outcome, code, field)
  for (const key of body.complete) await answers.complete(key)
  if (body.state === 'skipped') await answers.unpack(body.epoch, body.seq)
  const papersBadAt = batch.papersBadAt ?? (papersBad(body) ? at : null)
  await batches(tx).update({ ...batch, state: await stateAfter(tx, batch, body), receiptAt: at, papersBadAt })
  await settleKeyTurn(tx, body)
  await receipts(tx).insert({
    envelopeSha256: sha256(down.hash),
    epoch: down.epoch,
    seq: down.seq,
    batchEpoch: body.epoch,
    batchSeq: body.seq,
    state: body.state,
    body,
    takenAt: at,
  })
  return takeWitness(counter, tx, down, body)
}
