import type { Envelope } from '../../core/batch/envelope.ts'
import { decideSequence } from '../../core/batch/sequence.ts'
import { openBlobs } from '../../protocol/hob-blobs.ts'
import type { BatchRecords } from '../../protocol/hob-records.ts'
import { SpoolDamagedError, type SpoolEntry } from '../../protocol/spool.ts'
import type { Projector } from '../office.ts'
import { batchByHash, insertBatch, knownBatch, markWhole, settleBatch } from '../store/batches.ts'
import { completeRecords, insertBlobs } from '../store/blobs.ts'
import { carefully, type Queries } from '../store/database.ts'
import { insertFollowup } from '../store/followups.ts'
import { quarantineBatch } from '../store/quarantine.ts'
import type { Place } from '../store/records.ts'
import { attempt, rehearsed } from '../store/storable.ts'
import { advance, openStream } from '../store/streams.ts'
import { writeSettled } from './apply-batch.ts'
import { type BatchContent, contentOf, envelopeOf, recordsOf } from './batch-content.ts'
import { type JudgedLine, judgeToWrite } from './judge-lines.ts'
import { identitiesOf } from './office-keys.ts'
import { announceKeys, retireKeys } from './turn-keys.ts'
import { witness } from './witness.ts'

/** Takes the blobs of a batch whose records were applied; a bad one is told, the records stand. */
async function takeBlobs(tx: Queries, office: Projector, envelope: Envelope, place: Place, records: BatchRecords): Promise<void> {
  for (const part of envelope.parts) await office.spool.need(part.sha256)
  const found = await openBlobs(envelope, records, [0, 1, 2], identitiesOf(office.keys), office.spool.readPart)
  const { counts } = envelope
  const right = found.ok && found.value.blobs.length === counts.blobs && records.plainBytes + found.value.plainBytes === counts.plainBytes
  if (found.ok && right && found.value.names.size + 1 === records.manifest.size) return await insertBlobs(tx, place, found.value.blobs)
  await quarantineBatch(tx, place.branch, place.hash, String(found.ok ? 'counts differ from the envelope' : found.error.details.reason))
  await tx.query(`update batch set code = 'BATCH_CONTENT_BAD' where branch_id = $1 and env_hash = $2`, [place.branch, place.hash])
}

interface Arrived {
  readonly hash: string
  readonly at: string
  /** Every part is there. */
  readonly whole: boolean
}

/** All that lines come to: records, answers, keys, sealed logs. @returns whether a record refers to papers */
async function writeLines(tx: Queries, office: Projector, place: Place, settled: readonly JudgedLine[]): Promise<boolean> {
  const refersToPapers = await writeSettled(tx, place, settled, office.seal)
  await announceKeys(tx, place, settled)
  await witness(tx, place, settled)
  return refersToPapers
}

/** In a guarded transaction each line is tried by itself: one the tables cannot hold is rejected, and harms no other. */
async function storable(tx: Queries, office: Projector, place: Place, judged: readonly JudgedLine[]): Promise<readonly JudgedLine[]> {
  if (!tx.guarded) return judged
  const tried: JudgedLine[] = []
  for (const line of judged) {
    const held = line.split === null || (await rehearsed(tx, () => writeLines(tx, office, place, [line])))
    const { record } = line.judgement
    tried.push(held ? line : { ...line, split: null, judgement: { outcome: 'rejected', code: 'RECORD_NOT_STORABLE', field: null, record } })
  }
  return tried
}

/** Judges lines and writes what they come to. @returns whether a record refers to papers */
export async function applyLines(tx: Queries, office: Projector, place: Place, judged: readonly JudgedLine[]): Promise<boolean> {
  const settled = await judgeToWrite(tx, place.branch, await storable(tx, office, place, judged))
  return await writeLines(tx, office, place, settled)
}

