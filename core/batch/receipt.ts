import { z } from 'zod'
import { Witnessed } from './audit-sealed.ts'
import { HashText, InstantText } from './envelope.ts'

/** What became of one record (sync.md §4). */
export const RECORD_OUTCOMES = ['applied', 'duplicate', 'parked', 'rejected', 'conflict'] as const
export type RecordOutcome = (typeof RECORD_OUTCOMES)[number]

/** One record's answer: `line` counts from 1; the key is absent where the line could not be read. */
export const RecordResult = z.strictObject({
  line: z.int().min(1),
  recordHash: HashText,
  key: z.strictObject({ type: z.string(), id: z.uuid(), rev: z.int() }).nullable(),
  outcome: z.enum(RECORD_OUTCOMES),
  /** Why, for `rejected`, `parked` and `conflict`: a code, and the field it is about. */
  code: z.string().nullable(),
  field: z.string().nullable(),
})
export type RecordResult = z.output<typeof RecordResult>

const CompleteRecord = z.strictObject({ type: z.string(), id: z.uuid(), rev: z.int() })

/**
 * Body of the down record `batch.receipt`, schema 1. `skipped` means: the sequence number is used up, nothing
 * was taken, list the records again in a new batch. `complete` names the records whose last blob has now arrived.
 */
export const BatchReceiptBody = z.strictObject({
  epoch: z.int(),
  seq: z.int(),
  envelopeHash: HashText,
  custodyAt: InstantText,
  state: z.enum(['applied', 'skipped']),
  code: z.string().nullable(),
  results: z.array(RecordResult),
  complete: z.array(CompleteRecord),
  /** Audit logs sealed in this batch that head office has compared with what it knew, and cosigned. */
  witnessed: z.array(Witnessed).max(50).optional(),
})
export type BatchReceiptBody = z.output<typeof BatchReceiptBody>

/**
 * Whether head office took the records of a batch and could not use its papers: they are to be sent again, in another batch.
 * @example papersBad({ state: 'applied', code: 'BATCH_CONTENT_BAD' }) // true
 */
export const papersBad = ({ state, code }: Pick<BatchReceiptBody, 'state' | 'code'>): boolean => state === 'applied' && code === 'BATCH_CONTENT_BAD'
