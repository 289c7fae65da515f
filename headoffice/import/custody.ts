import { type Ahead, mayWait } from '../../core/batch/ahead.ts'
import { partBytes } from '../../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { RecordResult } from '../../core/batch/receipt.ts'
import { decideSequence, type SequenceDecision } from '../../core/batch/sequence.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { OpenEnvelope, ReadPart } from '../../protocol/hob-open.ts'
import { openRecords } from '../../protocol/hob-records.ts'
import type { Office } from '../office.ts'
import { knownBatch, waitingHashes } from '../store/batches.ts'
import { isClosed } from '../store/closings.ts'
import { openStream, signerOf } from '../store/streams.ts'
import { envelopeOf } from './batch-content.ts'
import { judgeAlone, judgeStored, numbered, resultsOf } from './judge-lines.ts'
import { identitiesOf } from './office-keys.ts'
import { catchUp } from './project.ts'
import type { Rehearsal } from './rehearsal.ts'

/** A dry run: where parts are read, and what the batches before would have done. */
export interface DryRun {
  readonly read: ReadPart
  readonly rehearsal: Rehearsal
}

/** What happened to one batch; `waiting` is in custody until the gap before it fills. */
export interface BatchOutcome {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
  readonly hash: string
  readonly state: 'applied' | 'skipped' | 'waiting' | 'quarantined' | 'would-apply'
  /** True when head office had this batch already: nothing changed, the stored receipt is given again. */
  readonly replay: boolean
  readonly code: string | null
  /** With `waiting`: the sequence number head office needs next. */
  readonly nextSeq: number | null
  readonly results: readonly RecordResult[]
}

/** Envelope and signature go into the spool, and last the journal line, each fsynced; the parts are there already. */
async function keep(office: Office, batch: OpenEnvelope, act: 'custody' | 'alarm', code: string): Promise<void> {
  const signatureRef = await office.spool.put(Buffer.from(batch.signature))
  await office.spool.put(batch.envelopeBytes)
  await office.spool.append(
    act,
    batch.hash,
    act === 'alarm' ? `${code} ${signatureRef}` : `${signatureRef} ${code}`.trim(),
    office.now(),
    batch.envelope.branch,
  )
  await catchUp(office, batch.envelope.branch)
}

async function alarm(office: Office, batch: OpenEnvelope, code: 'BATCH_FORK' | 'BATCH_CHAIN_BROKEN', dryRun: boolean): Promise<Result<never>> {
  const { branch, epoch, seq } = batch.envelope
  const entries = await office.index.entries(office.spool, branch)
  const known = entries.some((entry) => entry.act === 'alarm' && entry.ref === batch.hash)
  if (!known && !dryRun) await keep(office, batch, 'alarm', code)
  return refuse(code, { branch, epoch, seq })
}

/** Where a batch of ours stands now. */
export async function outcomeOf(office: Office, batch: OpenEnvelope, replay: boolean): Promise<BatchOutcome> {
  const { branch, epoch, seq } = batch.envelope
  const [known, stream] = [await knownBatch(office.database, branch, epoch, 'up', seq), await openStream(office.database, branch, 'up')]
  const settled = known?.state === 'applied' || known?.state === 'skipped' || known?.state === 'quarantined'
  const state = settled ? (known.state as 'applied' | 'skipped' | 'quarantined') : 'waiting'
  const nextSeq = state === 'waiting' ? (stream?.appliedSeq ?? 0) + 1 : null
  return { branch, epoch, seq, hash: batch.hash, state, replay, code: known?.code ?? (state === 'waiting' ? 'BATCH_SEQUENCE_GAP' : null), nextSeq, results: [] }
}

async function rehearse(office: Office, batch: OpenEnvelope, { read, rehearsal }: DryRun, decision: SequenceDecision): Promise<Result<BatchOutcome>> {
  const { branch, epoch, seq } = batch.envelope
  const key = await signerOf(office.database, batch.envelope)
  const content = key ? await openRecords(batch.envelope, key, identitiesOf(office.keys), read) : refuse('BATCH_SENDER_UNKNOWN')
  if (!content.ok) return content
  const records = new Map(rehearsal.recordsOf(branch))
  const judged = await judgeAlone(batch.envelope, numbered(content.value.lines), office.seal)
  const results = resultsOf(await judgeStored(office.database, branch, judged, records))
  if (decision.act === 'apply') await rehearsal.applied(office.database, branch, { epoch, appliedSeq: seq, head: batch.hash }, records)
  const nextSeq = decision.act === 'wait' ? decision.nextSeq : null
  return ok({ branch, epoch, seq, hash: batch.hash, state: nextSeq === null ? 'would-apply' : 'waiting', replay: false, code: null, nextSeq, results })
}

