import { z } from 'zod'
import { MOST_COPIES, PRINT_OUTCOMES, PrinterProfile } from '../contract/paper-print.ts'
import { Survey } from '../investigation/survey.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

/** Printing of documents, and the survey as it was recorded. */
export const printCalls = defineCalls({
  /**
   * Opens the system's print window for the sheets the window holds ready, and answers when it is closed. On record from then on.
   * Refuses DOCUMENT_NOT_FOUND, DOCUMENT_SUPERSEDED, PRINT_PAGES_DIFFER, REASON_MISSING.
   */
  'documents.print': {
    access: WORKS_ON_CASES,
    input: z.strictObject({
      documentId: Id,
      copies: z.int().min(1).max(MOST_COPIES),
      drawn: z.int().min(0),
      reason: z.string().max(200),
    }),
    output: z.strictObject({ printId: z.int(), sheets: z.int(), answer: z.enum(['SENT', 'CANCELLED', 'FAILED']) }),
  },
  /** What came of it, said by whoever opened it. Refuses PRINT_NOT_OPEN. */
  'documents.printed': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ printId: z.int().min(1), outcome: z.enum(PRINT_OUTCOMES) }),
    output: z.strictObject({}),
  },
  /** Every print of a paper in all its versions, how many copies it needs, and how this counter prints it. */
  'documents.prints': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ documentId: Id }),
    output: z.strictObject({
      prints: z.array(z.strictObject({ version: z.int(), copies: z.int(), at: z.string(), staffName: z.string(), outcome: z.enum(PRINT_OUTCOMES) })),
      pages: z.int(),
      copies: z.int(),
      profile: PrinterProfile,
    }),
  },
  /** What the first account manager recorded, for the second to confirm and for whoever decides on it; null before that. */
  'investigation.view': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({
      recorded: z
        .strictObject({ survey: Survey, by: z.string(), at: z.string(), confirmedBy: z.string().nullable(), confirmedAt: z.string().nullable() })
        .nullable(),
    }),
  },
})
