import { z } from 'zod'
import { Survey } from '../investigation/survey.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

/** Printing of documents, and the survey as it was recorded. */
export const printCalls = defineCalls({
  /** Paper came out, says the person at the printer: only that is logged. A second time needs a reason. Refuses DOCUMENT_NOT_FOUND, REASON_MISSING. */
  'documents.printed': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ documentId: Id, copies: z.int().min(1).max(12), reason: z.string().max(200) }),
    output: z.strictObject({}),
  },
  'documents.prints': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ documentId: Id }),
    output: z.strictObject({ prints: z.array(z.strictObject({ copies: z.int(), at: z.string(), staffName: z.string() })) }),
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
