import type { RecordLine } from '../../core/batch/record-line.ts'
import { expectOk } from '../../core/kernel/result.ts'
import { buildBatch } from '../../protocol/hob-build.ts'
import type { BlobSource } from '../../protocol/hob-slices.ts'
import { secretOf } from '../import/office-keys.ts'
import { catchUp } from '../import/project.ts'
import type { Office } from '../office.ts'
import { officeKeyAt } from '../store/office-keys.ts'
import { keysOfEpoch, openStream } from '../store/streams.ts'

/** What goes down in one signed batch. `answers` is what it settles: an up batch, an act, a pack. */
export interface Downward {
  readonly answers: string
  /** How many complete records a receipt names at most. */
  readonly complete?: number
  readonly records: readonly RecordLine[]
  readonly blobs: readonly BlobSource[]
  /** Two persons, or the two steps of the program that stand for them. */
  readonly preparedBy: string
  readonly sealedBy: string
}

/** Old and new, and some that were announced and never used. */
const MOST_KEYS = 4

/** Signs the next down batch of a branch's open epoch; the spool holds it before anybody sees it. The caller holds the lane. */
export async function sealDown(office: Office, branch: string, down: Downward): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  // Old and new keys of a device that is going over: it may open with either until it has signed with the new one.
  const held = stream ? (await keysOfEpoch(office.database, branch, stream.epoch)).filter((key) => (key.untilSeq ?? null) === null).slice(-MOST_KEYS) : []
  const signer = stream && (await officeKeyAt(office.database, branch, stream.epoch, stream.appliedSeq + 1))
  if (!stream || !signer || held.length === 0) return
  const { spool, keys, now, app } = office
  const sealed = expectOk(
    await buildBatch(
      {
        kind: 'down',
        branch,
        epoch: stream.epoch,
        seq: stream.appliedSeq + 1,
        prev: stream.head,
        created: now(),
        app,
        recipients: held.map((key) => key.receive),
        records: down.records,
        blobs: down.blobs,
        preparedBy: down.preparedBy,
        sealedBy: down.sealedBy,
      },
      secretOf(keys, signer).sign,
      async (_sha256, bytes) => {
        await spool.put(bytes)
      },
    ),
  )
  const signatureRef = await spool.put(Buffer.from(sealed.signature))
  await spool.put(sealed.envelopeBytes)
  await spool.append('down', sealed.hash, [signatureRef, down.answers, down.complete].join(' ').trim(), now(), branch)
  await catchUp(office, branch)
}