/** What waits behind a gap of a branch: in the spool, and so far for nothing. */
async function aheadOf(office: Office, branch: string, epoch: number): Promise<Ahead> {
  const envelopes = await Promise.all((await waitingHashes(office.database, branch, epoch)).map((hash) => envelopeOf(office.spool, hash)))
  return { batches: envelopes.length, bytes: envelopes.reduce((sum, envelope) => sum + partBytes(envelope), 0) }
}

/**
 * What the books say of a genuine batch, before anything is kept.
 * Refuses BATCH_SENDER_UNKNOWN, BATCH_EPOCH_CLOSED, BATCH_EPOCH_UNKNOWN, BATCH_TOO_LARGE, BATCH_TOO_FAR_AHEAD.
 */
export async function judgePlace(office: Office, batch: OpenEnvelope, rehearsal?: Rehearsal): Promise<Result<SequenceDecision>> {
  const { branch, epoch, seq } = batch.envelope
  const stream = await openStream(office.database, branch, 'up')
  if (!stream) return refuse('BATCH_SENDER_UNKNOWN', { branch })
  const known = await knownBatch(office.database, branch, epoch, 'up', seq)
  const position = { ...batch.envelope, envelopeHash: batch.hash }
  const decision = known || !rehearsal ? decideSequence(stream, position, known?.hash ?? null) : rehearsal.decide(branch, stream, position)
  if (decision.act === 'closed-epoch') return refuse('BATCH_EPOCH_CLOSED', { branch, epoch })
  if (decision.act === 'unknown-epoch') return refuse('BATCH_EPOCH_UNKNOWN', { branch, epoch })
  // What is known already is answered as it was; a fork is evidence whoever brings it.
  const fresh = decision.act !== 'replay' && decision.act !== 'fork'
  if (fresh && (await isClosed(office.database, branch, epoch))) return refuse('BATCH_EPOCH_CLOSED', { branch, epoch })
  if (fresh && partBytes(batch.envelope) > BATCH_LIMITS.batchPartsBytes)
    return refuse('BATCH_TOO_LARGE', { what: 'parts', limit: BATCH_LIMITS.batchPartsBytes })
  if (decision.act !== 'wait') return ok(decision)
  const { nextSeq } = decision
  const room = mayWait(await aheadOf(office, branch, epoch), { seq, nextSeq, bytes: partBytes(batch.envelope) })
  return room.ok ? ok(decision) : room
}

/**
 * Takes a genuine batch by the rules of sync.md §4; its parts (lane 0 at least) must be in the spool, or readable by `read` for
 * a dry run. `whole`: every part is there. The caller holds the branch's lane.
 * Refuses as `judgePlace`, and, keeping the evidence, BATCH_FORK and BATCH_CHAIN_BROKEN.
 */
export async function takeCustody(office: Office, batch: OpenEnvelope, whole: boolean, dryRun: DryRun | null): Promise<Result<BatchOutcome>> {
  const judged = await judgePlace(office, batch, dryRun?.rehearsal)
  if (!judged.ok) return judged
  const decision = judged.value
  if (decision.act === 'fork') return await alarm(office, batch, 'BATCH_FORK', dryRun !== null)
  if (decision.act === 'chain') return await alarm(office, batch, 'BATCH_CHAIN_BROKEN', dryRun !== null)
  if (decision.act === 'replay') {
    if (whole && dryRun === null) await takeRest(office, batch)
    return ok(await outcomeOf(office, batch, true))
  }
  if (dryRun) return await rehearse(office, batch, dryRun, decision)
  await keep(office, batch, 'custody', whole ? 'whole' : '')
  return ok(await outcomeOf(office, batch, false))
}

/** The last parts of a batch in custody are there: its papers are taken, once. */
async function takeRest(office: Office, batch: OpenEnvelope): Promise<void> {
  const { branch, epoch, seq } = batch.envelope
  const known = await knownBatch(office.database, branch, epoch, 'up', seq)
  if (!known || known.whole) return
  await office.spool.append('parts', batch.hash, '', office.now(), branch)
  await catchUp(office, branch)
}
