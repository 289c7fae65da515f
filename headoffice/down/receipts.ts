import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { type BatchReceiptBody, RECORD_OUTCOMES, type RecordResult } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { cosignCheckpoint } from '../../protocol/checkpoint.ts'
import type { SigningKey } from '../../protocol/minisign.ts'
import { derivedId, receiptRecord } from '../../protocol/receipt.ts'
import { secretOf } from '../import/office-keys.ts'
import type { ToldObject } from '../import/project-parked.ts'
import type { Office } from '../office.ts'
import { witnessedWith } from '../store/audit-logs.ts'
import { batchByHash, foundRef, type KnownBatch, moreRef, newestAnswered, unanswered } from '../store/batches.ts'
import { MOST_COMPLETE, untoldCompletions } from '../store/blobs.ts'
import { findingsOf, suspectsOf } from '../store/cross-checks.ts'
import { dueFollowups, type Followup, hasFollowup, laterRef, parkedRef } from '../store/followups.ts'
import { officeKeyAt } from '../store/office-keys.ts'
import { receiptRows } from '../store/records.ts'
import { openStream } from '../store/streams.ts'
import { oneByOne } from './one-by-one.ts'
import { sealDown } from './seal-down.ts'

const isOutcome = (kind: string): kind is RecordResult['outcome'] => (RECORD_OUTCOMES as readonly string[]).includes(kind)
/** As many sealed logs as a receipt holds. */
const MOST_WITNESSED = 50
const PEOPLE = { preparedBy: 'headoffice-import', sealedBy: 'headoffice-receipt' }

async function custodyAt(office: Office, batch: KnownBatch): Promise<string> {
  const entries = await office.index.entries(office.spool, batch.branch)
  return entries.findLast((entry) => entry.act === 'custody' && entry.ref === batch.hash)?.at ?? ''
}

/** The receipt of a batch: each line's answer (or only some lines'), and of the records that became complete as many as it has room for. */
async function bodyOf(office: Office, signer: SigningKey, batch: KnownBatch, lines: ReadonlySet<number> | null): Promise<BatchReceiptBody> {
  const rows = await receiptRows(office.database, batch)
  const results = rows.flatMap((row) => {
    if (!isOutcome(row.kind) || (lines && !lines.has(row.line_no))) return []
    const key = row.type !== null && row.id !== null && row.rev !== null ? { type: row.type, id: row.id, rev: row.rev } : null
    return [{ line: row.line_no, recordHash: row.rec_hash, key, outcome: row.kind, code: row.code, field: row.field }]
  })
  // The longest say all that the shorter ones do.
  const logs = lines === null ? (await witnessedWith(office.database, batch)).slice(-MOST_WITNESSED) : []
  const at = await custodyAt(office, batch)
  const seconds = Math.floor(Date.parse(at) / 1000)
  const witnessed = logs.map((log) => ({ ...log, note: cosignCheckpoint(signer, log.note, seconds) }))
  return {
    epoch: batch.epoch,
    seq: batch.seq,
    envelopeHash: batch.hash,
    custodyAt: at,
    state: batch.state === 'skipped' ? 'skipped' : 'applied',
    code: batch.code,
    results,
    complete: await untoldCompletions(office.database, batch),
    ...(witnessed.length > 0 ? { witnessed } : {}),
  }
}

/** What was found across branches about the cases of a batch, as records for the branch. */
async function crossRecords(office: Office, batch: KnownBatch): Promise<RecordLine[]> {
  const records: RecordLine[] = []
  for (const caseId of await suspectsOf(office.database, batch)) {
    for (const body of await findingsOf(office.database, batch.branch, caseId)) {
      records.push({ type: 'crosscheck.found', schema: 1, id: derivedId(`${body.kind} ${caseId} ${batch.hash}`), rev: 1, body, blobs: [] })
    }
  }
  return records
}

