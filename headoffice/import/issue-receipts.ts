import { Envelope } from '../../core/batch/envelope.ts'
import type { BatchReceiptBody, RecordResult } from '../../core/batch/receipt.ts'
import { RECORD_OUTCOMES } from '../../core/batch/receipt.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { buildBatch } from '../../protocol/hob-build.ts'
import { partStore, publishBatch } from '../../protocol/hob-layout.ts'
import type { SigningKey } from '../../protocol/minisign.ts'
import { receiptRecord } from '../../protocol/receipt.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { receiptRows } from '../store/records.ts'
import { deviceKeys, type KnownBatch, knownBatch, openStream, unanswered } from '../store/streams.ts'
import { catchUp, type Projector } from './project.ts'

export interface ReceiptIssuer {
  readonly office: Projector
  readonly signingKey: SigningKey
  readonly app: string
  readonly now: () => string
}

const isOutcome = (kind: string): kind is RecordResult['outcome'] => (RECORD_OUTCOMES as readonly string[]).includes(kind)

async function bodyOf(office: Projector, batch: KnownBatch): Promise<BatchReceiptBody> {
  const rows = await receiptRows(office.database, batch.branch, batch.epoch, batch.seq)
  const custody = office.spool.journal.find((entry) => entry.act === 'custody' && entry.ref === batch.hash)
  const keyOf = (row: (typeof rows)[number]) => (row.type !== null && row.id !== null && row.rev !== null ? { type: row.type, id: row.id, rev: row.rev } : null)
  return {
    epoch: batch.epoch,
    seq: batch.seq,
    envelopeHash: batch.hash,
    custodyAt: custody?.at ?? '',
    state: batch.state === 'skipped' ? 'skipped' : 'applied',
    code: batch.code,
    results: rows.flatMap((row) =>
      isOutcome(row.kind) ? [{ line: row.line_no, recordHash: row.rec_hash, key: keyOf(row), outcome: row.kind, code: row.code, field: row.field }] : [],
    ),
    complete: rows.flatMap((row) => {
      const key = row.kind === 'complete' ? keyOf(row) : null
      return key ? [key] : []
    }),
  }
}

/** Signs a down batch for every settled batch that has none yet. The spool holds it before anybody sees it. */
export async function issueReceipts({ office, signingKey, app, now }: ReceiptIssuer): Promise<void> {
  for (const batch of await unanswered(office.database)) {
    const stream = await openStream(office.database, batch.branch, 'down')
    const key = (await deviceKeys(office.database)).find((one) => one.branch === batch.branch && one.epoch === stream?.epoch)
    // The epoch was closed before its last batches were answered: the new device never sent them.
    if (!stream || !key || stream.epoch !== batch.epoch) continue
    const sealed = expectOk(
      await buildBatch(
        {
          kind: 'down',
          branch: batch.branch,
          epoch: stream.epoch,
          seq: stream.appliedSeq + 1,
          prev: stream.head,
          created: now(),
          app,
          recipients: [key.receive],
          records: [receiptRecord(await bodyOf(office, batch))],
          blobs: [],
          preparedBy: 'headoffice-import',
          sealedBy: 'headoffice-receipt',
        },
        signingKey,
        async (_sha256, bytes) => {
          await office.spool.put(bytes)
        },
      ),
    )
    const signatureRef = await office.spool.put(Buffer.from(sealed.signature))
    await office.spool.put(sealed.envelopeBytes)
    await office.spool.append('down', sealed.hash, `${signatureRef} ${batch.hash}`, now())
    await catchUp(office)
  }
}

/** Puts the signed receipt of an up batch into a folder to be carried back, from the spool. False while there is none. */
export async function publishReceipt(office: Projector, up: { branch: string; epoch: number; seq: number }, folder: string): Promise<boolean> {
  const batch = await knownBatch(office.database, up.branch, up.epoch, 'up', up.seq)
  if (!batch || batch.answeredBy === null) return false
  const down = await knownBatch(office.database, up.branch, up.epoch, 'down', batch.answeredBy)
  if (!down) return false
  const envelopeBytes = await office.spool.need(down.hash)
  const envelope = Envelope.parse(tryStrictJson(envelopeBytes))
  const store = partStore(folder)
  for (const part of envelope.parts) await store(part.sha256, await office.spool.need(part.sha256))
  const signature = (await office.spool.need(down.signatureRef)).toString('latin1')
  await publishBatch(folder, { envelope, envelopeBytes, signature, hash: down.hash })
  return true
}
