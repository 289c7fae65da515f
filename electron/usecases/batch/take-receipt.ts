import type { z } from 'zod'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { countCarried } from '../../../db/repositories/batch-blobs.ts'
import { listBatches } from '../../../db/repositories/batches.ts'
import { outboundBatches } from '../../../db/repositories/outbound-batches.ts'
import { countWaiting } from '../../../db/repositories/outbox.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { type ReceivedDown, readReceipts } from '../../services/receipt-reader.ts'
import type { Counter } from '../counter.ts'
import type { Progress } from '../sync/desk.ts'
import { downStream, inOnePass, NOTHING, plus, type Taken, takeDown } from '../sync/take-down.ts'
import { disposalAt, disposeComplete } from './dispose-batches.ts'
import { knownOffice } from './enrolment-of.ts'
import { offerSealed } from './offer-sealed.ts'
import { mustEnrolAgain } from './restored-branch.ts'

/**
 * Takes what head office answered by stick: signature, chain and place are checked, each down batch applied once and whole.
 * Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, HEADOFFICE_NOT_ENROLLED, RECEIPT_FOR_OTHER_BATCH and every refusal of `readReceipts`.
 */
export async function takeReceipts(
  counter: Counter,
  session: Session,
  folder: string = counter.folders.inbound,
  progress: Progress | null = null,
): Promise<Result<Taken>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  const { known, stream } = await counter.database.read(async (reader) => ({
    known: await knownOffice(counter, reader),
    stream: await downStream(counter, reader),
  }))
  if (!known.ok) return known
  const { enrolment, keys: office } = known.value
  const fresh = await readReceipts({ folder, keys: counter.keys.device, earlier: counter.keys.earlier, enrolment, office, down: stream, progress })
  if (!fresh.ok) return fresh
  const taken = await inOnePass(counter, () => takeEach(counter, session, fresh.value, progress))
  if (taken.ok && taken.value.batches > 0) await disposeComplete(counter, session)
  return taken
}

/** Each is taken whole or not at all: what was taken before stands. */
async function takeEach(counter: Counter, session: Session, fresh: readonly ReceivedDown[], progress: Progress | null): Promise<Result<Taken>> {
  let total = NOTHING
  for (const down of fresh) {
    if (progress?.cancelled()) return refuse('SYNC_CANCELLED')
    const taken = await takeDown(counter, session, down)
    if (!taken.ok) return taken
    total = plus(total, taken.value)
  }
  return ok(total)
}

export interface BatchStatus {
  /** Records in no batch, and records whose papers did not all fit into theirs. */
  readonly waiting: number
  readonly batches: z.output<Calls['batch.status']['output']>['batches']
}

/** What waits, and where each batch stands; one a crash or a full disk kept from being offered is offered first. */
export async function batchStatus(counter: Counter, session: Pick<Session, 'staffId'> | null = null): Promise<BatchStatus> {
  await offerSealed(counter)
  return counter.database.read(async (reader) => {
    const rows = await listBatches(reader)
    const now = counter.clock.now()
    const outbound = await outboundBatches(reader, counter.branch.epoch)
    const withdrawable = new Set(outbound.flatMap((batch) => (disposalAt(batch, now) === 'BY_PEOPLE' ? [`${batch.epoch}-${batch.seq}`] : [])))
    const names = await staffNames(
      reader,
      rows.flatMap((row) => [row.maker, ...(row.checker ? [row.checker] : [])]),
    )
    return {
      waiting: (await countWaiting(reader)) + (await countCarried(reader)),
      batches: rows.map(({ epoch, seq, batchNo, state, records, maker, checker, sealedAt, sentAt, receiptAt, papersBadAt, disposedAt, askedAgainAt }) => ({
        ...{ epoch, seq, batchNo, state, records, sealedAt, sentAt, receiptAt },
        makerName: names.get(maker) ?? '',
        papersBad: papersBadAt !== null,
        askedAgain: askedAgainAt !== null && state === 'SEALED',
        files: disposedAt ? 'GONE' : withdrawable.has(`${epoch}-${seq}`) ? 'WITHDRAWABLE' : 'KEPT',
        mine: maker === session?.staffId,
        checkerName: checker && (names.get(checker) ?? ''),
      })),
    }
  })
}
