import { z } from 'zod'
import { DateField, ShortText } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { Id } from './views.ts'

export const COUNTER_FORMS = ['CREDIT_AUTHORISATION', 'PERSONAL_INFO_CONSENT', 'USE_UNDERTAKING', 'SERVICE_ADDRESS'] as const
/** Why a paper is made that was made before; empty for the first. */
const Again = z.string().max(200)
const Made = z.strictObject({ documentIds: z.array(Id) })

/** Papers made when somebody asks for them, beside those of the steps: the forms of the counter, and what follows the loan. */
export const paperCalls = defineCalls({
  /** A sheet for everybody who signs this form. Refuses APPLICATION_INCOMPLETE, TRANSITION_NOT_ALLOWED, REASON_MISSING. */
  'papers.counterForm': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ caseId: Id, kind: z.enum(COUNTER_FORMS), reason: Again }),
    output: Made,
  },
  /**
   * Settlement certificate and applications to release what was registered, a security up to a maximum only with a `releaseReason`;
   * `reference` is the core system's receipt. Refuses REASON_MISSING.
   */
  'papers.settle': {
    access: ['ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
    input: z.strictObject({ caseId: Id, settledOn: DateField, reference: ShortText, reason: Again, releaseReason: z.string().max(200).optional() }),
    output: Made,
  },
  /** A dunning letter over everything unpaid from one instalment on. */
  'papers.dun': {
    access: ['ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
    input: z.strictObject({ caseId: Id, firstUnpaid: z.int().min(1).max(360), payBy: DateField }),
    output: Made,
  },
})
