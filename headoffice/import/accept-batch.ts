import { Envelope } from '../../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded } from '../../protocol/durable-file.ts'
import { partFile, readListed } from '../../protocol/hob-layout.ts'
import { checkParts, type OpenEnvelope, openEnvelope, type ReadPart } from '../../protocol/hob-open.ts'
import { parseSignature } from '../../protocol/minisign.ts'
import type { ReadyBatch } from '../../protocol/ready-file.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { issueDown } from '../down/issue-down.ts'
import { noteHeld } from '../down/note-held.ts'
import type { Office } from '../office.ts'
import { keyById } from '../store/streams.ts'
import { type BatchOutcome, judgePlace, takeCustody } from './custody.ts'
import { recipientsOf } from './office-keys.ts'
import type { Rehearsal } from './rehearsal.ts'

/** What cannot be read from a stick is as good as not there: the next batch on it may be whole. Anything else is our own trouble. */
function unreadable(error: unknown): null {
  if (error instanceof Error && 'syscall' in error) return null
  throw error
}

const readFrom =
  (root: string): ReadPart =>
  (sha256) =>
    readBounded(partFile(root, sha256), BATCH_LIMITS.partCipherBytes).catch(unreadable)

/** The place an envelope says it is for, not believed yet: it only says among which keys its signer's is looked for first. */
function placeSaid(envelopeBytes: Buffer): Pick<Envelope, 'branch' | 'epoch'> | null {
  const parsed = Envelope.safeParse(envelopeBytes.length > BATCH_LIMITS.envelopeBytes ? null : tryStrictJson(envelopeBytes))
  return parsed.success ? parsed.data : null
}

/** Checks an up envelope against the enrolled keys. Refuses as `openEnvelope`. */
export async function openUp(office: Office, envelopeBytes: Buffer, signature: string): Promise<Result<OpenEnvelope>> {
  const parsed = parseSignature(signature)
  const key = parsed ? await keyById(office.database, parsed.keyId, () => placeSaid(envelopeBytes)) : null
  return openEnvelope(envelopeBytes, signature, 'up', (keyId) => (key?.keyId === keyId ? key : null), recipientsOf(office.keys))
}

/** Copies the parts into the spool; what was checked before may have changed since, so only what arrived there is believed. */
async function keepParts(office: Office, { envelope }: OpenEnvelope, read: ReadPart): Promise<Result<null>> {
  for (const { n, sha256 } of envelope.parts) {
    const bytes = await read(sha256)
    if (bytes === null) return refuse('BATCH_PART_MISSING', { part: n, sha256 })
    if ((await office.spool.put(bytes)) !== sha256) return refuse('BATCH_PART_DAMAGED', { part: n, sha256 })
  }
  return ok(null)
}

/**
 * Takes one batch from a folder by the rules of sync.md §4; with a rehearsal only says what would become of it. The folder is only read.
 * Refuses, leaving everything as it was: BATCH_NOT_READY, BATCH_ENVELOPE_INVALID, BATCH_SIGNATURE_BAD, BATCH_SENDER_UNKNOWN,
 * BATCH_FOR_OTHER_HEAD_OFFICE, BATCH_KIND_UNEXPECTED, BATCH_PART_MISSING, BATCH_PART_DAMAGED, BATCH_EPOCH_CLOSED,
 * BATCH_EPOCH_UNKNOWN, BATCH_TOO_FAR_AHEAD; and, keeping the evidence: BATCH_FORK, BATCH_CHAIN_BROKEN.
 */
export async function acceptBatch(office: Office, listed: ReadyBatch, rehearsal: Rehearsal | null): Promise<Result<BatchOutcome>> {
  const files = (await readListed(listed).catch(unreadable)) ?? refuse('BATCH_ENVELOPE_INVALID', { reason: 'unreadable' })
  if (!files.ok) return files
  const opened = await openUp(office, files.value.envelopeBytes, files.value.signature)
  if (!opened.ok) return opened
  const batch = opened.value
  const read = readFrom(listed.root)
  const parts = await checkParts(batch.envelope, read)
  if (!parts.ok) return parts
  return await office.lanes.run(batch.envelope.branch, async () => {
    // What is not taken at all leaves no parts behind.
    const place = await judgePlace(office, batch, rehearsal ?? undefined)
    if (!place.ok) return place
    if (rehearsal) return await takeCustody(office, batch, true, { read, rehearsal })
    const kept = await keepParts(office, batch, read)
    if (!kept.ok) return kept
    const taken = await takeCustody(office, batch, true, null)
    if (taken.ok) await noteHeld(office, batch.envelope.branch, batch.envelope.ack?.down ?? null)
    await issueDown(office, batch.envelope.branch)
    return taken
  })
}
