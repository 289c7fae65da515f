import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { flag, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** The one branch of this database, as its papers name it. */
export interface Branch {
  /** Six digits. */
  readonly code: string
  readonly bankName: string
  readonly name: string
  readonly address: string
  readonly phone: string
  readonly managerName: string
  /** First four digits of GB/T 2260, compared with the applicant's. */
  readonly regionCode: string
  /** The open epoch of its batches. */
  readonly epoch: number
  readonly setUpAt: Instant
  /** For practice only: every paper is marked, nothing reaches head office. Never changes (ADR 0060). */
  readonly training: boolean
}

const columns = mapping<Branch>({
  code: 'code',
  bankName: 'bank_name',
  name: 'name',
  address: 'address',
  phone: 'phone',
  managerName: 'manager_name',
  regionCode: 'region_code',
  epoch: 'epoch',
  setUpAt: 'set_up_at',
  training: flag('training'),
})

/** Null before set-up. */
export async function findBranch(reader: Reader): Promise<Branch | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM branch`)
  return row ? columns.read(row) : null
}

export const branches = (tx: Writer) => ({
  insert: async (branch: Branch): Promise<void> => {
    await tx.run(`INSERT INTO branch (id, ${columns.list}) VALUES ('branch', ${columns.marks})`, columns.params(branch))
  },
  update: async (branch: Branch): Promise<void> => {
    await tx.run(`UPDATE branch SET ${columns.assignments}`, columns.params(branch))
  },
})

/** A business day (rulings 6). `seal` is the head of the audit log when it was closed. */
export interface BranchDay {
  readonly businessDate: DateOnly
  readonly openedBy: StaffId
  readonly openedAt: Instant
  readonly closedBy: StaffId | null
  readonly closedAt: Instant | null
  readonly sealN: number | null
  readonly sealHash: string | null
}

const dayColumns = mapping<BranchDay>({
  businessDate: 'business_date',
  openedBy: 'opened_by',
  openedAt: 'opened_at',
  closedBy: 'closed_by',
  closedAt: 'closed_at',
  sealN: 'seal_n',
  sealHash: 'seal_hash',
})

/** The latest day, open or closed; null before the first. */
export async function latestDay(reader: Reader): Promise<BranchDay | null> {
  const row = await reader.get(`SELECT ${dayColumns.list} FROM branch_day ORDER BY business_date DESC LIMIT 1`)
  return row ? dayColumns.read(row) : null
}

export const branchDays = (tx: Writer) => ({
  open: async (day: Pick<BranchDay, 'businessDate' | 'openedBy' | 'openedAt'>): Promise<void> => {
    await tx.run('INSERT INTO branch_day (business_date, opened_by, opened_at) VALUES (?, ?, ?)', [day.businessDate, day.openedBy, day.openedAt])
  },
  /** Closes and seals the open day. */
  close: async (by: { closedBy: StaffId; closedAt: Instant; seal: { n: number; hash: string } }): Promise<void> => {
    await tx.run('UPDATE branch_day SET closed_by = ?, closed_at = ?, seal_n = ?, seal_hash = ? WHERE closed_at IS NULL', [
      by.closedBy,
      by.closedAt,
      by.seal.n,
      by.seal.hash,
    ])
  },
})
