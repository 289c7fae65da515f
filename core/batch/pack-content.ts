import { z } from 'zod'
import { Checklist } from '../completeness/checklist.ts'
import { RiskEntry } from '../intake/risk-list.ts'
import { DateField, ShortText } from '../kernel/schema.ts'
import { Parameters } from '../product/parameters.ts'
import { Product } from '../product/product.ts'
import { Scorecard } from '../product/scorecard.ts'
import type { PackKind } from './reference-pack.ts'

/** Every LPR published so far, oldest first, as in the parameters. */
export const LprTable = z.strictObject({ lpr: Parameters.shape.lpr })
export type LprTable = z.output<typeof LprTable>
const Clauses = z.strictObject({ clauses: z.array(z.strictObject({ id: z.string().regex(/^[A-Z0-9-]{1,40}$/), text: z.string().min(1).max(4000) })).min(1) })
/** Days off that are no weekend, and weekend days worked, of one year. */
const Calendar = z
  .strictObject({ year: z.int().min(2020).max(2100), holidays: z.array(DateField).max(60), workdays: z.array(DateField).max(30) })
  .refine(({ year, holidays, workdays }) => [...holidays, ...workdays].every((day) => day.startsWith(`${year}-`)), 'DAY_OF_OTHER_YEAR')
const Regions = z.strictObject({ regions: z.array(z.strictObject({ code: z.string().regex(/^\d{6}$/), name: ShortText })).min(1) })
/** The letter of authority: what the branch and the department may decide, as in the parameters. */
export const AuthorityTable = z.strictObject({ authority: Parameters.shape.authority })
export type AuthorityTable = z.output<typeof AuthorityTable>

/** What one file of each kind of pack must be. A risk list is one object a line. */
export const PACK_SCHEMAS: Readonly<Record<PackKind, z.ZodType>> = {
  PRODUCTS: Product,
  CHECKLISTS: Checklist,
  SCORECARDS: Scorecard,
  CLAUSES: Clauses,
  PARAMETERS: Parameters,
  LPR: LprTable,
  RISK_LISTS: RiskEntry,
  AUTHORITY: AuthorityTable,
  CALENDAR: Calendar,
  REGIONS: Regions,
}

/** Kinds that are one table: two files could contradict each other. */
export const ONE_FILE_KINDS: readonly PackKind[] = ['LPR', 'AUTHORITY']
