import { z } from 'zod'
import { SIGNATURE_SEERS, SIGNED_SET_GAPS } from '../contract/signed-set.ts'
import { SIGNED_SET_RULES } from '../product/vocabulary.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { ScanPageView } from './scan-views.ts'
import { Id } from './views.ts'

/** What the code of a page says: kind of paper, its number, which printing, page of pages. */
const Said = { kind: z.string(), number: z.string(), version: z.int(), page: z.int(), pages: z.int() }

/** The signed contracts as they come back: every expected page, the wrong ones, and who saw the signatures. */
export const SignedSetView = z.strictObject({
  begun: z.boolean(),
  rule: z.enum(SIGNED_SET_RULES),
  /** What still keeps the money back. */
  gaps: z.array(z.enum(SIGNED_SET_GAPS)),
  ticksNeeded: z.int(),
  /** Whether the eyes of the person at the window count. */
  mayTick: z.boolean(),
  pages: z.array(
    z.strictObject({
      ...Said,
      /** Null: not back yet. */
      scan: ScanPageView.nullable(),
      /** Where somebody signs, as parts of the page. */
      places: z.array(z.strictObject({ label: z.string(), left: z.number(), top: z.number(), width: z.number(), height: z.number() })),
      ticks: z.array(z.strictObject({ name: z.string(), at: z.string(), mine: z.boolean() })),
    }),
  ),
  /** Other papers filed with the contracts: they take part when the pages are put in order. */
  alongside: z.array(Id),
  /** Printed contracts of which nobody can say where they are signed: their file is gone or damaged. */
  unplaced: z.array(z.strictObject({ kind: z.string(), number: z.string() })),
  faults: z.array(
    z.strictObject({
      fault: z.enum(['UNREADABLE', 'FORGED', 'OLDER_PRINTING', 'OTHER_TERMS', 'OTHER_CONTRACT', 'DOUBLED', 'OUT_OF_ORDER']),
      scan: ScanPageView,
      said: z.strictObject(Said).nullable(),
    }),
  ),
})
export type SignedSetView = z.output<typeof SignedSetView>

/** More than the longest set that is printed. */
const MOST_PAGES = 500
const OfCase = z.strictObject({ caseId: Id })
export const signedSetCalls = defineCalls({
  /** The scan-back board of the signing register (S17). */
  'scans.signedSet': { access: WORKS_ON_CASES, input: OfCase, output: SignedSetView },
  /** This person has seen the signatures of these pages; two different persons must. */
  'scans.tickSignature': {
    access: SIGNATURE_SEERS,
    input: z.strictObject({ caseId: Id, pageIds: z.array(Id).min(1).max(MOST_PAGES) }),
    output: z.strictObject({}),
  },
})
