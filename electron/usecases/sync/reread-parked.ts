import { readDownRecord } from '../../../core/batch/down-record.ts'
import { RecordLine } from '../../../core/batch/record-line.ts'
import { ok } from '../../../core/kernel/result.ts'
import { downBatches, downHash, type ParkedLine, parkedLines } from '../../../db/repositories/down-batches.ts'
import { tryStrictJson } from '../../../protocol/strict-json.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'
import { filesKept } from './reference-data.ts'
import { takeRecord } from './take-down.ts'

/** One parked record in a transaction of its own. @returns whether it was taken */
async function reread(counter: Counter, parked: ParkedLine): Promise<boolean> {
  const line = RecordLine.safeParse(tryStrictJson(Buffer.from(parked.line)))
  const record = line.success ? readDownRecord(line.data) : 'INVALID'
  if (record === 'UNKNOWN' || record === 'INVALID') return false
  const { epoch, seq } = parked
  const taken = await counter.database.write(async (tx) => {
    const hash = await downHash(tx, epoch, seq)
    const blobs = record.type === 'reference.pack' ? await filesKept(counter, tx, line.data?.body) : new Map<string, Buffer>()
    // A pack that a still older release parked without its files stays: head office's next version brings them.
    // A list of cases elsewhere was parked without its file; the next one, in a week at the latest, says it again.
    const gone = record.type === 'crosscheck.keys'
    const done = gone ? ok(null) : await takeRecord(counter, tx, { epoch, seq, hash, records: [record], unknown: [], blobs, receipts: [] }, record)
    if (!done.ok) return done
    await downBatches(tx, counter.vault).unpark(parked)
    await note(counter, tx, null, { action: 'batch.takeReceipt', subject: String(seq) })
    return ok(null)
  })
  return taken.ok
}

/**
 * After an upgrade: what head office sent in a type or schema an older release did not know is read again, each record once and
 * whole; what is still unknown waits on. @returns how many were taken
 */
export async function rereadParked(counter: Counter): Promise<number> {
  let taken = 0
  for (const parked of await counter.database.read((reader) => parkedLines(reader, counter.vault))) if (await reread(counter, parked)) taken++
  return taken
}
