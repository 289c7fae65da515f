import { BatchReceiptBody } from '../core/batch/receipt.ts'
import { RecordLine } from '../core/batch/record-line.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { sha256Hex } from './hashing.ts'
import { openContent } from './hob-content.ts'
import { checkParts, type OpenEnvelope, openEnvelope, type ReadPart, type TrustedKey } from './hob-open.ts'
import { tryStrictJson } from './strict-json.ts'

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

/** A down batch at the branch: its envelope and the receipts inside. */
export interface OpenReceipt {
  readonly envelope: OpenEnvelope
  readonly receipts: readonly BatchReceiptBody[]
}

/**
 * Opens a down batch: head office's signature, every part, the content. Refuses as `openEnvelope`, `checkParts` and
 * `openContent` do. Sequence is the caller's to decide (`decideSequence`).
 */
export async function openReceipt(
  envelopeBytes: Buffer,
  signature: string,
  headOffice: TrustedKey,
  own: { readonly recipient: string; readonly identity: string },
  read: ReadPart,
): Promise<Result<OpenReceipt>> {
  const keyOf = (keyId: string): TrustedKey | null => (keyId === headOffice.keyId ? headOffice : null)
  const opened = openEnvelope(envelopeBytes, signature, 'down', keyOf, [own.recipient])
  if (!opened.ok) return opened
  const parts = await checkParts(opened.value.envelope, read)
  if (!parts.ok) return parts
  const content = await openContent(opened.value.envelope, headOffice, [own.identity], read)
  if (!content.ok) return content
  const receipts: BatchReceiptBody[] = []
  for (const line of content.value.lines) {
    const record = RecordLine.safeParse(tryStrictJson(line.bytes))
    // Down records of later releases pass by: the branch asks for them again after an upgrade.
    if (!record.success || record.data.type !== 'batch.receipt' || record.data.schema !== 1) continue
    const body = BatchReceiptBody.safeParse(record.data.body)
    if (!body.success) return refuse('BATCH_CONTENT_BAD', { reason: 'receipt body' })
    receipts.push(body.data)
  }
  return ok({ envelope: opened.value, receipts })
}
