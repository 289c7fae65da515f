import path from 'node:path'
import { BATCH_LIMITS } from '../../../core/batch/limits.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { readBounded, writeDurably } from '../../../protocol/durable-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { partFile, publishBatch } from '../../../protocol/hob-layout.ts'
import { errnoOf } from '../../services/durable-file.ts'
import { note } from '../audit-note.ts'
import { offerSealed } from '../batch/offer-sealed.ts'
import { mustEnrolAgain } from '../batch/restored-branch.ts'
import type { Counter } from '../counter.ts'
import type { Progress } from './desk.ts'
import { outgoingBatches } from './outgoing.ts'

const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']

/**
 * Copies every sealed batch head office may lack to a folder of a stick: parts, envelope, and READY last of all, so that a
 * stick pulled out too early offers nothing half. What is there already is checked and left.
 * Refuses NOTHING_TO_SEND, DISK_FULL, FILE_MISSING (the stick is gone), SYNC_CANCELLED, and BATCH_FILES_LOST (seq) of one of our own: those before it are on
 * the stick, head office takes none after it.
 */
export async function exportToFolder(
  counter: Counter,
  session: Session,
  folder: string,
  progress: Progress,
): Promise<Result<{ batches: number; bytes: number }>> {
  const fenced = mustEnrolAgain(counter)
  if (fenced) return fenced
  await offerSealed(counter)
  const { queue, lost: unreadable } = await outgoingBatches(counter)
  if (queue.length === 0) return unreadable ?? refuse('NOTHING_TO_SEND')
  let lost = unreadable
  let batches = 0
  let bytes = 0
  try {
    progress.planned(queue.reduce((sum, { envelope }) => sum + envelope.parts.reduce((all, part) => all + part.bytes, 0), 0))
    copying: for (const one of queue) {
      const { envelope, envelopeBytes, signature, hash, read } = one
      for (const part of envelope.parts) {
        if (progress.cancelled()) return refuse('SYNC_CANCELLED')
        const target = partFile(folder, part.sha256)
        const there = await readBounded(target, BATCH_LIMITS.partCipherBytes)
        if (there === null || sha256Hex(there) !== part.sha256) {
          const own = await read(part.sha256)
          if (own === null || sha256Hex(own) !== part.sha256) {
            lost = refuse('BATCH_FILES_LOST', { seq: envelope.seq })
            break copying
          }
          await writeDurably(target, own)
        }
        bytes += part.bytes
        progress.moved(part.bytes)
      }
      await publishBatch(folder, { envelope, envelopeBytes, signature, hash })
      batches++
    }
  } catch (error) {
    if (FULL.includes(errnoOf(error))) return refuse('DISK_FULL')
    if (errnoOf(error)) return refuse('FILE_MISSING', { reason: errnoOf(error) })
    throw error
  }
  if (batches === 0 && lost) return lost
  const noted = await counter.database.write(async (tx) => {
    await note(counter, tx, session, { action: 'sync.exportUsb', subject: `${batches} ${path.basename(folder)}`.slice(0, 60) })
    return ok(null)
  })
  if (!noted.ok) return noted
  return lost ?? ok({ batches, bytes })
}
