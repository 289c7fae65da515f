import { z } from 'zod'
import { DateField, ShortText } from '../kernel/schema.ts'
import { PRODUCT_LINES, REPAYMENT_METHODS, SECURITY_MODES } from '../product/vocabulary.ts'
import { HashText, Position } from './envelope.ts'

/** Fen as a decimal string, as a batch carries money (rulings 11). @example '30000000' */
export const FenText = z.string().regex(/^(0|[1-9]\d{0,12})$/)
const CodeText = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/)

const Paper = z.strictObject({ itemId: CodeText, sha256: HashText, pages: z.int().min(0) })
/** Body of the record `case.sealed`, schema 1: what head office needs of a case (domain 10.6). Its papers are the record's blobs. */
export const CaseSealedBody = z.strictObject({
  applicationNo: CodeText,
  contractNo: CodeText.nullable(),
  archiveNo: CodeText.nullable(),
  businessDate: DateField,
  productCode: CodeText,
  productLine: z.enum(PRODUCT_LINES),
  security: z.enum(SECURITY_MODES),
  state: z.string().regex(/^[A-Z_]{2,30}$/),
  applicant: z.strictObject({ name: ShortText, idType: CodeText, idNumber: CodeText }),
  amountFen: FenText,
  tenorMonths: z.int().min(1).max(600),
  annualRate: z.int().min(0).nullable(),
  method: z.enum(REPAYMENT_METHODS).nullable(),
  firstLoan: z.strictObject({ declared: z.boolean(), determined: z.boolean().nullable(), frozen: z.boolean(), basis: ShortText.nullable() }),
  score: z.strictObject({ points: z.int(), grade: CodeText }).nullable(),
  decision: z.strictObject({ outcome: CodeText, decidedOn: DateField, amountFen: FenText, annualRate: z.int().min(0) }).nullable(),
  registration: z.strictObject({ state: CodeText, proofNo: ShortText.nullable(), effectiveOn: DateField.nullable() }).nullable(),
  disbursement: z.strictObject({ disbursedOn: DateField, amountFen: FenText, voucherNo: ShortText }).nullable(),
  papers: z.array(Paper).max(1000),
})
export type CaseSealedBody = z.output<typeof CaseSealedBody>
/** What a branch fills in: plain strings where the output carries brands. */
export type CaseSealedInput = z.input<typeof CaseSealedBody>

/** What a loan is secured on, as head office compares it across branches: certificate number or VIN. */
export const CollateralKey = z.strictObject({ kind: z.enum(['REAL_ESTATE', 'VEHICLE', 'OTHER']), key: ShortText })

/** Schema 2: schema 1, the version of the case that was taken, and what it is secured on. */
export const CaseSealedBody2 = CaseSealedBody.extend({ caseVersion: Position, collateral: z.array(CollateralKey).max(50) })
export type CaseSealedBody2 = z.output<typeof CaseSealedBody2>
export type CaseSealedInput2 = z.input<typeof CaseSealedBody2>
