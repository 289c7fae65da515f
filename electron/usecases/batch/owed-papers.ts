import { nextBatch, type PlannedBatch } from '../../../core/batch/plan.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { batchBlobs, carriedBlobs, type OutboxBlob, sentBlobs } from '../../../db/repositories/batch-blobs.ts'
import { type BatchRecord, findBatch } from '../../../db/repositories/batches.ts'
import { asRecordLine, type OutboxRecord, waitingRecords } from '../../../db/repositories/outbox.ts'
import { unreadMarks, unreadPapers } from '../../../db/repositories/unread-papers.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import { type BlobPlace, blobBytes } from './blob-bytes.ts'

/** Nothing is to go but papers that cannot be read: the first of them is named. */
const nothingReadable = ({ applicationNo, role }: Pick<OutboxBlob, 'applicationNo' | 'role'>): Result<never> =>
  refuse('BATCH_PAPER_DAMAGED', { applicationNo: applicationNo ?? '', paper: role })

/** What of these can be read now, and what not. */
async function tried<B extends BlobPlace>(counter: Counter, blobs: readonly B[]): Promise<{ read: B[]; unread: B[] }> {
  const read: B[] = []
  const unread: B[] = []
  for (const blob of blobs) ((await blobBytes(counter, blob)) ? read : unread).push(blob)
  return { read, unread }
}

/**
 * The next batch of what waits, without papers that cannot be read: these stay owed. Refuses NOTHING_TO_SEND, BATCH_PAPER_DAMAGED
 * (applicationNo, paper) where only such papers wait.
 */
export async function planNext(
  counter: Counter,
  reader: Reader,
  unread: ReadonlySet<string>,
): Promise<Result<PlannedBatch<OutboxRecord> & { readonly places: readonly BlobPlace[] }>> {
  const waiting = await waitingRecords(reader, counter.vault)
  const carried = await carriedBlobs(reader)
  const named = waiting.flatMap(({ blobs, type, caseId }) => blobs.map(({ sha256 }) => ({ sha256, type, caseId })))
  const sent = await sentBlobs(
    reader,
    named.map((blob) => blob.sha256),
  )
  const plan = nextBatch({
    carried,
    sent: new Set([...sent, ...unread]),
    records: waiting.map((record) => ({
      record,
      lineBytes: Buffer.byteLength(JSON.stringify(asRecordLine(record))),
      blobs: record.blobs.map((blob) => ({ ...blob, lane: record.lane })),
    })),
  })
  const [owed] = carried
  if (!plan) return owed ? nothingReadable(owed) : refuse('NOTHING_TO_SEND')
  const placeOf = new Map<string, BlobPlace>([...named, ...carried].map((place) => [place.sha256, place]))
  return ok({ ...plan, places: plan.blobs.flatMap((sha256) => placeOf.get(sha256) ?? []) })
}

/**
 * Papers the next batch would carry and that cannot be read now: it goes without them, what takes their room is tried as well (ADR 0169). They
 * are put on record, for a person to see to.
 */
export async function unreadOfNext(counter: Counter): Promise<ReadonlySet<string>> {
  const unread = new Set<string>()
  const read = new Set<string>()
  for (;;) {
    const plan = await counter.database.read((reader) => planNext(counter, reader, unread))
    const found = await tried(counter, plan.ok ? plan.value.places.filter((place) => !read.has(place.sha256)) : [])
    for (const { sha256 } of found.read) read.add(sha256)
    for (const { sha256 } of found.unread) unread.add(sha256)
    if (found.unread.length === 0) break
  }
  const known = await counter.database.read(unreadPapers)
  const again = [...read].filter((hash) => known.has(hash))
  const lost = [...unread].filter((hash) => !known.has(hash))
  if (again.length + lost.length === 0) return unread
  await counter.database.write(async (tx) => {
    await unreadMarks(tx).remove(again)
    await unreadMarks(tx).put(lost, counter.clock.now())
    return ok(null)
  })
  return unread
}

/**
 * The papers of a proposed batch, without those that were lost since it was gathered: these are owed with the next. Refuses BATCH_PAPER_DAMAGED
 * (applicationNo, paper) where nothing else is in it, BATCH_NOT_FOUND when it is no draft any more.
 */
export async function leaveOutUnread(
  counter: Counter,
  { epoch, seq, batchNo, records }: Pick<BatchRecord, 'epoch' | 'seq' | 'batchNo' | 'records'>,
  blobs: readonly OutboxBlob[],
): Promise<Result<readonly OutboxBlob[]>> {
  const { read, unread } = await tried(counter, blobs)
  const [first] = unread
  if (!first) return ok(read)
  if (records + read.length === 0) return nothingReadable(first)
  const hashes = unread.map((blob) => blob.sha256)
  return await counter.database.write(async (tx) => {
    const now = await findBatch(tx, epoch, seq)
    if (now?.state !== 'DRAFT' || now.batchNo !== batchNo) return refuse('BATCH_NOT_FOUND', { seq })
    await batchBlobs(tx).leaveOut(epoch, seq, hashes)
    await unreadMarks(tx).put(hashes, counter.clock.now())
    return ok(read)
  })
}
