import { z } from 'zod'
import type { Role } from '../kernel/people.ts'
import { defineCalls } from './define-calls.ts'
import { Id } from './views.ts'

/** Everybody who works on cases; administrator and auditor see no paper (domain 10.1). */
export const WORKS_ON_CASES: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST']

/** Where the window may fetch a file for a short while: bytes never cross the bridge. `url` stands under `app://bundle/files/`. */
export const FileTicket = z.strictObject({ url: z.string(), media: z.string(), pages: z.int(), bytes: z.int() })
export type FileTicket = z.output<typeof FileTicket>

/** A received paper with everything said about it; superseded ones stay visible, they speak for their item no more. */
export const PaperView = z.strictObject({
  paperId: Id,
  itemId: z.string(),
  party: z.string(),
  form: z.enum(['O', 'V', 'C', 'S']),
  media: z.string(),
  pages: z.int(),
  bytes: z.int(),
  issuedOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  signedBy: z.array(z.string()),
  verdict: z.enum(['UNCHECKED', 'OK', 'DEFECT']),
  defects: z.array(z.string()),
  note: z.string(),
  receivedBy: z.string(),
  receivedAt: z.string(),
  checkedBy: z.string().nullable(),
  checkedAt: z.string().nullable(),
  supersededAt: z.string().nullable(),
  /** Pages shown turned, in quarter turns clockwise. */
  turns: z.array(z.strictObject({ page: z.int(), quarters: z.int() })),
})
export type PaperView = z.output<typeof PaperView>

/** Looking at papers and at the documents this system made. */
export const fileCalls = defineCalls({
  /** The original scan of a received paper; the first look of a session is audited. */
  'papers.view': { access: WORKS_ON_CASES, input: z.strictObject({ paperId: Id }), output: FileTicket },
  /** Every paper of a case, superseded ones too, in the order received. */
  'papers.list': { access: WORKS_ON_CASES, input: z.strictObject({ caseId: Id }), output: z.strictObject({ papers: z.array(PaperView) }) },
  /** A document this system made, as PDF; the first look of a session is audited. */
  'documents.view': { access: WORKS_ON_CASES, input: z.strictObject({ documentId: Id }), output: FileTicket },
})
