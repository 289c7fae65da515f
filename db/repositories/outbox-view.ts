import { NEVER_REVISED } from '../../core/batch/record-types.ts'
import type { Reader } from '../sql.ts'

/** A record of the outbox as a person follows it; its body stays sealed. */
export interface OutboxRow {
  readonly serial: number
  readonly caseId: string | null
  readonly applicationNo: string | null
  readonly type: string
  readonly rev: number
  readonly madeAt: string
  readonly state: 'WAITING' | 'PACKED' | 'DELIVERED' | 'RECEIVED' | 'RETURNED'
  readonly parked: number
  readonly code: string | null
  readonly field: string | null
  readonly complete: number
  readonly batchNo: string | null
  readonly seq: number | null
  /** A later revision of the record stands in the outbox: this one is history. */
  readonly superseded: number
  /** Head office lost it after it had confirmed it, and it was not sent again yet. */
  readonly asked: number
}

const STATE = `CASE WHEN o.result IN ('rejected', 'conflict') THEN 'RETURNED' WHEN o.result IS NOT NULL THEN 'RECEIVED'
  WHEN o.batch_seq IS NULL THEN 'WAITING' WHEN b.state = 'SENT' THEN 'DELIVERED' ELSE 'PACKED' END`
const REVISED = `o.type NOT IN (${NEVER_REVISED.map((type) => `'${type}'`).join(', ')})`
const SQL = `SELECT o.serial, o.case_id AS caseId, c.application_no AS applicationNo, o.type, o.rev, o.made_at AS madeAt, ${STATE} AS state,
  o.result IS 'parked' AS parked, o.result_code AS code, o.result_field AS field, o.complete, b.batch_no AS batchNo, o.batch_seq AS seq,
  (${REVISED} AND EXISTS (SELECT 1 FROM outbox l WHERE l.type = o.type AND l.id = o.id AND l.rev > o.rev)) AS superseded,
  (b.asked_again_at IS NOT NULL AND b.state = 'SEALED' AND o.result IS NULL) AS asked
  FROM outbox o LEFT JOIN batch b ON b.epoch = o.batch_epoch AND b.seq = o.batch_seq LEFT JOIN loan_case c ON c.id = o.case_id
  WHERE o.serial < ? AND (? IS NULL OR o.case_id = ?) AND (? IS NULL OR ${STATE} = ?) ORDER BY o.serial DESC LIMIT ?`

/** Newest first; `before` is the last serial already seen. */
export const outboxRows = (
  reader: Reader,
  window: { readonly caseId: string | null; readonly state: string | null; readonly before: number | null; readonly limit: number },
): Promise<OutboxRow[]> => {
  const { caseId, state, before, limit } = window
  return reader.all<OutboxRow>(SQL, [before ?? Number.MAX_SAFE_INTEGER, caseId, caseId, state, state, limit])
}

export interface SyncCounts {
  readonly waiting: number
  readonly returned: number
  readonly parked: number
  /** Batches at head office whose receipt is due. */
  readonly awaiting: number
  readonly unwitnessed: number
}
/** Figures of the status line, in one look. A returned record counts until a later revision of it was received. */
export const syncCounts = async (reader: Reader): Promise<SyncCounts> =>
  (await reader.get<SyncCounts>(`SELECT (SELECT count(*) FROM outbox WHERE batch_seq IS NULL) AS waiting,
    (SELECT count(*) FROM outbox o WHERE result IN ('rejected', 'conflict')
      AND NOT (${REVISED} AND EXISTS (SELECT 1 FROM outbox l WHERE l.type = o.type AND l.id = o.id AND l.rev > o.rev AND l.result IN ('applied', 'duplicate', 'parked')))) AS returned,
    (SELECT count(*) FROM down_parked) AS parked,
    (SELECT count(*) FROM batch WHERE state = 'SENT') AS awaiting,
    (SELECT count(*) FROM audit_seal WHERE size > (SELECT coalesce(max(size), 0) FROM audit_seal WHERE cosigned_note IS NOT NULL)) AS unwitnessed`)) ?? {
    waiting: 0,
    returned: 0,
    parked: 0,
    awaiting: 0,
    unwitnessed: 0,
  }
