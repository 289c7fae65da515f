import { z } from 'zod'
import { Checklist } from '../completeness/checklist.ts'
import { ClauseBook } from '../contract/clause-book.ts'
import { SentRegions } from '../intake/region-table.ts'
import { RiskEntry } from '../intake/risk-list.ts'
import { Parameters } from '../product/parameters.ts'
import { Product } from '../product/product.ts'
import { Scorecard } from '../product/scorecard.ts'
import { CalendarYear } from '../product/work-calendar.ts'
import type { PackKind } from './reference-pack.ts'

/** Every LPR published so far, oldest first, as in the parameters. */
export const LprTable = z.strictObject({ lpr: Parameters.shape.lpr })
export type LprTable = z.output<typeof LprTable>
/** The letter of authority: what the branch and the department may decide, as in the parameters. */
export const AuthorityTable = z.strictObject({ authority: Parameters.shape.authority })
export type AuthorityTable = z.output<typeof AuthorityTable>

/** What one file of each kind of pack must be. A risk list is one object a line. */
export const PACK_SCHEMAS: Readonly<Record<PackKind, z.ZodType>> = {
  PRODUCTS: Product,
  CHECKLISTS: Checklist,
  SCORECARDS: Scorecard,
  CLAUSES: ClauseBook,
  PARAMETERS: Parameters,
  LPR: LprTable,
  RISK_LISTS: RiskEntry,
  AUTHORITY: AuthorityTable,
  CALENDAR: CalendarYear,
  REGIONS: SentRegions,
}

/** Kinds that are one table: two files could contradict each other. */
export const ONE_FILE_KINDS: readonly PackKind[] = ['LPR', 'AUTHORITY']
