import type { BatchReceiptBody } from '../core/batch/receipt.ts'
import type { RecordLine } from '../core/batch/record-line.ts'
import { sha256Hex } from './hashing.ts'

/** A UUID drawn from what a record is about, so that the same thing always has the same record. */
export function derivedId(about: string): string {
  const hex = sha256Hex(about)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A receipt has the id its envelope hash gives it, so that the same batch always has the same receipt record. */
export const receiptId = (envelopeHash: string): string => derivedId(`receipt ${envelopeHash}`)

export const receiptRecord = (body: BatchReceiptBody): RecordLine => ({
  type: 'batch.receipt',
  schema: 1,
  id: receiptId(body.envelopeHash),
  rev: 1,
  body,
  blobs: [],
})
