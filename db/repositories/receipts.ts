import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { Sha256 } from '../../core/kernel/ids.ts'
import { json, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** A signed receipt of head office, applied once: its own place in the down stream, and the batch it answers. */
export interface ReceiptRecord {
  /** Of the down batch that carried it. */
  readonly envelopeSha256: Sha256
  readonly epoch: number
  readonly seq: number
  readonly batchEpoch: number
  readonly batchSeq: number
  readonly state: 'applied' | 'skipped'
  readonly body: BatchReceiptBody
  readonly takenAt: Instant
}

const columns = mapping<ReceiptRecord>({
  envelopeSha256: 'envelope_sha256',
  epoch: 'epoch',
  seq: 'seq',
  batchEpoch: 'batch_epoch',
  batchSeq: 'batch_seq',
  state: 'state',
  body: json('body'),
  takenAt: 'taken_at',
})

export async function findReceipt(reader: Reader, envelopeSha256: Sha256): Promise<ReceiptRecord | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM receipt_of_batch WHERE envelope_sha256 = ?`, [envelopeSha256])
  return row ? columns.read(row) : null
}

/** The last answer that came, or null before the first. */
export async function latestReceipt(reader: Reader): Promise<ReceiptRecord | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM receipt_of_batch ORDER BY epoch DESC, seq DESC LIMIT 1`)
  return row ? columns.read(row) : null
}

/** Every answer, in the order of the down streams. */
export const allReceipts = async (reader: Reader): Promise<ReceiptRecord[]> =>
  (await reader.all(`SELECT ${columns.list} FROM receipt_of_batch ORDER BY epoch, seq`)).map(columns.read)

export const receipts = (tx: Writer) => ({
  insert: async (receipt: ReceiptRecord): Promise<void> => {
    await tx.run(`INSERT INTO receipt_of_batch (${columns.list}) VALUES (${columns.marks})`, columns.params(receipt))
  },
})
