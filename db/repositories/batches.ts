import type { BatchState } from '../../core/batch/line-standing.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { Sha256, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

export interface BatchRecord {
  readonly epoch: number
  readonly seq: number
  readonly batchNo: string
  readonly state: BatchState
  /** Hash of the envelope before, or zeros. */
  readonly prev: string
  readonly maker: StaffId
  readonly createdAt: Instant
  /** Who sealed it: another person. Null while DRAFT, as the next three. */
  readonly checker: StaffId | null
  readonly sealedAt: Instant | null
  readonly envelopeSha256: Sha256 | null
  readonly folder: string | null
  readonly records: number
  readonly sentAt: Instant | null
  readonly receiptAt: Instant | null
  /** Head office could not use its papers: they are listed again. */
  readonly papersBadAt: Instant | null
  /** Its files left the outbox. */
  readonly disposedAt: Instant | null
  /** Head office, put back from an older copy, said that it lacks it. */
  readonly askedAgainAt: Instant | null
}

const columns = mapping<BatchRecord>({
  epoch: 'epoch',
  seq: 'seq',
  batchNo: 'batch_no',
  state: 'state',
  prev: 'prev',
  maker: 'maker',
  createdAt: 'created_at',
  checker: 'checker',
  sealedAt: 'sealed_at',
  envelopeSha256: 'envelope_sha256',
  folder: 'folder',
  records: 'records',
  sentAt: 'sent_at',
  receiptAt: 'receipt_at',
  papersBadAt: 'papers_bad_at',
  disposedAt: 'disposed_at',
  askedAgainAt: 'asked_again_at',
})

export async function findBatch(reader: Reader, epoch: number, seq: number): Promise<BatchRecord | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM batch WHERE epoch = ? AND seq = ?`, [epoch, seq])
  return row ? columns.read(row) : null
}

/** Newest first. */
export const listBatches = async (reader: Reader, limit = 100): Promise<BatchRecord[]> =>
  (await reader.all(`SELECT ${columns.list} FROM batch ORDER BY epoch DESC, seq DESC LIMIT ?`, [limit])).map(columns.read)

const UNANSWERED = "state IN ('DRAFT', 'SEALED', 'SENT')"
const SHOWN = `SELECT ${columns.list} FROM batch WHERE (epoch, seq) IN (SELECT epoch, seq FROM batch ORDER BY epoch DESC, seq DESC LIMIT ?)
  OR ${UNANSWERED} OR (epoch = ? AND sealed_at IS NOT NULL AND disposed_at IS NULL) ORDER BY epoch DESC, seq DESC`
/** The newest, and however old they are those not at their end: not answered yet, or of this epoch with files still here. Newest first. */
export const shownBatches = async (reader: Reader, epoch: number, newest: number): Promise<BatchRecord[]> =>
  (await reader.all(SHOWN, [newest, epoch])).map(columns.read)

export const countBatches = async (reader: Reader): Promise<number> => (await reader.get<{ n: number }>('SELECT count(*) AS n FROM batch'))?.n ?? 0

/** Batches by a condition of a neighbouring repository, oldest first. */
export const batchList = async (reader: Reader, where: string, params: readonly (string | number)[]): Promise<BatchRecord[]> =>
  (await reader.all(`SELECT ${columns.list} FROM batch WHERE ${where} ORDER BY epoch, seq`, params)).map(columns.read)

/** The last batch of the stream: its `envelopeSha256` is the next one's `prev`. */
export const latestBatch = async (reader: Reader): Promise<BatchRecord | null> => (await listBatches(reader, 1))[0] ?? null

/** Not yet answered by head office, oldest first. */
export const unansweredBatches = async (reader: Reader): Promise<BatchRecord[]> =>
  (await reader.all(`SELECT ${columns.list} FROM batch WHERE ${UNANSWERED} ORDER BY epoch, seq`)).map(columns.read)

/** Answered batches of an epoch behind a number whose records were not listed again, oldest first. */
export const batchesAfter = (reader: Reader, epoch: number, seq: number): Promise<BatchRecord[]> =>
  batchList(reader, "epoch = ? AND seq > ? AND state IN ('ACKED', 'PARTIAL')", [epoch, seq])

export const batches = (tx: Writer) => ({
  insert: async (batch: BatchRecord): Promise<void> => {
    await tx.run(`INSERT INTO batch (${columns.list}) VALUES (${columns.marks})`, columns.params(batch))
  },
  /** A draft that will never be sealed; its records were unpacked. */
  removeDraft: async (epoch: number, seq: number): Promise<void> => {
    await tx.run("DELETE FROM batch WHERE epoch = ? AND seq = ? AND state = 'DRAFT'", [epoch, seq])
  },
  update: async (batch: BatchRecord): Promise<void> => {
    await tx.run(`UPDATE batch SET ${columns.assignments} WHERE epoch = ? AND seq = ?`, [...columns.params(batch), batch.epoch, batch.seq])
  },
})
