import { z } from 'zod'
import { DEFECT_CODES } from '../../core/completeness/item-state.ts'
import { Application } from '../../core/intake/application.ts'
import { Survey } from '../../core/investigation/survey.ts'
import { CaseFenField, DateField, LongText, RateField, ShortText } from '../../core/kernel/schema.ts'
import { REASON_CODES } from '../../core/product/reason-codes.ts'

const ItemRef = z.strictObject({ itemId: z.string().regex(/^D\d{3}$/, 'an item id is D and three digits'), party: ShortText })

/** How the paper file arrives. What is not named arrives whole, signed and acceptable at the first visit. */
const Papers = z.strictObject({
  missingAtFirst: z.array(ItemRef).max(100).default([]),
  defectiveAtFirst: z
    .array(ItemRef.extend({ code: z.enum(DEFECT_CODES) }))
    .max(100)
    .default([]),
  /** Own scans instead of the synthetic ones; paths relative to the case file. */
  scans: z
    .array(ItemRef.extend({ file: ShortText }))
    .max(200)
    .default([]),
})

/** One case from intake to head office. */
export const CaseEntry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes'),
  application: Application,
  papers: Papers.prefault({}),
  survey: Survey,
  review: z.strictObject({
    outcome: z.enum(['AGREE', 'CONDITIONAL', 'REJECT']),
    note: LongText,
    rejectionCodes: z.array(z.enum(REASON_CODES)).max(4).default([]),
  }),
  decision: z.strictObject({
    outcome: z.enum(['APPROVED', 'REJECTED', 'ESCALATED']),
    /** null = the smaller of the amount applied for and the limit. */
    amountFen: CaseFenField.nullable().default(null),
    /** null = the midpoint of the grade's range. */
    rate: RateField.nullable().default(null),
    conditions: z.array(ShortText).max(20).default([]),
    reason: LongText.default(''),
    rejectionCodes: z.array(z.enum(REASON_CODES)).max(4).default([]),
  }),
  registration: z.strictObject({ proofNo: ShortText, issuedOn: DateField }).nullable().default(null),
  voucherNo: ShortText,
})
export type CaseEntry = z.output<typeof CaseEntry>

/** `npm run demo -- --cases FILE`: see docs/case-file.md. */
export const CaseFile = z
  .strictObject({
    format: z.literal('first-loan-case-file/1'),
    businessDate: DateField,
    branch: z.strictObject({
      code: z.string().regex(/^\d{6}$/, 'six digits'),
      bankName: ShortText,
      branchName: ShortText,
      address: ShortText,
      phone: ShortText,
    }),
    cases: z.array(CaseEntry).min(1).max(200),
  })
  .superRefine((file, context) => {
    const seen = new Set<string>()
    for (const [index, entry] of file.cases.entries()) {
      if (seen.has(entry.id)) context.addIssue({ code: 'custom', path: ['cases', index, 'id'], message: 'this id stands twice' })
      seen.add(entry.id)
    }
  })
export type CaseFile = z.output<typeof CaseFile>
