import { randomUUID } from 'node:crypto'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { findScanBatch, type ScanBatchRecord, scanBatches } from '../../../db/repositories/scan-batches.ts'
import { nextScanFile, type ScanFileRecord, scanFiles } from '../../../db/repositories/scan-files.ts'
import type { Writer } from '../../../db/sql.ts'
import { MAX_PAPER_BYTES } from '../../services/paper-store.ts'
import { kindOf } from '../../services/scan-kind.ts'
import { isPageFile, MEDIA_OF } from '../../services/scan-reader/media.ts'
import { note } from '../audit-note.ts'
import type { Counter } from '../counter.ts'

/** A file put in, whole in memory; or why its bytes could not be had (`readScan`). */
export interface GivenFile {
  readonly fileName: string
  readonly bytes: Result<Uint8Array>
}
/** Which pile it belongs to; a new one when `batchId` is null. */
export interface PileOrder {
  readonly batchId: string | null
  readonly caseId: CaseId | null
  readonly origin: ScanBatchRecord['origin']
}

/** How the audit log calls the coming of a pile. */
const TAKEN_BY = { DROPPED: 'scans.offer', PICKED: 'scans.pick', FOLDER: 'scans.folder' } as const

type Kept = Pick<ScanFileRecord, 'state' | 'sha256' | 'blobRef' | 'media' | 'bytes' | 'refusal'>
const refused = (bytes: number, refusal: ScanFileRecord['refusal']): Kept => ({ state: 'REFUSED', sha256: null, blobRef: null, media: null, bytes, refusal })

/** Seals a file, or says why not; a refused one never keeps the others out. */
async function keep(counter: Counter, { bytes }: GivenFile): Promise<Kept> {
  if (!bytes.ok) return refused(Number(bytes.error.details.bytes ?? 0), bytes.error)
  const { length } = bytes.value
  if (length === 0) return refused(0, { code: 'SCAN_EMPTY', details: {} })
  if (length > MAX_PAPER_BYTES) return refused(length, { code: 'SCAN_TOO_LARGE', details: { bytes: length, limit: MAX_PAPER_BYTES } })
  const kind = kindOf(bytes.value)
  if (!isPageFile(kind)) return refused(length, { code: 'SCAN_NOT_A_SCAN', details: { looksLike: kind } })
  const stored = await counter.papers.put(bytes.value)
  if (!stored.ok) return refused(length, stored.error)
  return { state: 'WAITING', sha256: stored.value.sha256, blobRef: stored.value.ref, media: MEDIA_OF[kind], bytes: length, refusal: null }
}

async function pileOf(counter: Counter, tx: Writer, session: Session, { batchId, caseId, origin }: PileOrder): Promise<Result<ScanBatchRecord>> {
  const found = batchId === null ? null : await findScanBatch(tx, batchId)
  if (batchId !== null && !found) return refuse('SCAN_BATCH_NOT_FOUND')
  if (found?.state === 'CANCELLED') return refuse('SCAN_CALLED_OFF')
  if (found) return ok(found)
  if (caseId !== null && !(await findCase(tx, counter.vault, caseId))) return refuse('CASE_NOT_FOUND')
  const batch: ScanBatchRecord = {
    batchId: randomUUID(),
    caseId,
    origin,
    state: 'RUNNING',
    startedAt: counter.clock.now(),
    startedBy: session.staffId,
    endedAt: null,
    pagesIn: 0,
  }
  await scanBatches(tx).insert(batch)
  await note(counter, tx, session, { action: TAKEN_BY[origin], ...(caseId === null ? {} : { caseId }) })
  return ok(batch)
}

/**
 * Puts a file into a pile: sealed, recorded, waiting to be read. A file that cannot be taken is recorded with its refusal, and the
 * pile goes on. Refuses DAY_NOT_OPEN, CASE_NOT_FOUND, SCAN_BATCH_NOT_FOUND, SCAN_CALLED_OFF, and of the
 * scanner's folder FILE_HELD.
 */
export async function takeFile(counter: Counter, session: Session, order: PileOrder, file: GivenFile): Promise<Result<ScanFileRecord>> {
  const kept = await keep(counter, file)
  // The scanner's folder keeps the file and gives it again.
  if (order.origin === 'FOLDER' && kept.refusal?.code === 'FILE_HELD') return refuse('FILE_HELD')
  return counter.database.write(async (tx) => {
    if ((await latestDay(tx))?.closedAt !== null) return refuse('DAY_NOT_OPEN')
    const pile = await pileOf(counter, tx, session, order)
    if (!pile.ok) return pile
    const { batchId, state } = pile.value
    if (state === 'DONE') await scanBatches(tx).reopen(batchId)
    const record: ScanFileRecord = { ...kept, fileId: randomUUID(), batchId, n: await nextScanFile(tx, batchId), fileName: file.fileName, pages: null }
    await scanFiles(tx, counter.vault).insert(record)
    return ok(record)
  })
}
