import { z } from 'zod'
import { DISCARD_REASONS, PAGE_FLAGS, ROTATIONS, TRAY_HINTS } from '../completeness/scan-page.ts'
import { ERROR_CODES } from '../errors.ts'
import { Id } from './views.ts'

/** An address the window may show as a picture, for as long as this person sits here. Says nothing by itself. */
const Picture = z.string()

/**
 * One scanned page. `thumb` is 160 pixels, `picture` fits 2400; both lie as scanned: turn them by `rotation` (clockwise degrees).
 * `settled`: part of a paper accepted or superseded, moves no more. `hint` says why it lies in the tray, `flags` what to look at.
 */
export const ScanPageView = z.strictObject({
  pageId: Id,
  batchId: Id,
  fileName: z.string(),
  pageNo: z.int(),
  state: z.enum(['TRAY', 'FILED', 'DISCARDED']),
  caseId: Id.nullable(),
  applicationNo: z.string().nullable(),
  itemId: z.string().nullable(),
  party: z.string().nullable(),
  place: z.int().nullable(),
  paperId: Id.nullable(),
  settled: z.boolean(),
  rotation: z.union(ROTATIONS.map((degrees) => z.literal(degrees))),
  flags: z.array(z.enum(PAGE_FLAGS)),
  hint: z.enum(TRAY_HINTS).nullable(),
  reason: z.enum(DISCARD_REASONS).nullable(),
  /** Where the same sheet was scanned before. */
  repeatOf: z.strictObject({ pageId: Id, applicationNo: z.string().nullable() }).nullable(),
  width: z.int(),
  height: z.int(),
  dpi: z.int(),
  thumb: Picture.nullable(),
  picture: Picture,
})
export type ScanPageView = z.output<typeof ScanPageView>

/** Why a file was left out: an error code with its figures, worded by the locale like any refusal. */
const Refused = z.strictObject({
  code: z.enum(ERROR_CODES),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
})

/** A pile: how far reading is, and its books. pagesIn = filed + tray + discarded, always. */
export const ScanBatchView = z.strictObject({
  batchId: Id,
  caseId: Id.nullable(),
  origin: z.enum(['DROPPED', 'PICKED', 'FOLDER']),
  state: z.enum(['RUNNING', 'DONE', 'CANCELLED']),
  startedAt: z.string(),
  pagesDone: z.int(),
  pagesTotal: z.int(),
  pagesIn: z.int(),
  filed: z.int(),
  tray: z.int(),
  discarded: z.int(),
  /** Why reading stopped short; `scans.resume` goes on. */
  problem: Refused.nullable(),
  files: z.array(
    z.strictObject({
      fileId: Id,
      fileName: z.string(),
      state: z.enum(['WAITING', 'READ', 'REFUSED', 'CANCELLED']),
      pages: z.int().nullable(),
      refusal: Refused.nullable(),
    }),
  ),
})
export type ScanBatchView = z.output<typeof ScanBatchView>

/** The scanner's folder. LOST: a share that went away; it is looked for again by itself. */
export const ScanFolderView = z.strictObject({
  folder: z.string().nullable(),
  state: z.enum(['OFF', 'WATCHING', 'LOST']),
  /** When it went away. */
  since: z.string().nullable(),
  /** The pile its latest files came into. */
  batchId: Id.nullable(),
  /** Files that lie there and cannot be taken yet, and why the first of them; they are taken by themselves. */
  waiting: z.strictObject({ files: z.int(), why: z.enum(ERROR_CODES) }).nullable(),
})
export type ScanFolderView = z.output<typeof ScanFolderView>
