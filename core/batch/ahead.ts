import { ok, type Result, refuse } from '../kernel/result.ts'
import { BATCH_LIMITS } from './limits.ts'

/** What head office keeps of one branch behind a gap: batches, and the bytes of their parts. */
export interface Ahead {
  readonly batches: number
  readonly bytes: number
}

/**
 * Whether one more batch may wait behind a gap: so many and no more lie there unread (sync.md §3, limits).
 * Refuses BATCH_TOO_FAR_AHEAD (seq, nextSeq, what was exceeded: `batches` or `bytes`, and the limit).
 * @param bytes of the parts of the batch that comes
 * @example mayWait({ batches: 64, bytes: 0 }, { seq: 70, nextSeq: 5, bytes: 1 }) // BATCH_TOO_FAR_AHEAD: number 5 first
 */
export function mayWait(ahead: Ahead, { seq, nextSeq, bytes }: { readonly seq: number; readonly nextSeq: number; readonly bytes: number }): Result<null> {
  if (ahead.batches >= BATCH_LIMITS.aheadBatches) return refuse('BATCH_TOO_FAR_AHEAD', { seq, nextSeq, what: 'batches', limit: BATCH_LIMITS.aheadBatches })
  if (ahead.bytes + bytes > BATCH_LIMITS.aheadBytes) return refuse('BATCH_TOO_FAR_AHEAD', { seq, nextSeq, what: 'bytes', limit: BATCH_LIMITS.aheadBytes })
  return ok(null)
}
