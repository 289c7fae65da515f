import type { z } from 'zod'
import { CaseSealedBody } from './case-sealed.ts'
import { BatchReceiptBody } from './receipt.ts'

/** The bodies this release understands, by type and schema. Anything else is parked, never lost (sync.md §4). */
const BODIES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['case.sealed/1', CaseSealedBody],
  ['batch.receipt/1', BatchReceiptBody],
])

/** The schema of a record's body, or null when this release does not know it. @example bodySchema('case.sealed', 1) */
export const bodySchema = (type: string, schema: number): z.ZodType | null => BODIES.get(`${type}/${schema}`) ?? null
