import type { z } from 'zod'
import { BATCH_PAGE } from '../../../core/batch/line-standing.ts'
import type { Calls } from '../../../core/bridge/bridge.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { countCarried, type OwedPapers, owedPapers } from '../../../db/repositories/batch-blobs.ts'
import { countBatches, shownBatches } from '../../../db/repositories/batches.ts'
import { outboundBatches } from '../../../db/repositories/outbound-batches.ts'
import { countWaiting } from '../../../db/repositories/outbox.ts'
import { staffNames } from '../../../db/repositories/staff.ts'
import { type LeftInFolder, takeFromFolder } from '../../services/down-folder.ts'
import type { Counter } from '../counter.ts'
import type { Progress } from '../sync/desk.ts'
import { lostBatches } from '../sync/outgoing.ts'
import { downStream, inOnePass, NOTHING, plus, type Taken, takeDown } from '../sync/take-down.ts'
import { disposalAt, disposeComplete } from './dispose-batches.ts'
import { knownOffice } from './enrolment-of.ts'
import { offerSealed } from './offer-sealed.ts'
import { mustEnrolAgain } from './restored-branch.ts'

/** What came down by stick, and what of the stick could not be taken. */
export type TakenIn = Taken & LeftInFolder

/**
 * Takes what head office answered by stick: signature, chain and place are checked, each down batch applied once and whole, one after the
 * other. One that is refused is named in what is given back: those before it stand, those after it wait.
 * Refuses BRANCH_RESTORED_NEEDS_ENROLMENT, HEADOFFICE_NOT_ENROLLED, SYNC_CANCELLED and what finding the batches refuses.
 */
export async function takeReceipts(
  counter: Counter,
  session: Session,
  folder: string = counter.folders.inbound,
  progress: Progress | null = null,
): Promise<Result<TakenIn>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  const { known, stream } = await counter.database.read(async (reader) => ({
    known: await knownOffice(counter, reader),
    stream: await downStream(counter, reader),
  }))
  if (!known.ok) return known
  const { enrolment, keys: office } = known.value
  const from = { folder, keys: counter.keys.device, earlier: counter.keys.earlier, enrolment, office, down: stream, progress }
  let total = NOTHING
  const left = await inOnePass(counter, () =>
    takeFromFolder(from, async (down) => {
      if (progress?.cancelled()) return refuse('SYNC_CANCELLED')
      const taken = await takeDown(counter, session, down)
      if (taken.ok) total = plus(total, taken.value)
      return taken
    }),
  )
  if (!left.ok) return left
  if (total.batches > 0) await disposeComplete(counter, session)
  return left.value.stopped?.code === 'SYNC_CANCELLED' ? refuse('SYNC_CANCELLED') : ok({ ...total, ...left.value })
}

export interface BatchStatus {
  /** Records in no batch, and records whose papers did not all fit into theirs. */
  readonly waiting: number
  /** What cannot be read here and is owed to head office, by case. */
  readonly owed: OwedPapers[]
  /** Listed here or not. */
  readonly total: number
  readonly batches: z.output<Calls['batch.status']['output']>['batches']
}

/** What waits, and where each of the newest batches and of those not at their end stands; one a crash or a full disk kept from being offered is offered first. */
export async function batchStatus(counter: Counter, session: Pick<Session, 'staffId'> | null = null, newest = BATCH_PAGE): Promise<BatchStatus> {
  await offerSealed(counter)
  const lost = await lostBatches(counter)
  return counter.database.read(async (reader) => {
    const rows = await shownBatches(reader, counter.branch.epoch, newest)
    const now = counter.clock.now()
    const outbound = await outboundBatches(reader, counter.branch.epoch)
    const withdrawable = new Set(outbound.flatMap((batch) => (disposalAt(batch, now) === 'BY_PEOPLE' ? [`${batch.epoch}-${batch.seq}`] : [])))
    const names = await staffNames(
      reader,
      rows.flatMap((row) => [row.maker, ...(row.checker ? [row.checker] : [])]),
    )
    return {
      waiting: (await countWaiting(reader)) + (await countCarried(reader)),
      owed: await owedPapers(reader),
      total: await countBatches(reader),
      batches: rows.map(({ epoch, seq, batchNo, state, records, maker, checker, sealedAt, sentAt, receiptAt, papersBadAt, disposedAt, askedAgainAt }) => ({
        ...{ epoch, seq, batchNo, state, records, sealedAt, sentAt, receiptAt },
        makerName: names.get(maker) ?? '',
        papersBad: papersBadAt !== null,
        askedAgain: askedAgainAt !== null && state === 'SEALED',
        files: disposedAt ? 'GONE' : epoch === counter.branch.epoch && lost.has(seq) ? 'LOST' : withdrawable.has(`${epoch}-${seq}`) ? 'WITHDRAWABLE' : 'KEPT',
        mine: maker === session?.staffId,
        checkerName: checker && (names.get(checker) ?? ''),
      })),
    }
  })
}
