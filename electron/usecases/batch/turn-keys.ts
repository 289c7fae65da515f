import { randomUUID } from 'node:crypto'
import type { BatchReceiptBody } from '../../../core/batch/receipt.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { keysAsked, keyTurns } from '../../../db/repositories/key-turns.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import { writeKeyTurn } from '../../../protocol/key-turn.ts'
import { newSecretKeys, publicKeysOf } from '../../../protocol/keys.ts'
import { sealTurnedKeys } from '../../services/branch-keys.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { mustEnrolAgain } from './restored-branch.ts'

const ACCEPTED = new Set(['applied', 'duplicate'])

/**
 * New keys for this device (sync.md §4). They go to head office with the next batch, which the old key still signs; once it has answered,
 * every later batch is signed with them. Asked again before the answer, nothing more is made. Refuses KEYS_NOT_TURNED before enrolment.
 */
export async function turnKeys(counter: Counter, session: Session): Promise<Result<{ asked: boolean }>> {
  const { epoch, code } = counter.branch
  const next = await newSecretKeys()
  const recordId = randomUUID()
  return counter.database.write(async (tx): Promise<Result<{ asked: boolean }>> => {
    if (mustEnrolAgain(counter) || !(await findEnrolment(tx, epoch))) return refuse('KEYS_NOT_TURNED')
    if (await keysAsked(tx, epoch)) return ok({ asked: false })
    const askedAt = counter.clock.now()
    const sealed = sealTurnedKeys(counter.vault, recordId, next)
    const publicKeys = JSON.stringify(publicKeysOf(next))
    await keyTurns(tx).insert({ epoch, recordId, sealed, publicKeys, askedBy: session.staffId, askedAt, fromSeq: null, refused: false })
    const record = { id: recordId, caseId: null, type: 'device.keys', rev: 1, schema: 1, blobs: [], madeAt: askedAt }
    await outbox(tx, counter.vault).add({ ...record, body: { ...writeKeyTurn(code, epoch, next) } })
    await note(counter, tx, session, { action: 'branch.turnKeys', subject: next.sign.keyId })
    return ok({ asked: true })
  })
}

/** What a receipt says of new keys; who took it reads the branch's keys again. */
export async function settleKeyTurn(tx: Writer, body: BatchReceiptBody): Promise<void> {
  for (const { key, outcome } of body.results) {
    if (key?.type !== 'device.keys') continue
    if (outcome !== 'parked') await keyTurns(tx).answer(body.epoch, key.id, ACCEPTED.has(outcome) ? body.seq + 1 : null)
  }
}
