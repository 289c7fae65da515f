import { z } from 'zod'
import { DateField, LongText, ShortText } from '../kernel/schema.ts'
import { FenText } from './case-sealed.ts'
import { InstantText, Position } from './envelope.ts'

const CodeText = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/)
const Reasons = z.array(CodeText).max(50)

/**
 * Body of the up record `case.escalated`, schema 1: a case above the branch's authority (domain 10.3). Its record id is the
 * case id; `caseVersion` is the case's version the branch froze; its papers are the record's blobs.
 */
export const CaseEscalatedBody = z.strictObject({
  applicationNo: CodeText,
  caseVersion: Position,
  level: z.enum(['HEAD_OFFICE_DEPARTMENT', 'HEAD_OFFICE_COMMITTEE']),
  because: Reasons,
  reason: LongText,
  escalatedOn: DateField,
  escalatedBy: ShortText,
  productCode: CodeText,
  productLine: CodeText,
  security: CodeText,
  applicant: z.strictObject({ name: ShortText, idType: CodeText, idNumber: CodeText }),
  amountFen: FenText,
  tenorMonths: z.int().min(1).max(600),
  annualRate: z.int().min(0),
  /** The room head office decides within; rates in 1/10000 percent. */
  limits: z.strictObject({ limitFen: FenText, rateFrom: z.int().min(0), rateTo: z.int().min(0) }),
  score: z.strictObject({ points: z.int(), grade: CodeText }).nullable(),
  review: z.strictObject({ outcome: CodeText, opinion: LongText }).nullable(),
})
export type CaseEscalatedBody = z.output<typeof CaseEscalatedBody>

/** Schema 2, of a case paid in part to others: schema 1, and what they get, which the loan must exceed. */
export const CaseEscalatedBody2 = CaseEscalatedBody.extend({ mixedPayeeFen: FenText })
export type CaseEscalatedBody2 = z.output<typeof CaseEscalatedBody2>
/** The body of either schema. */
export const AnyEscalatedBody = z.union([CaseEscalatedBody2, CaseEscalatedBody])

export const OFFICE_OUTCOMES = ['APPROVED', 'REJECTED', 'RETURNED'] as const

/**
 * Body of the down record `case.decided`, schema 1. It binds to the very version head office saw: when the branch's case has
 * another version by now, it is a conflict for a person to settle, never an overwrite (features 4.17).
 */
export const CaseDecidedBody = z.strictObject({
  caseId: z.uuid(),
  applicationNo: CodeText,
  /** Revision and hash of the `case.escalated` record decided on. */
  escalationRev: Position,
  escalationHash: z.string().regex(/^[0-9a-f]{64}$/),
  caseVersion: Position,
  outcome: z.enum(OFFICE_OUTCOMES),
  /** For APPROVED. */
  amountFen: FenText.nullable(),
  annualRate: z.int().min(0).nullable(),
  conditions: z.array(LongText).max(20),
  /** For REJECTED: one to four of the bank's reason codes. */
  reasonCodes: Reasons,
  reason: LongText,
  decidedBy: z.array(ShortText).min(1).max(2),
  decidedAt: InstantText,
})
export type CaseDecidedBody = z.output<typeof CaseDecidedBody>
