import { z } from 'zod'
import { HashText, InstantText, Position } from './envelope.ts'

const CodeText = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/)
const State = z.string().regex(/^[A-Z_]{2,30}$/)

/**
 * Body of the up record `case.event`, schema 1: a step that moved a case, who took it, and the row of the branch's audit log that says so, by which it is held
 * to the days head office cosigned. Its record id is the case id, `rev` counts the steps within an epoch (`revision.ts`): a later one replaces none.
 */
export const CaseEventBody = z.strictObject({
  applicationNo: CodeText,
  /** What was done, as the audit log names it. */
  event: CodeText,
  at: InstantText,
  from: State,
  to: State,
  caseVersion: Position,
  staffNo: CodeText,
  reasonCode: CodeText.nullable(),
  entry: z.strictObject({ n: Position, hash: HashText }),
})
export type CaseEventBody = z.output<typeof CaseEventBody>
