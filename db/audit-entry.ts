import { createHash } from 'node:crypto'
import type { Instant } from '../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../core/kernel/ids.ts'
import type { State } from '../core/loan-case/states.ts'
import { mapping } from './columns.ts'

/** `prev` of the first row. */
export const CHAIN_START = '0'.repeat(64)

/** What a use case says of its change (domain 1.4, invariant 4). */
export interface AuditEntry {
  readonly at: Instant
  /** Null for what the system did by itself, and for whoever holds the recovery code. */
  readonly staffId: StaffId | null
  readonly terminal: string
  readonly action: string
  readonly caseId: CaseId | null
  /** What else it is about: a staff id, a batch number, a setting. Never personal data. */
  readonly subject: string | null
  readonly fromState: State | null
  readonly toState: State | null
  readonly reasonCode: string | null
  /** Free text of a person; sealed in the row. */
  readonly reason: string | null
  readonly dataHashBefore: string | null
  readonly dataHashAfter: string | null
}

/** A row as stored: the reason still sealed, so that the chain is verified without a key. */
export interface AuditRow extends Omit<AuditEntry, 'reason'> {
  readonly n: number
  readonly sealedReason: Uint8Array | null
  readonly prev: string
  readonly hash: string
}

export const auditColumns = mapping<AuditRow>({
  n: 'n',
  at: 'at',
  staffId: 'staff_id',
  terminal: 'terminal',
  action: 'action',
  caseId: 'case_id',
  subject: 'subject',
  fromState: 'from_state',
  toState: 'to_state',
  reasonCode: 'reason_code',
  sealedReason: 'sealed_reason',
  dataHashBefore: 'data_hash_before',
  dataHashAfter: 'data_hash_after',
  prev: 'prev',
  hash: 'hash',
})

/** The hash of a row: SHA-256 over one canonical line of everything in it, the row before included. @example auditHash({ ...row }) */
export function auditHash(row: Omit<AuditRow, 'hash'>): string {
  const reason = row.sealedReason && Buffer.from(row.sealedReason).toString('hex')
  const { n, at, staffId, terminal, action, caseId, subject, fromState, toState, reasonCode, dataHashBefore, dataHashAfter, prev } = row
  const line = JSON.stringify([n, at, staffId, terminal, action, caseId, subject, fromState, toState, reasonCode, reason, dataHashBefore, dataHashAfter, prev])
  return createHash('sha256').update(line, 'utf8').digest('hex')
}
