import type { z } from 'zod'
import { type Glance, glanceAt } from '../kernel/glance.ts'
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

const isLine = glanceAt(RecordLine)
const glances = new Map<z.ZodType, Glance>()
function isBody(schema: z.ZodType, body: unknown): boolean {
  const known = glances.get(schema) ?? glanceAt(schema)
  glances.set(schema, known)
  return known(body)
}

/**
 * Judges one parsed line on its own: shape, type and body. A bad record harms nobody but itself (sync.md §4).
 * @param parsed the strictly parsed JSON value, or undefined when it was no JSON
 * @param lineBytes length of the line in bytes, without LF
 * @example judgeLine(undefined, 12) // { outcome: 'rejected', code: 'JSON_INVALID', … }
 */
export function judgeLine(parsed: unknown, lineBytes: number): Judgement {
  if (lineBytes > BATCH_LIMITS.lineBytes) return reject('LINE_TOO_LONG', null, null)
  if (parsed === undefined) return reject('JSON_INVALID', null, null)
  const line = isLine(parsed) ? { success: true as const, data: parsed as RecordLine } : RecordLine.safeParse(parsed)
  if (!line.success) return reject('RECORD_INVALID', line.error.issues[0]?.path.join('.') ?? null, null)
  const record = line.data
  const schema = bodySchema(record.type, record.schema)
  if (schema === null) return { outcome: 'parked', code: 'SCHEMA_UNKNOWN', field: null, record }
  if (isBody(schema, record.body)) return { outcome: 'applied', code: null, field: null, record }
  const body = schema.safeParse(record.body)
  if (!body.success) return reject('BODY_INVALID', body.error.issues[0]?.path.join('.') ?? null, record)
  return { outcome: 'applied', code: null, field: null, record }
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
