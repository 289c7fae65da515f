import type { DownRecord } from '../../../core/batch/down-record.ts'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import type { StreamState } from '../../../core/batch/sequence.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { crossFindings } from '../../../db/repositories/cross-findings.ts'
import { downBatches, latestDown } from '../../../db/repositories/down-batches.ts'
import { findOfficeDecision, officeDecisions } from '../../../db/repositories/office-decisions.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import type { ReceivedDown } from '../../services/receipt-reader.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { accepted, applyReceipt } from './apply-receipt.ts'
import { askAgain } from './ask-again.ts'
import { takeOfficeKeys } from './office-keys.ts'
import { keepUnread, settlePacks, takePack } from './reference-data.ts'
import { takeCrossList } from './take-cross-list.ts'

/** What came down, in numbers. */
export interface Taken {
  readonly batches: number
  readonly accepted: number
  readonly rejected: number
  readonly decisions: number
  readonly packs: number
  readonly findings: number
}
export const NOTHING: Taken = { batches: 0, accepted: 0, rejected: 0, decisions: 0, packs: 0, findings: 0 }
export const plus = (a: Taken, b: Taken): Taken => ({
  batches: a.batches + b.batches,
  accepted: a.accepted + b.accepted,
  rejected: a.rejected + b.rejected,
  decisions: a.decisions + b.decisions,
  packs: a.packs + b.packs,
  findings: a.findings + b.findings,
})

/** Where the branch's down stream stands. */
export async function downStream({ branch }: Pick<Counter, 'branch'>, reader: Reader): Promise<StreamState> {
  const last = await latestDown(reader, branch.epoch)
  return { epoch: branch.epoch, appliedSeq: last?.seq ?? 0, head: last?.envelopeSha256 ?? NO_PREVIOUS }
}

const knownCase = async (reader: Reader, caseId: string): Promise<CaseId | null> =>
  (await reader.get<{ id: CaseId }>('SELECT id FROM loan_case WHERE id = ?', [caseId]))?.id ?? null

/** One record of a down batch, in the caller's transaction. */
export async function takeRecord(counter: Counter, tx: Writer, down: ReceivedDown, record: DownRecord): Promise<Result<null>> {
  const arrivedAt = counter.clock.now()
  const { epoch, seq } = down
  if (record.type === 'batch.receipt') return applyReceipt(counter, tx, down, record.body)
  if (record.type === 'reference.pack') return takePack(counter, tx, down, record.body)
  if (record.type === 'office.keys') return takeOfficeKeys(counter, tx, down, record.body)
  if (record.type === 'up.standing') {
    const asked = await askAgain(counter, tx, null, record.body, down.seq)
    return asked.ok ? ok(null) : asked
  }
  if (record.type === 'crosscheck.keys') return takeCrossList(counter, tx, down, record.body)
  const caseId = await knownCase(tx, record.body.caseId)
  if (record.type === 'crosscheck.found') {
    await crossFindings(tx).insert({ id: record.id, rev: record.rev, ...record.body, caseId, foundAt: arrivedAt })
    return ok(null)
  }
  if (await findOfficeDecision(tx, counter.vault, record.id)) return ok(null)
  const { body, id } = record
  const settled = { state: 'ARRIVED' as const, settledBy: null, settledAt: null }
  await officeDecisions(tx, counter.vault).insert({ id, caseId, epoch, seq, caseVersion: body.caseVersion, outcome: body.outcome, arrivedAt, body, ...settled })
  return ok(null)
}

/** What may leave the branch with other keys. */
const speaksOfKeys = (down: ReceivedDown): boolean =>
  down.records.some(({ type }) => type === 'up.standing') ||
  down.receipts.some((receipt) => receipt.results.some((result) => result.key?.type === 'device.keys'))

/** Takes what came down in one pass: packs that came with it, each in its batch, are put in force together at its end, however it ends. */
export async function inOnePass<T>(counter: Counter, pass: () => Promise<T>): Promise<T> {
  try {
    return await pass()
  } finally {
    await settlePacks(counter)
  }
}

/**
 * Takes one down batch, within a pass: its place in the stream and everything it carries, in one transaction. What was taken before is
 * passed over. Refuses BATCH_CHAIN_BROKEN when the stream moved on meanwhile, and what each record refuses; then nothing of it stands.
 */
export async function takeDown(counter: Counter, session: Session | null, down: ReceivedDown): Promise<Result<Taken>> {
  const taken = await counter.database.write(async (tx): Promise<Result<Taken>> => {
    const stream = await downStream(counter, tx)
    if (down.epoch === stream.epoch && down.seq <= stream.appliedSeq) return ok(NOTHING)
    if (down.epoch !== stream.epoch || down.seq !== stream.appliedSeq + 1) return refuse('BATCH_CHAIN_BROKEN', { seq: down.seq })
    const place = { epoch: down.epoch, seq: down.seq }
    await downBatches(tx, counter.vault).insert({ ...place, envelopeSha256: down.hash, takenAt: counter.clock.now() })
    for (const record of down.records) {
      const one = await takeRecord(counter, tx, down, record)
      if (!one.ok) return one
    }
    for (const line of down.unknown) {
      await downBatches(tx, counter.vault).park({ ...place, ...line })
      await keepUnread(counter, tx, down, line)
    }
    await note(counter, tx, session, { action: 'batch.takeReceipt', subject: String(down.seq) })
    const of = (type: DownRecord['type']): number => down.records.filter((record) => record.type === type).length
    const good = down.receipts.reduce((sum, body) => sum + accepted(body), 0)
    const rejected = down.receipts.reduce((sum, body) => sum + body.results.length, 0) - good
    return ok({ batches: 1, accepted: good, rejected, decisions: of('case.decided'), packs: of('reference.pack'), findings: of('crosscheck.found') })
  })
  if (taken.ok && speaksOfKeys(down)) await counter.reloadBranch()
  return taken
}
