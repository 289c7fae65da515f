import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** One pile put in. `pagesIn` is counted by the database as pages are added. */
export interface ScanBatchRecord {
  readonly batchId: string
  /** The case whose page it was put in at; null for a pile sorted by its codes alone. */
  readonly caseId: CaseId | null
  readonly origin: 'DROPPED' | 'PICKED' | 'FOLDER'
  readonly state: 'RUNNING' | 'DONE' | 'CANCELLED'
  readonly startedAt: Instant
  readonly startedBy: StaffId
  readonly endedAt: Instant | null
  readonly pagesIn: number
}

const columns = mapping<ScanBatchRecord>({
  batchId: 'id',
  caseId: 'case_id',
  origin: 'origin',
  state: 'state',
  startedAt: 'started_at',
  startedBy: 'started_by',
  endedAt: 'ended_at',
  pagesIn: 'pages_in',
})
const SELECT = `SELECT ${columns.list} FROM scan_batch`

export async function findScanBatch(reader: Reader, batchId: string): Promise<ScanBatchRecord | null> {
  const row = await reader.get(`${SELECT} WHERE id = ?`, [batchId])
  return row ? columns.read(row) : null
}

/** Piles that were being read: under way, or cut short by a power failure. */
export const runningScanBatches = async (reader: Reader): Promise<ScanBatchRecord[]> =>
  (await reader.all(`${SELECT} WHERE state = 'RUNNING' ORDER BY started_at, id`)).map(columns.read)

/** The piles of late, newest first. */
export const recentScanBatches = async (reader: Reader, limit: number): Promise<ScanBatchRecord[]> =>
  (await reader.all(`${SELECT} ORDER BY started_at DESC, id LIMIT ?`, [limit])).map(columns.read)

export const scanBatches = (tx: Writer) => ({
  insert: async (batch: ScanBatchRecord): Promise<void> => {
    await tx.run(`INSERT INTO scan_batch (${columns.list}) VALUES (${columns.marks})`, columns.params(batch))
  },
  end: async (batchId: string, state: 'DONE' | 'CANCELLED', at: Instant): Promise<void> => {
    await tx.run("UPDATE scan_batch SET state = ?, ended_at = ? WHERE id = ? AND state = 'RUNNING'", [state, at, batchId])
  },
  /** More files came before the pile was through. */
  reopen: async (batchId: string): Promise<void> => {
    await tx.run("UPDATE scan_batch SET state = 'RUNNING', ended_at = NULL WHERE id = ?", [batchId])
  },
})