/** Applies or skips the batch in its turn: records, blobs when they are all there, receipts, position. */
async function settle(tx: Queries, office: Projector, envelope: Envelope, { hash, at, whole }: Arrived, content: BatchContent): Promise<void> {
  const place = { branch: envelope.branch, epoch: envelope.epoch, seq: envelope.seq, hash, at }
  const { records, judged } = content
  const skip = async (code: string, reason: string): Promise<void> => {
    await settleBatch(tx, place, 'skipped', code, at)
    await quarantineBatch(tx, envelope.branch, hash, reason)
  }
  if (records.ok) {
    const writing = envelope.possibleDuplicate ? carefully(tx) : tx
    const stored = await attempt(writing, async () => {
      await settleBatch(tx, place, 'applied', null, at)
      const refersToPapers = await applyLines(writing, office, place, judged)
      if (whole) await takeBlobs(tx, office, envelope, place, records.value)
      if (refersToPapers || envelope.counts.blobs > 0) await completeRecords(tx, place)
    })
    if (!stored) await skip('BATCH_CONTENT_BAD', 'BATCH_NOT_STORABLE')
  } else await skip(records.error.code, String(records.error.details.reason ?? records.error.code))
  await advance(tx, place, 'up', hash, at)
}

/** Custody of an up batch: its rows, and its content, which may have been read ahead, when its turn has come. */
export async function tookCustody(
  tx: Queries,
  office: Projector,
  entry: SpoolEntry,
  envelope: Envelope,
  ahead: (() => Promise<BatchContent>) | null,
): Promise<void> {
  const stream = await openStream(tx, envelope.branch, 'up')
  if (!stream) throw new SpoolDamagedError(`custody before enrolment of ${envelope.branch}`)
  const [signatureRef = '', said] = entry.note.split(' ')
  // Entries of the first release name no branch; their batches came whole.
  const whole = said === 'whole' || entry.branch === undefined
  const decision = decideSequence(stream, { ...envelope, envelopeHash: entry.ref }, null)
  await insertBatch(tx, 'up', { envelope, hash: entry.ref, signatureRef, state: 'waiting', receivedAt: entry.at, wholeAt: whole ? entry.at : null })
  await retireKeys(tx, envelope)
  if (decision.act !== 'apply') return
  const content = (await ahead?.()) ?? (await contentOf(tx, office, envelope))
  await settle(tx, office, envelope, { hash: entry.ref, at: entry.at, whole }, content)
}

/** A filled gap lets the batches behind it through. */
export async function releaseWaiting(tx: Queries, office: Projector, branch: string, at: string): Promise<void> {
  for (;;) {
    const stream = await openStream(tx, branch, 'up')
    const next = stream && (await knownBatch(tx, branch, stream.epoch, 'up', stream.appliedSeq + 1))
    if (!stream || next?.state !== 'waiting') return
    const envelope = await envelopeOf(office.spool, next.hash)
    if (decideSequence(stream, { ...envelope, envelopeHash: next.hash }, null).act !== 'apply') {
      await quarantineBatch(tx, branch, next.hash, 'BATCH_CHAIN_BROKEN')
      return await settleBatch(tx, next, 'quarantined', 'BATCH_CHAIN_BROKEN', at)
    }
    await settle(tx, office, envelope, { hash: next.hash, at, whole: next.whole }, await contentOf(tx, office, envelope))
  }
}

/** The rest of a batch's parts came. Before its turn it is only noted. */
export async function tookParts(tx: Queries, office: Projector, entry: SpoolEntry, envelope: Envelope): Promise<void> {
  const place = { branch: envelope.branch, epoch: envelope.epoch, seq: envelope.seq, hash: entry.ref, at: entry.at }
  const batch = await batchByHash(tx, envelope.branch, entry.ref)
  if (!batch || batch.whole) return
  await markWhole(tx, place, entry.at)
  if (batch.state !== 'applied') return
  const records = await recordsOf(tx, office, envelope)
  if (!records.ok) throw new SpoolDamagedError(`batch ${entry.ref} no longer opens`)
  await takeBlobs(tx, office, envelope, place, records.value)
  await completeRecords(tx, place)
  await insertFollowup(tx, envelope.branch, entry.ref, entry.ref, [])
}
