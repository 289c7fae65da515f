import { AuditSealedBody } from '../../core/batch/audit-sealed.ts'
import { originOf, verifyCheckpoint } from '../../protocol/checkpoint.ts'
import { verifyConsistency } from '../../protocol/merkle.ts'
import type { VerifyingKey } from '../../protocol/minisign.ts'
import { insertLog, latestLog, type SealedLog } from '../store/audit-logs.ts'
import type { Queries } from '../store/database.ts'
import { quarantine } from '../store/quarantine.ts'
import type { Place } from '../store/records.ts'
import type { JudgedLine } from './judge-lines.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** Whether a sealed log is the branch's own word and goes on from what head office knew: nothing altered, left out or put in. */
function agrees(branch: string, key: VerifyingKey, body: AuditSealedBody, known: SealedLog | null): boolean {
  const signed = verifyCheckpoint(key, body.note)
  if (!signed || signed.origin !== originOf(branch) || signed.size !== body.size || signed.root !== body.root) return false
  if (!known) return true
  if (known.size === body.size) return known.root === body.root
  return body.from === known.size && verifyConsistency(known.size, bytes(known.root), body.size, bytes(body.root), body.proof.map(bytes))
}

/** Compares the audit logs sealed in a batch with what was known; one that was rewritten is quarantined and not cosigned (sync.md §7). */
export async function witness(tx: Queries, place: Place, key: VerifyingKey, settled: readonly JudgedLine[]): Promise<void> {
  const logs = settled.filter(({ judgement }) => judgement.outcome === 'applied' && judgement.record?.type === 'audit.sealed')
  for (const { judgement, number } of [...logs].sort((a, b) => (a.judgement.record?.rev ?? 0) - (b.judgement.record?.rev ?? 0))) {
    const { record } = judgement
    if (!record) continue
    const body = AuditSealedBody.parse(record.body)
    const known = await latestLog(tx, place.branch, record.id)
    const state = agrees(place.branch, key, body, known) ? 'witnessed' : 'forked'
    await insertLog(tx, place, { logId: record.id, rev: record.rev, size: body.size, root: body.root, note: body.note, state })
    if (state === 'forked')
      await quarantine(tx, [{ branch: place.branch, hash: place.hash, line: number, reason: 'AUDIT_LOG_REWRITTEN', field: 'root', sealed: null }])
  }
}
