import { z } from 'zod'
import type { Role } from '../kernel/people.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

/** Who judges papers sees what they are compared with. */
const JUDGES: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'DISBURSEMENT_OFFICER']

export const EnteredFieldView = z.strictObject({ path: z.string(), value: z.union([z.string(), z.number(), z.boolean()]).nullable() })
export type EnteredFieldView = z.output<typeof EnteredFieldView>

export const WaiverView = z.strictObject({
  itemId: z.string(),
  party: z.string(),
  askedBy: Id,
  askedByName: z.string(),
  askedAt: z.string(),
  reason: z.string(),
})
export type WaiverView = z.output<typeof WaiverView>

export const NoticeView = z.strictObject({
  ordinal: z.int(),
  issuedAt: z.string(),
  issuedBy: z.string(),
  dueOn: z.string(),
  items: z.array(z.string()),
  documentId: Id,
})
export type NoticeView = z.output<typeof NoticeView>

/** The document check: papers beside what was entered. */
export const checkCalls = defineCalls({
  /** How a page is turned on screen, in quarter turns clockwise. The original bytes never change. */
  'papers.turn': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ paperId: Id, page: z.int().min(1).max(2000), quarters: z.int().min(0).max(3) }),
    output: z.strictObject({}),
  },
  /** What was entered that the paper of this item should say too, unmasked like the paper itself; the first look of a session is audited. */
  'papers.entered': {
    access: JUDGES,
    input: z.strictObject({ caseId: Id, itemId: z.string().max(8), party: z.string().max(8) }),
    output: z.strictObject({ fields: z.array(EnteredFieldView) }),
  },
  /** Notices given, and waivers asked for and not yet answered. */
  'completeness.file': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({ notices: z.array(NoticeView), asked: z.array(WaiverView) }),
  },
})