/** Signs receipts to one branch in its open epoch. */
class Receipts {
  private readonly office: Office
  private readonly branch: string
  private readonly epoch: number
  private readonly signer: SigningKey
  constructor(office: Office, branch: string, epoch: number, signer: SigningKey) {
    this.office = office
    this.branch = branch
    this.epoch = epoch
    this.signer = signer
  }

  private async nextSeq(): Promise<number> {
    return ((await openStream(this.office.database, this.branch, 'down'))?.appliedSeq ?? 0) + 1
  }

  private async seal(answers: string, records: readonly RecordLine[]): Promise<void> {
    await sealDown(this.office, this.branch, { ...PEOPLE, answers, complete: MOST_COMPLETE, records, blobs: [] })
  }

  /** Before a receipt calls lines parked the journal says so: what becomes of them later, also by a rebuild, is told then. */
  private async noteParked({ envelopeHash, results }: BatchReceiptBody): Promise<void> {
    const lines = results.filter(({ outcome }) => outcome === 'parked').map(({ line }) => line)
    if (lines.length === 0) return
    const { spool, database, now } = this.office
    const told: ToldObject = { envelope: envelopeHash, lines, seq: await this.nextSeq() }
    const ref = await spool.put(Buffer.from(JSON.stringify(told)))
    if (!(await hasFollowup(database, this.branch, parkedRef(ref)))) await spool.append('told', ref, '', now(), this.branch)
  }

  /** A batch's own receipt, with what was found about its cases. */
  async first(batch: KnownBatch): Promise<void> {
    const found = await crossRecords(this.office, batch)
    // More than one batch holds: what is found goes before, the receipt last, so that a crash between has all of it said again.
    for (let part = 1; found.length >= BATCH_LIMITS.records; part++) {
      const records = found.splice(0, BATCH_LIMITS.records)
      await sealDown(this.office, this.branch, { ...PEOPLE, answers: foundRef(batch.hash, part), records, blobs: [] })
    }
    const body = await bodyOf(this.office, this.signer, batch, null)
    await this.noteParked(body)
    await this.seal(batch.hash, [receiptRecord(body), ...found])
  }

  /** What became known of some of its lines after its receipt. */
  async later({ ref, env_hash, lines }: Followup): Promise<void> {
    const batch = await batchByHash(this.office.database, this.branch, env_hash)
    if (batch?.epoch === this.epoch) await this.again(batch, laterRef(ref), lines)
  }

  /** What became complete with other batches than its own, as many as a receipt holds at a time. */
  async more(): Promise<void> {
    for (;;) {
      const batch = await newestAnswered(this.office.database, this.branch, this.epoch)
      if (!batch || (await untoldCompletions(this.office.database, batch)).length === 0) return
      const seq = await this.nextSeq()
      await this.again(batch, moreRef(batch.hash, seq), [])
      // A branch without a key to seal to is told nothing.
      if ((await this.nextSeq()) === seq) return
    }
  }

  private async again(batch: KnownBatch, answers: string, lines: readonly number[]): Promise<void> {
    const body = await bodyOf(this.office, this.signer, batch, new Set(lines))
    await this.noteParked(body)
    await this.seal(answers, [{ ...receiptRecord(body), rev: await this.nextSeq() }])
  }
}

/** Signs a receipt for every settled batch of the branch that has none, and for what became known later. The caller holds the lane. */
export async function issueReceipts(office: Office, branch: string): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  const keyId = stream && (await officeKeyAt(office.database, branch, stream.epoch, stream.appliedSeq + 1))
  if (!stream || !keyId) return
  const receipts = new Receipts(office, branch, stream.epoch, secretOf(office.keys, keyId).sign)
  // Where an epoch was closed before its last batches were answered, the new device never sent them.
  const settled = (await unanswered(office.database, branch)).filter((batch) => batch.epoch === stream.epoch)
  const later = await dueFollowups(office.database, branch)
  await oneByOne(office, branch, [
    ...settled.map((batch) => () => receipts.first(batch)),
    ...later.map((one) => () => receipts.later(one)),
    () => receipts.more(),
  ])
}
