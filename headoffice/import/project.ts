import { Enrolment } from '../../core/batch/enrolment.ts'
import { Envelope } from '../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import { decideSequence, openingState } from '../../core/batch/sequence.ts'
import type { Result } from '../../core/kernel/result.ts'
import { type BatchContent, openContent } from '../../protocol/hob-content.ts'
import type { VerifyingKey } from '../../protocol/minisign.ts'
import { readSignedFile } from '../../protocol/signed-file.ts'
import { type Spool, SpoolDamagedError, type SpoolEntry } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { type Database, projectedTo, type Queries } from '../store/database.ts'
import { advance, deviceKeys, insertBatch, knownBatch, openStream, quarantine, settleBatch } from '../store/streams.ts'
import { applyContent } from './apply-batch.ts'

/** What projecting needs: the truth, the tables, and the keys to read batches with. */
export interface Projector {
  readonly spool: Spool
  readonly database: Database
  readonly sign: VerifyingKey
  readonly identities: readonly string[]
}

async function envelopeOf(spool: Spool, hash: string): Promise<Envelope> {
  const parsed = Envelope.safeParse(tryStrictJson(await spool.need(hash)))
  if (!parsed.success) throw new SpoolDamagedError(`object ${hash} is no envelope`)
  return parsed.data
}

async function contentOf(office: Projector, envelope: Envelope): Promise<Result<BatchContent>> {
  const key = (await deviceKeys(office.database)).find((one) => one.branch === envelope.branch && one.epoch === envelope.epoch)
  if (!key) throw new SpoolDamagedError(`no enrolment for ${envelope.branch} epoch ${envelope.epoch}`)
  for (const part of envelope.parts) await office.spool.need(part.sha256)
  return await openContent(envelope, key, office.identities, office.spool.readPart)
}

/** Applies or skips the batch in its turn: content, receipts, position, all in the caller's transaction. */
async function settle(tx: Queries, envelope: Envelope, hash: string, at: string, content: Result<BatchContent>): Promise<void> {
  const place = { branch: envelope.branch, epoch: envelope.epoch, seq: envelope.seq, hash, at }
  if (content.ok) await applyContent(tx, place, content.value)
  else await quarantine(tx, envelope.branch, hash, 0, String(content.error.details.reason ?? content.error.code), null)
  await settleBatch(tx, place, content.ok ? 'applied' : 'skipped', content.ok ? null : content.error.code, at)
  await advance(tx, place, 'up', hash, at)
}

async function enrolled(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const enrolment = readSignedFile(await office.spool.need(entry.ref), 'hob-enrolment/1', Enrolment, () => office.sign)
  if (!enrolment) throw new SpoolDamagedError(`object ${entry.ref} is no enrolment of ours`)
  const { branch, epoch, keys, closes, name } = enrolment
  await tx.query(`insert into branch values ($1, $2, 'open') on conflict (branch_id) do update set name = excluded.name`, [branch, name])
  if (closes) {
    await tx.query('update device_key set closed_seq = $3, closed_head = $4 where branch_id = $1 and epoch = $2', [
      branch,
      closes.epoch,
      closes.lastSeq,
      closes.head,
    ])
  }
  const { keyId, publicKey } = keys.sign
  await tx.query('insert into device_key values ($1, $2, $3, $4, $5, $6, null, null)', [branch, epoch, keyId, publicKey, keys.receive, entry.ref])
  const up = openingState(epoch, closes?.head ?? null)
  for (const [dir, head] of [['up', up.head] as const, ['down', NO_PREVIOUS] as const]) {
    await tx.query('insert into branch_stream values ($1, $2, $3, 0, $4, $5)', [branch, epoch, dir, head, entry.at])
  }
}

async function answered(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const envelope = await envelopeOf(office.spool, entry.ref)
  const [signatureRef = '', upHash = ''] = entry.note.split(' ')
  await insertBatch(tx, { ...placeOf(envelope), hash: entry.ref, signatureRef, state: 'signed', code: null }, 'down', entry.at)
  await tx.query(`update batch set answered_by = $3 where branch_id = $1 and dir = 'up' and env_hash = $2`, [envelope.branch, upHash, envelope.seq])
  await advance(tx, envelope, 'down', entry.ref, entry.at)
}

const placeOf = (envelope: Envelope): { branch: string; epoch: number; seq: number } => ({ branch: envelope.branch, epoch: envelope.epoch, seq: envelope.seq })
const done = (tx: Queries, entry: SpoolEntry): Promise<unknown> => tx.query('update meta set journal_n = $1', [entry.n])

async function tookCustody(office: Projector, entry: SpoolEntry): Promise<void> {
  const envelope = await envelopeOf(office.spool, entry.ref)
  const content = await contentOf(office, envelope)
  await office.database.transaction(async (tx) => {
    const stream = await openStream(tx, envelope.branch, 'up')
    if (!stream) throw new SpoolDamagedError(`custody before enrolment of ${envelope.branch}`)
    const decision = decideSequence(stream, { ...envelope, envelopeHash: entry.ref }, null)
    await insertBatch(tx, { ...placeOf(envelope), hash: entry.ref, signatureRef: entry.note, state: 'waiting', code: null }, 'up', entry.at)
    if (decision.act === 'apply') await settle(tx, envelope, entry.ref, entry.at, content)
    await done(tx, entry)
  })
  await releaseWaiting(office, envelope.branch, entry.at)
}

/** A filled gap lets the batches behind it through, each in its own transaction. */
async function releaseWaiting(office: Projector, branch: string, at: string): Promise<void> {
  for (;;) {
    const stream = await openStream(office.database, branch, 'up')
    const next = stream && (await knownBatch(office.database, branch, stream.epoch, 'up', stream.appliedSeq + 1))
    if (!stream || next?.state !== 'waiting') return
    const envelope = await envelopeOf(office.spool, next.hash)
    const chained = decideSequence(stream, { ...envelope, envelopeHash: next.hash }, null).act === 'apply'
    const content = await contentOf(office, envelope)
    await office.database.transaction(async (tx) => {
      if (chained) return await settle(tx, envelope, next.hash, at, content)
      await quarantine(tx, branch, next.hash, 0, 'BATCH_CHAIN_BROKEN', null)
      await settleBatch(tx, next, 'quarantined', 'BATCH_CHAIN_BROKEN', at)
    })
    if (!chained) return
  }
}

/** Carries one journal entry into the tables. The same for a live import and for a rebuild, so both give the same rows. */
async function project(office: Projector, entry: SpoolEntry): Promise<void> {
  if (entry.act === 'custody') return await tookCustody(office, entry)
  await office.database.transaction(async (tx) => {
    if (entry.act === 'enrol') await enrolled(tx, office, entry)
    if (entry.act === 'down') await answered(tx, office, entry)
    if (entry.act === 'alarm') {
      const envelope = await envelopeOf(office.spool, entry.ref)
      await quarantine(tx, envelope.branch, entry.ref, 0, entry.note.split(' ')[0] ?? '', null)
    }
    await done(tx, entry)
  })
}

/**
 * Brings the tables up to the end of the journal. Always this way, never by the newest entry alone: an entry whose
 * projecting once failed (full disk) is then taken first.
 */
export async function catchUp(office: Projector): Promise<void> {
  for (const entry of office.spool.journal.slice(await projectedTo(office.database))) await project(office, entry)
}
