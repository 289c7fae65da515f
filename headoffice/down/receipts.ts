import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { type BatchReceiptBody, RECORD_OUTCOMES, type RecordResult } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { cosignCheckpoint } from '../../protocol/checkpoint.ts'
import type { SigningKey } from '../../protocol/minisign.ts'
import { derivedId, receiptRecord } from '../../protocol/receipt.ts'
import { secretOf } from '../import/office-keys.ts'
import type { Office } from '../office.ts'
import { witnessedWith } from '../store/audit-logs.ts'
import { batchByHash, foundRef, type KnownBatch, unanswered } from '../store/batches.ts'
import { untoldCompletions } from '../store/blobs.ts'
import { findingsOf, suspectsOf } from '../store/cross-checks.ts'
import { officeKeyAt } from '../store/office-keys.ts'
import { receiptRows } from '../store/records.ts'
import { openStream } from '../store/streams.ts'
import { sealDown } from './seal-down.ts'

const isOutcome = (kind: string): kind is RecordResult['outcome'] => (RECORD_OUTCOMES as readonly string[]).includes(kind)
const PEOPLE = { preparedBy: 'headoffice-import', sealedBy: 'headoffice-receipt' }

async function custodyAt(office: Office, batch: KnownBatch): Promise<string> {
  const entries = await office.index.entries(office.spool, batch.branch)
  return entries.findLast((entry) => entry.act === 'custody' && entry.ref === batch.hash)?.at ?? ''
}

/** The receipt of a batch: each line's answer (or only some lines'), and every record of the branch that became complete since the last. */
async function bodyOf(office: Office, signer: SigningKey, batch: KnownBatch, lines: ReadonlySet<number> | null): Promise<BatchReceiptBody> {
  const rows = await receiptRows(office.database, batch)
  const results = rows.flatMap((row) => {
    if (!isOutcome(row.kind) || (lines && !lines.has(row.line_no))) return []
    const key = row.type !== null && row.id !== null && row.rev !== null ? { type: row.type, id: row.id, rev: row.rev } : null
    return [{ line: row.line_no, recordHash: row.rec_hash, key, outcome: row.kind, code: row.code, field: row.field }]
  })
  const logs = lines === null ? await witnessedWith(office.database, batch) : []
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
    complete: await untoldCompletions(office.database, batch.branch),
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

/** Signs a receipt for every settled batch of the branch that has none, and for what became known later. The caller holds the lane. */
export async function issueReceipts(office: Office, branch: string): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  const keyId = stream && (await officeKeyAt(office.database, branch, stream.epoch, stream.appliedSeq + 1))
  if (!stream || !keyId) return
  const signer = secretOf(office.keys, keyId).sign
  for (const batch of await unanswered(office.database, branch)) {
    // The epoch was closed before its last batches were answered: the new device never sent them.
    if (batch.epoch !== stream.epoch) continue
    const found = await crossRecords(office, batch)
    // More than one batch holds: what is found goes before, the receipt last, so that a crash between has all of it said again.
    for (let part = 1; found.length >= BATCH_LIMITS.records; part++) {
      await sealDown(office, branch, { ...PEOPLE, answers: foundRef(batch.hash, part), records: found.splice(0, BATCH_LIMITS.records), blobs: [] })
    }
    await sealDown(office, branch, { ...PEOPLE, answers: batch.hash, records: [receiptRecord(await bodyOf(office, signer, batch, null)), ...found], blobs: [] })
  }
  const later = await office.database.query<{ ref: string; env_hash: string; lines: number[] }>(
    `select f.ref, f.env_hash, f.lines from followup f where f.branch_id = $1
        and not exists (select 1 from delivery d where d.branch_id = f.branch_id and d.ref = 'later:' || f.ref) order by f.ref`,
    [branch],
  )
  for (const { ref, env_hash, lines } of later) {
    const batch = await batchByHash(office.database, branch, env_hash)
    if (!batch || batch.epoch !== stream.epoch) continue
    const standing = await openStream(office.database, branch, 'down')
    const record = receiptRecord(await bodyOf(office, signer, batch, new Set(lines)))
    await sealDown(office, branch, { ...PEOPLE, answers: `later:${ref}`, records: [{ ...record, rev: (standing?.appliedSeq ?? 0) + 1 }], blobs: [] })
  }
}
