import { z } from 'zod'
import { DateField, ShortText } from '../kernel/schema.ts'
import { LIST_COLUMNS } from '../loan-case/list-query.ts'
import { STATES, STEPS } from '../loan-case/states.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { CaseRow, Id } from './views.ts'

/** Which cases of the list; every part may be left out. `states` and `steps` add up to one set of states. */
export const CaseFilterInput = z.strictObject({
  search: z.string().max(60).default(''),
  states: z.array(z.enum(STATES)).max(STATES.length).default([]),
  steps: z.array(z.enum(STEPS)).max(STEPS.length).default([]),
  products: z.array(z.string().max(60)).max(40).default([]),
  /** Due on this day or earlier. */
  dueBy: DateField.nullable().default(null),
  acceptedFrom: DateField.nullable().default(null),
  acceptedTo: DateField.nullable().default(null),
  /** Only cases in which the signed-in person has a duty. */
  mine: z.boolean().default(false),
  /** Only cases that wait for the signed-in person, by `todoOf`: the same rule as today's to-dos. */
  turn: z.boolean().default(false),
})
export type CaseFilterInput = z.output<typeof CaseFilterInput>

/** Sorting is whole and true: what has no due date stands last both ways. */
export const CaseSortInput = z.strictObject({ by: z.enum(['UPDATED', 'DUE', 'AMOUNT', 'NUMBER']), descending: z.boolean() })
export type CaseSortInput = z.output<typeof CaseSortInput>

export const CaseListInput = CaseFilterInput.extend({
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
  sort: CaseSortInput.default({ by: 'UPDATED', descending: true }),
})
export type CaseListInput = z.output<typeof CaseListInput>

/** The case list by windows, and its figures. */
export const listCalls = defineCalls({
  /** A window of the list; names come as the person may see them. While `searchReady` is false a search may miss cases (rulings 21). */
  'cases.list': {
    access: 'SIGNED_IN',
    input: CaseListInput,
    output: z.strictObject({ rows: z.array(CaseRow), total: z.int(), searchReady: z.boolean() }),
  },
  /** How many cases each filter leaves: asked after the list stands, one figure a view. */
  'cases.counts': {
    access: 'SIGNED_IN',
    input: z.strictObject({ filters: z.array(CaseFilterInput).max(40) }),
    output: z.strictObject({ counts: z.array(z.int()) }),
  },
  /** What the cases of a filter ask for together, in fen; null where the sum is beyond what can be shown exactly. */
  'cases.sum': { access: 'SIGNED_IN', input: CaseFilterInput, output: z.strictObject({ amountFen: z.int().nullable() }) },
  /**
   * Writes the list as a table (CSV) where the person says; names as he may see them, who, when and for what in its first line, and
   * in the audit log. `caseIds`: only these of the filter. Words are those of the window. Null where he changed his mind.
   */
  'cases.export': {
    access: WORKS_ON_CASES,
    input: CaseFilterInput.extend({
      sort: CaseSortInput,
      caseIds: z.array(Id).max(500).nullable(),
      columns: z.array(z.enum(LIST_COLUMNS)).min(1).max(LIST_COLUMNS.length),
      purpose: ShortText,
      words: z.strictObject({
        mark: z.string().max(200),
        columns: z.record(z.string(), z.string().max(60)),
        steps: z.record(z.string(), z.string().max(60)),
        products: z.record(z.string(), z.string().max(200)),
      }),
    }),
    output: z.strictObject({ file: z.string().nullable(), rows: z.int() }),
  },
  /** The list goes to the printer: who, how many rows and for what stands in the audit log first. */
  'cases.print': { access: WORKS_ON_CASES, input: z.strictObject({ rows: z.int().min(1), purpose: ShortText }), output: z.strictObject({}) },
})
