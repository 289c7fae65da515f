import { AuditSealedBody, AuditSealedBody2 } from '../../core/batch/audit-sealed.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { originOf, verifyCheckpoint } from '../../protocol/checkpoint.ts'
import { verifyConsistency } from '../../protocol/merkle.ts'
import type { VerifyingKey } from '../../protocol/minisign.ts'
import { insertLog, latestLog, type SealedLog } from '../store/audit-logs.ts'
import type { Queries } from '../store/database.ts'
import { quarantine } from '../store/quarantine.ts'
import type { Place } from '../store/records.ts'
import { enrolledKeys } from '../store/streams.ts'
import type { JudgedLine } from './judge-lines.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')
const bodyOf = ({ schema, body }: RecordLine): AuditSealedBody2 =>
  schema === 1 ? { ...AuditSealedBody.parse(body), cosigned: null } : AuditSealedBody2.parse(body)

/**
 * Whether a sealed log is the branch's own word, under a key of this epoch or one before, and goes on from what head office took last:
 * nothing altered, left out or put in.
 */
function agrees(branch: string, keys: readonly VerifyingKey[], body: AuditSealedBody2, known: SealedLog | null): boolean {
  const signed = keys.map((key) => verifyCheckpoint(key, body.note)).find((checkpoint) => checkpoint !== null)
  if (signed?.origin !== originOf(branch) || signed.size !== body.size || signed.root !== body.root) return false
  if (!known) return true
  if (known.size === body.size) return known.root === body.root
  const proofs = [body, ...(body.cosigned ? [body.cosigned] : [])].filter(({ from }) => from === known.size)
  return proofs.some(({ proof }) => verifyConsistency(known.size, bytes(known.root), body.size, bytes(body.root), proof.map(bytes)))
}

/** Compares the audit logs sealed in a batch, in their order, with what was known; one that was rewritten is quarantined and not cosigned (sync.md §7). */
export async function witness(tx: Queries, place: Place, settled: readonly JudgedLine[]): Promise<void> {
  const logs = settled.filter(({ judgement }) => judgement.outcome === 'applied' && judgement.record?.type === 'audit.sealed')
  if (logs.length === 0) return
  const keys = await enrolledKeys(tx, place.branch, place.epoch)
  for (const { judgement, number } of logs) {
    const { record } = judgement
    if (!record) continue
    const body = bodyOf(record)
    const state = agrees(place.branch, keys, body, await latestLog(tx, place.branch)) ? 'witnessed' : 'forked'
    await insertLog(tx, place, { logId: record.id, rev: record.rev, size: body.size, root: body.root, note: body.note, state, line: number })
    if (state === 'forked')
      await quarantine(tx, [{ branch: place.branch, hash: place.hash, line: number, reason: 'AUDIT_LOG_REWRITTEN', field: 'root', sealed: null }])
  }
}
