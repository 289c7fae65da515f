import { type DownRecord, readDownRecord } from '../../core/batch/down-record.ts'
import type { Enrolment } from '../../core/batch/enrolment.ts'
import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import { decideSequence, type StreamState } from '../../core/batch/sequence.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { AgeKey } from '../../protocol/age-file.ts'
import { openDown } from '../../protocol/down.ts'
import type { ReadPart } from '../../protocol/hob-open.ts'
import type { SecretKeys } from '../../protocol/keys.ts'
import { type KnownOfficeKeys, provesOfficeTurn, trustedOffice } from '../../protocol/office-turn.ts'

/** A record of a later release: kept until the branch is upgraded. */
export interface UnknownLine {
  readonly lineNo: number
  readonly type: string
  readonly schema: number
  readonly line: string
}

/** A down batch in its turn: store the position with what it carries, in one transaction. */
export interface ReceivedDown {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly records: readonly DownRecord[]
  readonly unknown: readonly UnknownLine[]
  /** Files of reference packs, by hash. */
  readonly blobs: ReadonlyMap<string, Buffer>
  readonly receipts: readonly BatchReceiptBody[]
}
export interface OpenedDown extends ReceivedDown {
  /** Head office's keys as they stand behind this batch. */
  readonly office: KnownOfficeKeys
}

export interface DownKeys {
  readonly keys: Pick<SecretKeys, 'receive'>
  /** Keys the device had before in this epoch: older answers are sealed for them. */
  readonly earlier?: readonly AgeKey[]
  readonly enrolment: Pick<Enrolment, 'branch' | 'epoch' | 'headOffice'>
  /** Head office's keys in their order; left out: those of the enrolment alone. */
  readonly office?: KnownOfficeKeys
}
/** A down batch as it came, by stick or by line; nothing of it is believed yet. */
export interface DownFiles {
  readonly envelopeBytes: Buffer
  readonly signature: string
  readonly read: ReadPart
}

function placeRefusal(stream: StreamState, envelope: { epoch: number; seq: number; prev: string }, envelopeHash: string): Result<null> {
  const decision = decideSequence(stream, { ...envelope, envelopeHash }, null)
  if (decision.act === 'wait') return refuse('BATCH_SEQUENCE_GAP', { nextSeq: decision.nextSeq, seq: envelope.seq })
  if (decision.act === 'closed-epoch') return refuse('BATCH_EPOCH_CLOSED', { epoch: envelope.epoch })
  if (decision.act === 'unknown-epoch') return refuse('BATCH_EPOCH_UNKNOWN', { epoch: envelope.epoch })
  return decision.act === 'apply' ? ok(null) : refuse('BATCH_CHAIN_BROKEN', { seq: envelope.seq })
}

/** Head office's keys as an enrolment alone gives them. */
export const officeOf = (enrolment: DownKeys['enrolment']): KnownOfficeKeys => [{ keys: enrolment.headOffice.keys, fromSeq: 1 }]

/** Head office's keys behind a batch: those it announces hold from the next number on. Null when they do not prove themselves. */
function keysAfter(enrolment: DownKeys['enrolment'], office: KnownOfficeKeys, seq: number, records: readonly DownRecord[]): KnownOfficeKeys | null {
  let known = office
  for (const record of records) {
    if (record.type !== 'office.keys') continue
    const before = known.at(-1) ?? known[0]
    if (!provesOfficeTurn(enrolment, before.keys.sign, record.body)) return null
    known = [...known, { keys: record.body.keys, fromSeq: seq + 1 }]
  }
  return known
}

/**
 * Opens the next down batch of a stream: signature, chain, content, records. Null for one applied before.
 * Refuses as `openDown` does, and OFFICE_KEYS_NOT_PROVEN, BATCH_SEQUENCE_GAP (nextSeq), BATCH_CHAIN_BROKEN, BATCH_EPOCH_CLOSED, BATCH_EPOCH_UNKNOWN.
 */
export async function openNextDown(at: DownKeys, stream: StreamState, files: DownFiles): Promise<Result<OpenedDown | null>> {
  const { keys, earlier = [], enrolment, office = officeOf(enrolment) } = at
  const opened = await openDown(files.envelopeBytes, files.signature, trustedOffice(enrolment.branch, office), [keys.receive, ...earlier], files.read)
  if (!opened.ok) return opened
  const { envelope, hash } = opened.value.envelope
  if (envelope.epoch === stream.epoch && envelope.seq <= stream.appliedSeq) return ok(null)
  const place = placeRefusal(stream, envelope, hash)
  if (!place.ok) return place
  const records: DownRecord[] = []
  const unknown: UnknownLine[] = []
  for (const [index, { text, record }] of opened.value.lines.entries()) {
    const read = readDownRecord(record)
    if (read === 'INVALID') return refuse('BATCH_CONTENT_BAD', { reason: `body of ${record.type}` })
    if (read === 'UNKNOWN') unknown.push({ lineNo: index + 1, type: record.type, schema: record.schema, line: text })
    else records.push(read)
  }
  const receipts = records.flatMap((record) => (record.type === 'batch.receipt' ? [record.body] : []))
  const after = keysAfter(enrolment, office, envelope.seq, records)
  if (!after) return refuse('OFFICE_KEYS_NOT_PROVEN', { seq: envelope.seq })
  return ok({ epoch: envelope.epoch, seq: envelope.seq, hash, records, unknown, blobs: opened.value.blobs, receipts, office: after })
}
