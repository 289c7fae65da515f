import type { KnownPrint } from '../../core/completeness/page-print.ts'
import type { Party } from '../../core/completeness/parties.ts'
import type { DeskPage, DiscardReason, PageFlag, PageTarget, Rotation, Standing, TrayHint } from '../../core/completeness/scan-page.ts'
import type { CaseId, PaperId } from '../../core/kernel/ids.ts'
import { json, mapping } from '../columns.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'

/** One page of one file, with where it stands. */
export interface ScanPageRecord {
  readonly pageId: string
  readonly batchId: string
  readonly fileId: string
  /** From 1, within its file. */
  readonly pageNo: number
  readonly state: Standing['state']
  readonly caseId: CaseId | null
  readonly itemId: string | null
  readonly party: Party | null
  readonly place: number | null
  readonly paperId: PaperId | null
  readonly reason: DiscardReason | null
  readonly rotation: Rotation
  readonly flags: readonly PageFlag[]
  readonly hint: TrayHint | null
  /** The page code read on it, as text. */
  readonly code: string | null
  readonly width: number
  readonly height: number
  readonly dpi: number
  readonly printHash: Uint8Array | null
  readonly repeatOf: string | null
  /** Its small picture: bytes `thumbAt` to `thumbAt + thumbBytes` of a file in the paper store. */
  readonly thumbRef: string | null
  readonly thumbAt: number | null
  readonly thumbBytes: number | null
  /** Its face, deflated: so many bytes right behind the small picture; null where none was kept. */
  readonly faceBytes: number | null
}
/** A page kept, with where its face lies in the paper store. */
export interface KeptPrint extends KnownPrint {
  readonly face: { readonly ref: string; readonly at: number; readonly bytes: number } | null
}

const columns = mapping<ScanPageRecord>({
  pageId: 'id',
  batchId: 'batch_id',
  fileId: 'file_id',
  pageNo: 'page_no',
  state: 'state',
  caseId: 'case_id',
  itemId: 'item_id',
  party: 'party',
  place: 'place',
  paperId: 'paper_id',
  reason: 'reason',
  rotation: 'rotation',
  flags: json('flags'),
  hint: 'hint',
  code: 'code',
  width: 'width',
  height: 'height',
  dpi: 'dpi',
  printHash: 'print_hash',
  repeatOf: 'repeat_of',
  thumbRef: 'thumb_ref',
  thumbAt: 'thumb_at',
  thumbBytes: 'thumb_bytes',
  faceBytes: 'face_bytes',
})
const list = columns.list.replace(/(^|, )/g, '$1p.')
const SELECT = `SELECT ${list} FROM scan_page p`
/** The order of the pile. */
const IN_PILE = 'JOIN scan_file f ON f.id = p.file_id JOIN scan_batch b ON b.id = p.batch_id'
/** Pages of a paper that counts no more stay with it. */
const COUNTS = 'NOT EXISTS (SELECT 1 FROM case_document d WHERE d.id = p.paper_id AND d.superseded_at IS NOT NULL)'
const PILE_ORDER = 'ORDER BY b.started_at, b.id, f.n, p.page_no'

export const standingOf = (page: ScanPageRecord): Standing => {
  if (page.state === 'DISCARDED') return { state: 'DISCARDED', reason: page.reason ?? 'NOT_NEEDED' }
  const target = targetOf(page)
  return target ? { state: 'FILED', target, place: page.place ?? 0 } : { state: 'TRAY' }
}
export const targetOf = ({ caseId, itemId, party }: ScanPageRecord): PageTarget | null => (caseId && itemId && party ? { caseId, itemId, party } : null)

/** @param settled the papers that were accepted */
export const asDeskPage = (page: ScanPageRecord, settled: ReadonlySet<string>): DeskPage => ({
  pageId: page.pageId,
  standing: standingOf(page),
  rotation: page.rotation,
  settled: page.paperId !== null && settled.has(page.paperId),
})

const readAll = async (reader: Reader, sql: string, params: readonly (string | number)[]): Promise<ScanPageRecord[]> =>
  (await reader.all(sql, params)).map(columns.read)

export const findScanPages = (reader: Reader, pageIds: readonly string[]): Promise<ScanPageRecord[]> =>
  readAll(reader, `${SELECT} WHERE p.id IN (SELECT value FROM json_each(?))`, [jsonList(pageIds)])
export const pagesOfScanBatch = (reader: Reader, batchId: string): Promise<ScanPageRecord[]> =>
  readAll(reader, `${SELECT} ${IN_PILE} WHERE p.batch_id = ? ${PILE_ORDER}`, [batchId])
/** Everything that waits for a decision, oldest pile first. */
export const pagesInTray = (reader: Reader): Promise<ScanPageRecord[]> => readAll(reader, `${SELECT} ${IN_PILE} WHERE p.state = 'TRAY' ${PILE_ORDER}`, [])
export const pagesOfItem = (reader: Reader, { caseId, itemId, party }: PageTarget): Promise<ScanPageRecord[]> =>
  readAll(reader, `${SELECT} WHERE p.case_id = ? AND p.item_id = ? AND p.party = ? AND ${COUNTS} ORDER BY p.place, p.id`, [caseId, itemId, party])
export const pagesOfPaper = (reader: Reader, paperId: PaperId): Promise<ScanPageRecord[]> =>
  readAll(reader, `${SELECT} WHERE p.paper_id = ? ORDER BY p.place, p.id`, [paperId])
