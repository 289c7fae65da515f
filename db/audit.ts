import type { CaseId } from '../core/kernel/ids.ts'
import { type AuditEntry, type AuditRow, auditColumns, auditHash, CHAIN_START } from './audit-entry.ts'
import type { Reader, Writer } from './sql.ts'
import type { Vault } from './vault.ts'

const placeOf = (n: number) => ({ table: 'audit', column: 'sealed_reason', row: String(n) })

/** The reason a person typed, of row `n`. */
export const openAuditReason = (vault: Vault, n: number, sealed: Uint8Array): string => vault.open(placeOf(n), sealed)

/** Where the chain stands: the last row and its hash. `n` is 0 before the first. */
export interface AuditHead {
  readonly n: number
  readonly hash: string
}

/** @example const { n, hash } = await auditHead(reader) */
export const auditHead = async (reader: Reader): Promise<AuditHead> =>
  (await reader.get<AuditHead>('SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1')) ?? { n: 0, hash: CHAIN_START }

/**
 * Adds a row to the log, in the transaction of the change it speaks of.
 * @returns the new head
 * @example await appendAudit(tx, vault, { at, staffId, terminal, action: 'submit', caseId, … })
 */
export async function appendAudit(tx: Writer, vault: Vault, entry: AuditEntry): Promise<AuditHead> {
  const head = await auditHead(tx)
  const { reason, ...plain } = entry
  const n = head.n + 1
  const unhashed = { ...plain, n, sealedReason: reason === null ? null : vault.seal(placeOf(n), reason), prev: head.hash }
  const row: AuditRow = { ...unhashed, hash: auditHash(unhashed) }
  await tx.run(`INSERT INTO audit (${auditColumns.list}) VALUES (${auditColumns.marks})`, auditColumns.params(row))
  return { n, hash: row.hash }
}

/** A row as a person reads it, with the name of who did it. */
export interface AuditEvent extends AuditEntry {
  readonly n: number
  readonly staffName: string | null
}

/** The story of a case, oldest first. */
export async function auditOfCase(reader: Reader, vault: Vault, caseId: CaseId): Promise<AuditEvent[]> {
  const list = auditColumns.list.replace(/\w+/g, 'a.$&')
  const rows = await reader.all<{ staff_name: string | null }>(
    `SELECT ${list}, s.name AS staff_name FROM audit a LEFT JOIN staff s ON s.id = a.staff_id WHERE a.case_id = ? ORDER BY a.n`,
    [caseId],
  )
  return rows.map((stored) => {
    const { sealedReason, prev: _prev, hash: _hash, ...plain } = auditColumns.read(stored)
    return { ...plain, reason: sealedReason && openAuditReason(vault, plain.n, sealedReason), staffName: stored.staff_name }
  })
}
