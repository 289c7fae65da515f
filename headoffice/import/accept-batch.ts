import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { RecordResult } from '../../core/batch/receipt.ts'
import { decideSequence, type SequenceDecision } from '../../core/batch/sequence.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded } from '../../protocol/durable-file.ts'
import { openContent } from '../../protocol/hob-content.ts'
import { partFile, type ReadyBatch, readListed } from '../../protocol/hob-layout.ts'
import { checkParts, type OpenEnvelope, openEnvelope, type ReadPart } from '../../protocol/hob-open.ts'
import type { SpoolAct } from '../../protocol/spool.ts'
import { deviceKeys, knownBatch, openStream } from '../store/streams.ts'
import { judgeBatch, resultsOf } from './apply-batch.ts'
import { catchUp, type Projector } from './project.ts'

/** What happened to one batch; `waiting` is in custody until the gap before it fills. */
export interface BatchOutcome {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly state: 'applied' | 'skipped' | 'waiting' | 'would-apply'
  /** True when head office had this batch already: nothing changed, the stored receipt is given again. */
  readonly replay: boolean
  readonly code: string | null
  /** With `waiting`: the sequence number head office needs next. */
  readonly nextSeq: number | null
  readonly results: readonly RecordResult[]
}

export interface AcceptOptions {
  readonly dryRun: boolean
  readonly now: () => string
  /** Recipients that are ours. */
  readonly recipients: readonly string[]
}

const readFrom =
  (root: string): ReadPart =>
  (sha256) =>
    readBounded(partFile(root, sha256), BATCH_LIMITS.partCipherBytes)

/** Custody: parts, signature, envelope, then the journal line, each fsynced. Only after this may a receipt be given. */
async function store(office: Projector, batch: OpenEnvelope, read: ReadPart, act: SpoolAct, code: string, now: string): Promise<void> {
  for (const part of batch.envelope.parts) await office.spool.put((await read(part.sha256)) ?? new Uint8Array())
  const signatureRef = await office.spool.put(Buffer.from(batch.signature))
  await office.spool.put(batch.envelopeBytes)
  await office.spool.append(act, batch.hash, act === 'alarm' ? `${code} ${signatureRef}` : signatureRef, now)
  await catchUp(office)
}

async function alarm(
  office: Projector,
  batch: OpenEnvelope,
  read: ReadPart,
  code: 'BATCH_FORK' | 'BATCH_CHAIN_BROKEN',
  options: AcceptOptions,
): Promise<Result<never>> {
  const known = office.spool.journal.some((entry) => entry.act === 'alarm' && entry.ref === batch.hash)
  if (!known && !options.dryRun) await store(office, batch, read, 'alarm', code, options.now())
  return refuse(code, { branch: batch.envelope.branch, epoch: batch.envelope.epoch, seq: batch.envelope.seq })
}

async function outcomeOf(office: Projector, batch: OpenEnvelope, replay: boolean, results: readonly RecordResult[]): Promise<BatchOutcome> {
  const { branch, epoch, seq } = batch.envelope
  const [known, stream] = [await knownBatch(office.database, branch, epoch, 'up', seq), await openStream(office.database, branch, 'up')]
  const state = known?.state === 'applied' || known?.state === 'skipped' ? known.state : 'waiting'
  const nextSeq = state === 'waiting' ? (stream?.appliedSeq ?? 0) + 1 : null
  return { branch, epoch, seq, hash: batch.hash, state, replay, code: known?.code ?? (state === 'waiting' ? 'BATCH_SEQUENCE_GAP' : null), nextSeq, results }
}

async function rehearse(office: Projector, batch: OpenEnvelope, read: ReadPart, decision: SequenceDecision): Promise<Result<BatchOutcome>> {
  const { branch, epoch, seq } = batch.envelope
  const key = (await deviceKeys(office.database)).find((one) => one.branch === branch && one.epoch === epoch)
  const content = key ? await openContent(batch.envelope, key, office.identities, read) : refuse('BATCH_SENDER_UNKNOWN')
  if (!content.ok) return content
  const results = resultsOf(await judgeBatch(office.database, branch, content.value.lines))
  const nextSeq = decision.act === 'wait' ? decision.nextSeq : null
  return ok({ branch, epoch, seq, hash: batch.hash, state: nextSeq === null ? 'would-apply' : 'waiting', replay: false, code: null, nextSeq, results })
}

/**
 * Takes one batch from a folder by the rules of sync.md §4. The folder is only read.
 * Refuses, leaving everything as it was: BATCH_NOT_READY, BATCH_ENVELOPE_INVALID, BATCH_SIGNATURE_BAD, BATCH_SENDER_UNKNOWN,
 * BATCH_FOR_OTHER_HEAD_OFFICE, BATCH_KIND_UNEXPECTED, BATCH_PART_MISSING, BATCH_PART_DAMAGED, BATCH_EPOCH_CLOSED,
 * BATCH_EPOCH_UNKNOWN; and, keeping the evidence: BATCH_FORK, BATCH_CHAIN_BROKEN.
 */
export async function acceptBatch(office: Projector, listed: ReadyBatch, options: AcceptOptions): Promise<Result<BatchOutcome>> {
  const files = await readListed(listed)
  if (!files.ok) return files
  const keys = await deviceKeys(office.database)
  const keyOf = (keyId: string) => keys.find((key) => key.keyId === keyId) ?? null
  const opened = openEnvelope(files.value.envelopeBytes, files.value.signature, 'up', keyOf, options.recipients)
  if (!opened.ok) return opened
  const batch = opened.value
  const read = readFrom(listed.root)
  const parts = await checkParts(batch.envelope, read)
  if (!parts.ok) return parts
  const { branch, epoch, seq } = batch.envelope
  const stream = await openStream(office.database, branch, 'up')
  if (!stream) return refuse('BATCH_SENDER_UNKNOWN', { branch })
  const known = await knownBatch(office.database, branch, epoch, 'up', seq)
  const decision = decideSequence(stream, { ...batch.envelope, envelopeHash: batch.hash }, known?.hash ?? null)
  if (decision.act === 'replay') return ok(await outcomeOf(office, batch, true, []))
  if (decision.act === 'fork') return await alarm(office, batch, read, 'BATCH_FORK', options)
  if (decision.act === 'chain') return await alarm(office, batch, read, 'BATCH_CHAIN_BROKEN', options)
  if (decision.act === 'closed-epoch') return refuse('BATCH_EPOCH_CLOSED', { branch, epoch })
  if (decision.act === 'unknown-epoch') return refuse('BATCH_EPOCH_UNKNOWN', { branch, epoch })
  if (options.dryRun) return await rehearse(office, batch, read, decision)
  await store(office, batch, read, 'custody', '', options.now())
  return ok(await outcomeOf(office, batch, false, []))
}