export const filedPagesOfCase = (reader: Reader, caseId: CaseId): Promise<ScanPageRecord[]> =>
  readAll(reader, `${SELECT} WHERE p.case_id = ? ORDER BY p.item_id, p.party, p.place, p.id`, [caseId])

/** Pages filed to an item for anybody in the case, and what waits in the tray of piles put in for this case; in the order of the scanner. */
export const pagesTowardsItem = (reader: Reader, caseId: CaseId, itemId: string): Promise<ScanPageRecord[]> =>
  readAll(reader, `${SELECT} ${IN_PILE} WHERE (p.case_id = ? AND p.item_id = ? AND ${COUNTS}) OR (p.state = 'TRAY' AND b.case_id = ?) ${PILE_ORDER}`, [
    caseId,
    itemId,
    caseId,
  ])
/** Of these papers, those put together from scanned pages. */
export async function scannedPapers(reader: Reader, paperIds: readonly PaperId[]): Promise<ReadonlySet<string>> {
  const rows = await reader.all<{ paper_id: string }>('SELECT paper_id FROM scan_paper WHERE paper_id IN (SELECT value FROM json_each(?))', [
    jsonList(paperIds),
  ])
  return new Set(rows.map(({ paper_id }) => paper_id))
}
/** Of these papers, those whose pages move no more: found in order, or given way to another. */
export async function settledPapers(reader: Reader, paperIds: readonly PaperId[]): Promise<ReadonlySet<string>> {
  const rows = await reader.all<{ id: string }>(
    "SELECT id FROM case_document WHERE (verdict = 'OK' OR superseded_at IS NOT NULL) AND id IN (SELECT value FROM json_each(?))",
    [jsonList(paperIds)],
  )
  return new Set(rows.map(({ id }) => id))
}
/** The items of a pile whose pages are not yet a paper. */
export const itemsUnbuilt = async (reader: Reader, batchId: string): Promise<PageTarget[]> =>
  (
    await reader.all<{ case_id: CaseId; item_id: string; party: Party }>(
      "SELECT DISTINCT case_id, item_id, party FROM scan_page WHERE batch_id = ? AND state = 'FILED' AND paper_id IS NULL",
      [batchId],
    )
  ).map((row) => ({ caseId: row.case_id, itemId: row.item_id, party: row.party }))

/** The prints of pages kept after row `after`, in the order of their rows; at most `limit`. */
export const printsAfter = (reader: Reader, after: number, limit: number): Promise<{ row: number; print: Uint8Array }[]> =>
  reader.all('SELECT rowid AS row, print_hash AS print FROM scan_page WHERE rowid > ? AND print_hash IS NOT NULL ORDER BY rowid LIMIT ?', [after, limit])
/** What stands in these rows, but for pages discarded since. */
export async function printsInRows(reader: Reader, rows: readonly number[]): Promise<KeptPrint[]> {
  const found = await reader.all<{ id: string; case_id: string | null; print_hash: Uint8Array; ref: string | null; at: number; bytes: number | null }>(
    `SELECT id, case_id, print_hash, thumb_ref AS ref, thumb_at + thumb_bytes AS at, face_bytes AS bytes FROM scan_page
     WHERE rowid IN (SELECT value FROM json_each(?)) AND print_hash IS NOT NULL AND state <> 'DISCARDED'
     ORDER BY rowid`,
    [JSON.stringify(rows)],
  )
  return found.map(({ id, case_id, print_hash, ref, at, bytes }) => ({
    pageId: id,
    caseId: case_id,
    print: print_hash,
    face: ref === null || bytes === null ? null : { ref, at, bytes },
  }))
}

/** How the pages of a pile stand, counted. */
export async function countScanPages(reader: Reader, batchId: string): Promise<Readonly<Record<Standing['state'], number>>> {
  const rows = await reader.all<{ state: Standing['state']; n: number }>('SELECT state, count(*) AS n FROM scan_page WHERE batch_id = ? GROUP BY state', [
    batchId,
  ])
  return { TRAY: 0, FILED: 0, DISCARDED: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
}

export const scanPages = (tx: Writer) => ({
  insert: async (page: ScanPageRecord): Promise<void> => {
    await tx.run(`INSERT INTO scan_page (${columns.list}) VALUES (${columns.marks})`, columns.params(page))
  },
  /** Moves a page; the paper it belongs to follows by `join`. */
  stand: async ({ pageId, standing, rotation }: DeskPage, hint: TrayHint | null): Promise<void> => {
    const target = standing.state === 'FILED' ? standing.target : null
    await tx.run(
      'UPDATE scan_page SET state = ?, case_id = ?, item_id = ?, party = ?, place = ?, reason = ?, rotation = ?, hint = ?, paper_id = NULL WHERE id = ?',
      [
        standing.state,
        target?.caseId ?? null,
        target?.itemId ?? null,
        target?.party ?? null,
        standing.state === 'FILED' ? standing.place : null,
        standing.state === 'DISCARDED' ? standing.reason : null,
        rotation,
        hint,
        pageId,
      ],
    )
  },
  /** These pages are this paper. */
  join: async (pageIds: readonly string[], paperId: PaperId): Promise<void> => {
    await tx.run('INSERT INTO scan_paper (paper_id) VALUES (?) ON CONFLICT DO NOTHING', [paperId])
    await tx.run('UPDATE scan_page SET paper_id = ? WHERE id IN (SELECT value FROM json_each(?))', [paperId, jsonList(pageIds)])
  },
})
