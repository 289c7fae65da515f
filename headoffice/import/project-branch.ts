import { Enrolment } from '../../core/batch/enrolment.ts'
import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import { openingState } from '../../core/batch/sequence.ts'
import type { SigningKey } from '../../protocol/minisign.ts'
import { readSignedFile } from '../../protocol/signed-file.ts'
import { SpoolDamagedError, type SpoolEntry } from '../../protocol/spool.ts'
import { SYSTEM } from '../acts/act.ts'
import type { Projector } from '../office.ts'
import { insertAudit, insertCodeUse } from '../store/audit.ts'
import { insertBatch, receiptOf, settleBatch, waitingBefore } from '../store/batches.ts'
import { markAllTold, markTold } from '../store/blobs.ts'
import type { Queries } from '../store/database.ts'
import { announcedKey, insertOfficeKey } from '../store/office-keys.ts'
import { quarantineBatch } from '../store/quarantine.ts'
import { advance } from '../store/streams.ts'
import { envelopeOf } from './batch-content.ts'
import { allKeys } from './office-keys.ts'

const signerNamed = (office: Projector, keyId: string): SigningKey | null => allKeys(office.keys).find(({ sign }) => sign.keyId === keyId)?.sign ?? null

/** What waits behind a gap of a device that is replaced is never applied: somebody has to look whether the new one sent all of it again. */
async function closeWaiting(tx: Queries, branch: string, epoch: number, at: string): Promise<void> {
  for (const batch of await waitingBefore(tx, branch, epoch)) {
    await quarantineBatch(tx, branch, batch.hash, 'EPOCH_CLOSED_WAITING')
    await settleBatch(tx, batch, 'quarantined', 'BATCH_EPOCH_CLOSED', at)
  }
}

/** A device's enrolment: its keys, streams that start where the epoch before was closed, and the end of the code it came with, which the note names. */
export async function enrolled(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const enrolment = readSignedFile(await office.spool.need(entry.ref), 'hob-enrolment/1', Enrolment, ({ headOffice }) =>
    signerNamed(office, headOffice.keys.sign.keyId),
  )
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
  await closeWaiting(tx, branch, epoch, entry.at)
  const { keyId, publicKey } = keys.sign
  await tx.query('insert into device_key (branch_id, epoch, key_id, sign_pub, enc_pub, enrolment_ref) values ($1, $2, $3, $4, $5, $6)', [
    branch,
    epoch,
    keyId,
    publicKey,
    keys.receive,
    entry.ref,
  ])
  await insertOfficeKey(tx, branch, epoch, 1, enrolment.headOffice.keys.sign.keyId)
  const up = openingState(epoch, closes?.head ?? null)
  for (const [dir, head] of [['up', up.head] as const, ['down', NO_PREVIOUS] as const]) {
    await tx.query('insert into branch_stream values ($1, $2, $3, 0, $4, $5)', [branch, epoch, dir, head, entry.at])
  }
  const [, codeHash] = entry.note.split(' ')
  if (codeHash === undefined) return
  await insertCodeUse(tx, codeHash, keyId)
  await insertAudit(tx, entry, [SYSTEM, 'code.use', branch, keyId])
}

/** A down batch was signed: what it answers is told. The note names the signature, then an up batch or what was delivered, and of a
 * receipt how many complete records it names at most (the first releases named all). */
export async function answered(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const envelope = await envelopeOf(office.spool, entry.ref)
  const [signatureRef = '', answers = '', most] = entry.note.split(' ')
  await insertBatch(tx, 'down', { envelope, hash: entry.ref, signatureRef, state: 'signed', receivedAt: entry.at, wholeAt: entry.at })
  await tx.query(`update batch set answered_by = $3 where branch_id = $1 and dir = 'up' and env_hash = $2 and answered_by is null`, [
    envelope.branch,
    answers,
    envelope.seq,
  ])
  const announced = announcedKey(answers)
  if (announced !== null) await insertOfficeKey(tx, envelope.branch, envelope.epoch, envelope.seq + 1, announced)
  await advance(tx, envelope, 'down', entry.ref, entry.at)
  if ('batch.receipt' in envelope.schemas) {
    const batch = most === undefined ? null : await receiptOf(tx, envelope.branch, answers)
    if (batch) await markTold(tx, batch, Number(most))
    else await markAllTold(tx, envelope.branch)
  }
  // Last: the receipt was made while nothing of it was told.
  await tx.query('insert into delivery values ($1, $2, $3, $4) on conflict (branch_id, ref, epoch) do nothing', [
    envelope.branch,
    answers,
    envelope.epoch,
    envelope.seq,
  ])
}
