import { z } from 'zod'
import { DateField, LongText } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

/** A survey as typed so far: any JSON object of the survey's shape, not yet checked. */
const SurveyBody = z.record(z.string(), z.json())

export const CallTry = z.strictObject({
  n: z.int(),
  calledBy: z.string(),
  calledAt: z.string(),
  /** Masked. */
  phone: z.string(),
  reached: z.boolean(),
  nextOn: z.string().nullable(),
  note: z.string(),
})
export type CallTry = z.output<typeof CallTry>

/** What the account managers keep while they survey. */
export const surveyCalls = defineCalls({
  /** The person's own draft of the survey; null while nothing is typed. */
  'investigation.draft': {
    access: ['ACCOUNT_MANAGER'],
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({ body: SurveyBody.nullable(), savedAt: z.string().nullable() }),
  },
  /** Saves what is typed, unchecked; gone once the survey is recorded. */
  'investigation.saveDraft': {
    access: ['ACCOUNT_MANAGER'],
    input: z.strictObject({ caseId: Id, body: SurveyBody }),
    output: z.strictObject({ savedAt: z.string() }),
  },
  /** The callbacks tried so far, and how many more may be before the case is taken to the customer's door. */
  'investigation.calls': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({ tries: z.array(CallTry), left: z.int().min(0), phone: z.string() }),
  },
  /** One try: reached or not, and when to try again. The number called is the applicant's. */
  'investigation.logCall': {
    access: ['ACCOUNT_MANAGER', 'TELLER'],
    input: z.strictObject({ caseId: Id, reached: z.boolean(), nextOn: DateField.nullable(), note: LongText }),
    output: z.strictObject({ n: z.int(), left: z.int().min(0) }),
  },
})
