import { z } from 'zod'
import { DISCARD_REASONS, ROTATIONS } from '../completeness/scan-page.ts'
import { DateField } from '../kernel/schema.ts'
import { HAND_IN } from './case-calls.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { ScanBatchView, ScanFolderView, ScanPageView } from './scan-views.ts'
import { Id } from './views.ts'

const Nothing = z.strictObject({})
const PageIds = z.array(Id).min(1).max(500)
const Target = { caseId: Id, itemId: z.string().min(1).max(20), party: z.string().min(1).max(8) }
const Changed = z.strictObject({ action: z.string(), pageIds: z.array(Id) })

/**
 * Scan intake (S07) and the pages of the paper file (S08). A pile is put in (`offer`, `pick`, or the scanner's folder), read in the
 * background (`batch` tells how far), and sorted by its codes; the rest lies in the tray until somebody decides.
 */
export const scanCalls = defineCalls({
  /** One dropped file, at most 50 MB (ADR 0009). `batchId` null begins a pile; the answer's goes with the further files of it. */
  'scans.offer': {
    access: HAND_IN,
    input: z.strictObject({ batchId: Id.nullable(), caseId: Id.nullable(), fileName: z.string().max(255), bytes: z.instanceof(Uint8Array) }),
    output: z.strictObject({ batchId: Id }),
  },
  /** Files picked in a dialog; null when none was. */
  'scans.pick': { access: HAND_IN, input: z.strictObject({ caseId: Id.nullable() }), output: z.strictObject({ batchId: Id.nullable() }) },
  /** How far a pile is; ask again while `state` is RUNNING. */
  'scans.batch': { access: HAND_IN, input: z.strictObject({ batchId: Id }), output: ScanBatchView },
  /** The latest piles, newest first. Piles left behind by a power cut go on. */
  'scans.recent': { access: HAND_IN, input: Nothing, output: z.strictObject({ batches: z.array(ScanBatchView) }) },
  'scans.cancel': { access: HAND_IN, input: z.strictObject({ batchId: Id }), output: Nothing },
  'scans.resume': { access: HAND_IN, input: z.strictObject({ batchId: Id }), output: Nothing },
  /** What waits for a decision, oldest first: all of it, or that of one pile. */
  'scans.tray': { access: HAND_IN, input: z.strictObject({ batchId: Id.nullable() }), output: z.strictObject({ pages: z.array(ScanPageView) }) },
  /** Every page of a pile, in its order, filed and set aside too. */
  'scans.pages': { access: HAND_IN, input: z.strictObject({ batchId: Id }), output: z.strictObject({ pages: z.array(ScanPageView) }) },
  /** Every page filed in a case, item by item, in their order. */
  'scans.filed': { access: WORKS_ON_CASES, input: z.strictObject({ caseId: Id }), output: z.strictObject({ pages: z.array(ScanPageView) }) },
  /** Files or moves pages, in the order named. */
  'scans.file': { access: HAND_IN, input: z.strictObject({ pageIds: PageIds, ...Target }), output: Changed },
  /** Back to the tray. */
  'scans.return': { access: HAND_IN, input: z.strictObject({ pageIds: PageIds }), output: Changed },
  'scans.rotate': {
    access: HAND_IN,
    input: z.strictObject({ pageIds: PageIds, rotation: z.union(ROTATIONS.map((degrees) => z.literal(degrees))) }),
    output: Changed,
  },
  /** The pages of one item in their new order, all of them. */
  'scans.reorder': { access: HAND_IN, input: z.strictObject({ pageIds: PageIds, ...Target }), output: Changed },
  'scans.discard': { access: HAND_IN, input: z.strictObject({ pageIds: PageIds, reason: z.enum(DISCARD_REASONS) }), output: Changed },
  /** Takes back this person's latest decision of the day about pages. */
  'scans.undo': { access: HAND_IN, input: Nothing, output: Changed },
  /** What the sheet says of itself; only before its paper is accepted. */
  'scans.describe': {
    access: HAND_IN,
    input: z.strictObject({
      paperId: Id,
      form: z.enum(['O', 'V', 'C', 'S']),
      issuedOn: DateField.nullable(),
      expiresOn: DateField.nullable(),
      signedBy: z.array(z.string()).max(30),
    }),
    output: Nothing,
  },
  /** The scanner's folder and whether it is there. While somebody is signed in, files in it are taken by themselves. */
  'scans.folder': { access: HAND_IN, input: Nothing, output: ScanFolderView },
  /** Chooses the folder in a dialog and watches it. */
  'scans.watch': { access: HAND_IN, input: Nothing, output: ScanFolderView },
  'scans.unwatch': { access: HAND_IN, input: Nothing, output: ScanFolderView },
  /** Saves the separator sheets of these items as one PDF to print; `saved` is false when the person changed their mind. */
  'scans.separators': {
    access: HAND_IN,
    input: z.strictObject({
      caseId: Id,
      items: z
        .array(z.strictObject({ itemId: z.string(), party: z.string() }))
        .min(1)
        .max(200),
    }),
    output: z.strictObject({ saved: z.boolean(), pages: z.int() }),
  },
})
