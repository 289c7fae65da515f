import type { Envelope } from '../core/batch/envelope.ts'
import { ok, type Result } from '../core/kernel/result.ts'
import { type BlobSink, type FoundBlob, openBlobs } from './hob-blobs.ts'
import type { ReadPart } from './hob-open.ts'
import { bad } from './hob-part.ts'
import { type BatchLine, openRecords } from './hob-records.ts'
import type { VerifyingKey } from './minisign.ts'

export type { BlobSink } from './hob-blobs.ts'
export type { BatchLine } from './hob-records.ts'

export interface BatchContent {
  readonly lines: readonly BatchLine[]
  readonly blobs: readonly FoundBlob[]
  readonly preparedBy: string
  readonly sealedBy: string
}

/**
 * Decrypts and checks all of a batch whose parts have been checked: lane 0 as `openRecords` does, then every blob, then
 * that the manifest and the counts are used up. One part at a time is in memory.
 * Refuses BATCH_CONTENT_BAD (reason, part). `sink` sees bytes before the end is known; a refusal makes them void.
 */
export async function openContent(
  envelope: Envelope,
  key: VerifyingKey,
  identities: readonly string[],
  read: ReadPart,
  sink: BlobSink = () => undefined,
): Promise<Result<BatchContent>> {
  const records = await openRecords(envelope, key, identities, read)
  if (!records.ok) return records
  const { lines, manifest, preparedBy, sealedBy, plainBytes } = records.value
  const found = await openBlobs(envelope, records.value, [0, 1, 2], identities, read, sink)
  if (!found.ok) return found
  const { blobs, names } = found.value
  if (names.size + 1 !== manifest.size) return bad('payload manifest')
  if (blobs.length !== envelope.counts.blobs || plainBytes + found.value.plainBytes !== envelope.counts.plainBytes)
    return bad('counts differ from the envelope')
  return ok({ lines, blobs, preparedBy, sealedBy })
}
