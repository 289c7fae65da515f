import { MOST_NAMED, type UpStanding } from '../../core/batch/up-standing.ts'
import { derivedId } from '../../protocol/receipt.ts'
import type { Office } from '../office.ts'
import { standingDue } from '../store/down-ahead.ts'
import { heldBehind, openStream, unfinishedUp } from '../store/streams.ts'
import { sealDown } from './seal-down.ts'

/** Which up batches of a branch's open epoch stand here; null of a branch that was never enrolled. */
export async function standingOf({ database }: Office, branch: string): Promise<UpStanding | null> {
  const up = await openStream(database, branch, 'up')
  if (!up) return null
  const held = await heldBehind(database, branch, up, MOST_NAMED)
  return { epoch: up.epoch, seq: up.appliedSeq, head: up.head, held, unfinished: await unfinishedUp(database, branch, up.epoch, MOST_NAMED) }
}

/** Tells a branch, once after each time the folder was put back, which of its batches stand here: it offers the others again. The caller holds the lane. */
export async function issueStanding(office: Office, branch: string): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  const after = stream && (await standingDue(office.database, branch, stream.epoch))
  const body = after ? await standingOf(office, branch) : null
  if (!stream || !body) return
  const record = { type: 'up.standing', schema: 1, id: derivedId(`standing ${branch}`), rev: stream.appliedSeq + 1, body, blobs: [] }
  const people = { preparedBy: 'headoffice-import', sealedBy: 'headoffice-standing' }
  await sealDown(office, branch, { ...people, answers: `standing:${after}`, records: [record], blobs: [] })
}
