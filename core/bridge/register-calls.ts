import { z } from 'zod'
import { PAPER_KINDS } from '../contract/paper-kinds.ts'
import { PRINT_OUTCOMES, PrinterProfile } from '../contract/paper-print.ts'
import type { Role } from '../kernel/people.ts'
import { DateField, ShortText } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

/** The register names papers and persons of the bank: the auditor reads it too, without what somebody typed. */
const READS_REGISTER: readonly Role[] = [...WORKS_ON_CASES, 'AUDITOR']
const SETS_PRINTERS: readonly Role[] = [...WORKS_ON_CASES, 'ADMINISTRATOR']

/** Which prints; what is null excludes nothing. Days are those of China; `number` is a part of the paper's number or of the case's. */
export const PrintFilter = z.strictObject({ from: DateField.nullable(), to: DateField.nullable(), number: z.string().trim().max(40).nullable() })
export type PrintFilter = z.output<typeof PrintFilter>

export const PrintRowView = z.strictObject({
  n: z.int(),
  at: z.string(),
  staffName: z.string(),
  terminal: z.string(),
  kind: z.enum(PAPER_KINDS),
  number: z.string(),
  version: z.int(),
  /** Made anew since, or what it was made from no longer stands. */
  superseded: z.boolean(),
  caseId: Id,
  applicationNo: z.string(),
  copies: z.int(),
  sheets: z.int().nullable(),
  outcome: z.enum(PRINT_OUTCOMES),
  reason: z.string(),
})
export type PrintRowView = z.output<typeof PrintRowView>

const KindOfPaper = z.enum(PAPER_KINDS)

/** The register of prints, and how this counter prints each kind of paper. */
export const registerCalls = defineCalls({
  /** Newest first, by windows. */
  'prints.list': {
    access: READS_REGISTER,
    input: z.strictObject({ before: z.int().min(1).nullable(), limit: z.int().min(1).max(500), filter: PrintFilter }),
    output: z.strictObject({ rows: z.array(PrintRowView), found: z.int() }),
  },
  /** The register as a table in a file. `words` are the heads and codes in the language of the window. */
  'prints.export': {
    access: READS_REGISTER,
    input: z.strictObject({
      filter: PrintFilter,
      purpose: ShortText,
      words: z.strictObject({
        heads: z.array(z.string().max(200)).min(1).max(20),
        kinds: z.record(z.string(), z.string().max(60)),
        outcomes: z.record(z.string(), z.string().max(60)),
      }),
    }),
    output: z.strictObject({ file: z.string().nullable(), rows: z.int() }),
  },
  /** The register goes to the printer: who, how many rows and for what stands in the audit log first. */
  'prints.print': { access: READS_REGISTER, input: z.strictObject({ rows: z.int().min(1), purpose: ShortText }), output: z.strictObject({}) },
  /** The printers the system of this counter knows, and what is set for each kind of paper. */
  'printers.view': {
    access: SETS_PRINTERS,
    input: z.strictObject({}),
    output: z.strictObject({
      printers: z.array(z.strictObject({ name: z.string(), shown: z.string() })),
      profiles: z.array(PrinterProfile.extend({ kind: KindOfPaper })),
    }),
  },
  /** Sets these kinds of paper, or leaves them to the system again. */
  'printers.set': {
    access: SETS_PRINTERS,
    input: z.strictObject({ kinds: z.array(KindOfPaper).min(1).max(PAPER_KINDS.length), profile: PrinterProfile.nullable() }),
    output: z.strictObject({}),
  },
})
