import { z } from 'zod'
import { DateField } from '../kernel/schema.ts'
import { STATES, STEPS } from '../loan-case/states.ts'
import { defineCalls } from './define-calls.ts'
import { CaseRow } from './views.ts'

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
})
