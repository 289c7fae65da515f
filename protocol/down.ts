import { RecordLine } from '../core/batch/record-line.ts'
import type { ErrorCode } from '../core/errors.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { AgeKey } from './age-file.ts'
import { openContent } from './hob-content.ts'
import { checkParts, type OpenEnvelope, openEnvelope, type ReadPart, type TrustedKey } from './hob-open.ts'
import { tryStrictJson } from './strict-json.ts'

/** A down batch at the branch: its envelope, its records in order, and the files they refer to. */
export interface OpenDown {
  readonly envelope: OpenEnvelope
  readonly lines: readonly { readonly text: string; readonly record: RecordLine }[]
  readonly blobs: ReadonlyMap<string, Buffer>
}

/** What a refusal is called where head office is the sender. */
const OF_HEAD_OFFICE: Readonly<Record<string, ErrorCode>> = {
  BATCH_FOR_OTHER_HEAD_OFFICE: 'BATCH_FOR_OTHER_BRANCH',
  BATCH_KEY_TOO_EARLY: 'OFFICE_KEY_TOO_EARLY',
  BATCH_KEY_REPLACED: 'OFFICE_KEY_REPLACED',
}

/**
 * Opens a down batch with any of the device's receiving keys, those it had before included: head office's signature by the key that holds
 * at its number, every part, the content. Its place in the stream is the caller's to decide (`decideSequence`).
 * Refuses BATCH_FOR_OTHER_BRANCH, OFFICE_KEY_TOO_EARLY and OFFICE_KEY_REPLACED (a key of head office at a number it does not sign), and
 * as `openEnvelope`, `checkParts` and `openContent` do.
 */
export async function openDown(
  envelopeBytes: Buffer,
  signature: string,
  headOffice: readonly TrustedKey[],
  own: readonly AgeKey[],
  read: ReadPart,
): Promise<Result<OpenDown>> {
  const keyOf = (keyId: string): TrustedKey | null => headOffice.find((key) => key.keyId === keyId) ?? null
  const opened = openEnvelope(
    envelopeBytes,
    signature,
    'down',
    keyOf,
    own.map((key) => key.recipient),
  )
  if (!opened.ok) return refuse(OF_HEAD_OFFICE[opened.error.code] ?? opened.error.code, opened.error.details)
  const signer = keyOf(opened.value.envelope.signKey)
  if (!signer) return refuse('BATCH_SENDER_UNKNOWN', { branch: opened.value.envelope.branch })
  const parts = await checkParts(opened.value.envelope, read)
  if (!parts.ok) return parts
  const blobs = new Map<string, Buffer[]>()
  const keep = (sha256: string, bytes: Uint8Array): void => void blobs.set(sha256, [...(blobs.get(sha256) ?? []), Buffer.from(bytes)])
  const content = await openContent(
    opened.value.envelope,
    signer,
    own.map((key) => key.identity),
    read,
    keep,
  )
  if (!content.ok) return content
  const lines: { text: string; record: RecordLine }[] = []
  for (const line of content.value.lines) {
    const record = RecordLine.safeParse(tryStrictJson(line.bytes))
    if (!record.success) return refuse('BATCH_CONTENT_BAD', { reason: 'down record' })
    lines.push({ text: line.bytes.toString('utf8'), record: record.data })
  }
  return ok({ envelope: opened.value, lines, blobs: new Map([...blobs].map(([sha256, pieces]) => [sha256, Buffer.concat(pieces)])) })
}
