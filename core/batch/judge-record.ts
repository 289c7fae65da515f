import { BATCH_LIMITS } from './limits.ts'
import type { RecordOutcome } from './receipt.ts'
import { RecordLine } from './record-line.ts'
import { bodySchema } from './record-types.ts'

export interface Judgement {
  readonly outcome: RecordOutcome
  readonly code: string | null
  readonly field: string | null
  /** Null where the line could not be read as a record. */
  readonly record: RecordLine | null
}

const reject = (code: string, field: string | null, record: RecordLine | null): Judgement => ({ outcome: 'rejected', code, field, record })

/**
 * Judges one parsed line on its own: shape, type and body. A bad record harms nobody but itself (sync.md §4).
 * @param parsed the strictly parsed JSON value, or undefined when it was no JSON
 * @param lineBytes length of the line in bytes, without LF
 * @example judgeLine(undefined, 12) // { outcome: 'rejected', code: 'JSON_INVALID', … }
 */
export function judgeLine(parsed: unknown, lineBytes: number): Judgement {
  if (lineBytes > BATCH_LIMITS.lineBytes) return reject('LINE_TOO_LONG', null, null)
  if (parsed === undefined) return reject('JSON_INVALID', null, null)
  const line = RecordLine.safeParse(parsed)
  if (!line.success) return reject('RECORD_INVALID', line.error.issues[0]?.path.join('.') ?? null, null)
  const schema = bodySchema(line.data.type, line.data.schema)
  if (schema === null) return { outcome: 'parked', code: 'SCHEMA_UNKNOWN', field: null, record: line.data }
  const body = schema.safeParse(line.data.body)
  if (!body.success) return reject('BODY_INVALID', body.error.issues[0]?.path.join('.') ?? null, line.data)
  return { outcome: 'applied', code: null, field: null, record: line.data }
}

/**
 * Settles a judged record against what is stored under its key (branch, type, id, rev): the same bytes again are a
 * duplicate, other bytes a conflict that is quarantined. @param knownHash the stored record hash, or null
 */
export function againstStored(judgement: Judgement, recordHash: string, knownHash: string | null): Judgement {
  if (knownHash === null || judgement.outcome === 'rejected') return judgement
  if (knownHash === recordHash) return { ...judgement, outcome: 'duplicate', code: null, field: null }
  return { ...judgement, outcome: 'conflict', code: 'RECORD_CONFLICT', field: null }
}
