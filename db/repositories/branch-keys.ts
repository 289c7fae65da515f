import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** The branch's key pairs of an epoch: `sealed` by `sealBranchKeys`, the public halves as JSON text. */
export interface BranchKeyRow {
  readonly epoch: number
  readonly sealed: Uint8Array
  readonly publicKeys: string
  readonly madeAt: Instant
}
/** Head office's signed enrolment: exact bytes and signature. */
export interface EnrolmentRow {
  readonly epoch: number
  readonly body: Uint8Array
  readonly signature: string
  readonly installedBy: StaffId
  readonly installedAt: Instant
}

const keyColumns = mapping<BranchKeyRow>({ epoch: 'epoch', sealed: 'sealed', publicKeys: 'public_keys', madeAt: 'made_at' })
const enrolmentColumns = mapping<EnrolmentRow>({
  epoch: 'epoch',
  body: 'body',
  signature: 'signature',
  installedBy: 'installed_by',
  installedAt: 'installed_at',
})

export async function findBranchKeys(reader: Reader, epoch: number): Promise<BranchKeyRow | null> {
  const row = await reader.get(`SELECT ${keyColumns.list} FROM branch_key WHERE epoch = ?`, [epoch])
  return row ? keyColumns.read(row) : null
}

export async function findEnrolment(reader: Reader, epoch: number): Promise<EnrolmentRow | null> {
  const row = await reader.get(`SELECT ${enrolmentColumns.list} FROM enrolment WHERE epoch = ?`, [epoch])
  return row ? enrolmentColumns.read(row) : null
}

export const branchKeys = (tx: Writer) => ({
  insert: async (keys: BranchKeyRow): Promise<void> => {
    await tx.run(`INSERT INTO branch_key (${keyColumns.list}) VALUES (${keyColumns.marks})`, keyColumns.params(keys))
  },
  /** In place of keys that were made for this epoch and never enrolled. */
  put: async (keys: BranchKeyRow): Promise<void> => {
    await tx.run('DELETE FROM branch_key WHERE epoch = ?', [keys.epoch])
    await tx.run(`INSERT INTO branch_key (${keyColumns.list}) VALUES (${keyColumns.marks})`, keyColumns.params(keys))
  },
  insertEnrolment: async (enrolment: EnrolmentRow): Promise<void> => {
    await tx.run(`INSERT INTO enrolment (${enrolmentColumns.list}) VALUES (${enrolmentColumns.marks})`, enrolmentColumns.params(enrolment))
  },
})
