import { Envelope, trustedComment } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { sha256Hex } from './hashing.ts'
import { parseSignature, type VerifyingKey, verifyBytes } from './minisign.ts'
import { tryStrictJson } from './strict-json.ts'

/** A key the reader trusts, with the place it may sign for: from an enrolment, never from the message. */
export interface TrustedKey extends VerifyingKey {
  readonly branch: string
  /** The only epoch this key may sign for; null for head office's own key. */
  readonly epoch: number | null
  /** First and last sequence number it may sign, where it came or went in the middle of an epoch. */
  readonly fromSeq?: number | null
  readonly untilSeq?: number | null
}

/** Whether a trusted key may sign at this place. Refuses as `openEnvelope`. */
function keyAtPlace(key: TrustedKey, { branch, epoch, seq }: Envelope): Result<null> {
  if (key.branch !== branch) return refuse('BATCH_OTHER_BRANCH', { branch, signer: key.branch })
  if (key.epoch !== null && key.epoch !== epoch) return refuse('BATCH_OLD_KEY', { branch, epoch, keyEpoch: key.epoch })
  if (seq < (key.fromSeq ?? 1)) return refuse('BATCH_KEY_TOO_EARLY', { branch, seq, fromSeq: key.fromSeq ?? 1 })
  if (seq > (key.untilSeq ?? seq)) return refuse('BATCH_KEY_REPLACED', { branch, seq, untilSeq: key.untilSeq ?? seq })
  return ok(null)
}

export interface OpenEnvelope {
  readonly envelope: Envelope
  readonly envelopeBytes: Buffer
  readonly signature: string
  readonly hash: string
}

/**
 * Checks an envelope's signature, form and addressee.
 * @param keyOf the trusted key of a key id, or null
 * @param ours recipients that are ours; a batch that names none of them is for another head office (or branch)
 * Refuses: BATCH_ENVELOPE_INVALID, BATCH_FOR_OTHER_HEAD_OFFICE, BATCH_SENDER_UNKNOWN (wrong key), BATCH_SIGNATURE_BAD (a flipped
 * byte), BATCH_OTHER_BRANCH (wrong branch, or a replay under another's name), BATCH_OLD_KEY (a key of another epoch),
 * BATCH_KEY_TOO_EARLY and BATCH_KEY_REPLACED (a key at a number it does not sign), BATCH_KIND_UNEXPECTED.
 */
export function openEnvelope(
  envelopeBytes: Buffer,
  signature: string,
  kind: 'up' | 'down',
  keyOf: (keyId: string) => TrustedKey | null,
  ours: readonly string[],
): Result<OpenEnvelope> {
  if (envelopeBytes.length > BATCH_LIMITS.envelopeBytes) return refuse('BATCH_ENVELOPE_INVALID', { reason: 'too large' })
  const parsedSignature = parseSignature(signature)
  if (!parsedSignature) return refuse('BATCH_SIGNATURE_BAD', { file: 'envelope.json.minisig' })
  const key = keyOf(parsedSignature.keyId)
  const comment = key ? verifyBytes(key, envelopeBytes, signature) : null
  if (key && comment === null) return refuse('BATCH_SIGNATURE_BAD', { file: 'envelope.json' })
  const parsed = Envelope.safeParse(tryStrictJson(envelopeBytes))
  if (!parsed.success) return refuse('BATCH_ENVELOPE_INVALID', { reason: parsed.error.issues[0]?.path.join('.') ?? '' })
  const envelope = parsed.data
  if (!envelope.recipients.some((recipient) => ours.includes(recipient))) return refuse('BATCH_FOR_OTHER_HEAD_OFFICE', { branch: envelope.branch })
  if (!key) return refuse('BATCH_SENDER_UNKNOWN', { branch: envelope.branch, signKey: parsedSignature.keyId })
  const place = keyAtPlace(key, envelope)
  if (!place.ok) return place
  if (comment !== trustedComment(envelope) || envelope.signKey !== key.keyId) {
    return refuse('BATCH_ENVELOPE_INVALID', { reason: 'signed for another place' })
  }
  if (envelope.kind !== kind) return refuse('BATCH_KIND_UNEXPECTED', { kind: envelope.kind })
  return ok({ envelope, envelopeBytes, signature, hash: sha256Hex(envelopeBytes) })
}

/** Reads one part's bytes, or null when it is not there (or is larger than a part may be). */
export type ReadPart = (sha256: string) => Promise<Uint8Array | null>

/** Checks that every part is there and is the bytes the envelope names, one at a time. Refuses naming the part. */
export async function checkParts(envelope: Envelope, read: ReadPart): Promise<Result<null>> {
  for (const part of envelope.parts) {
    const bytes = await read(part.sha256)
    if (bytes === null) return refuse('BATCH_PART_MISSING', { part: part.n, sha256: part.sha256 })
    if (bytes.length !== part.bytes || sha256Hex(bytes) !== part.sha256) return refuse('BATCH_PART_DAMAGED', { part: part.n, sha256: part.sha256 })
  }
  return ok(null)
}
