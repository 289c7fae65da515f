import { z } from 'zod'
import { DateField, LongText, ShortText } from '../kernel/schema.ts'
import { HashText, Position } from './envelope.ts'

/** What head office sends down as reference data (features 4.17). */
export const PACK_KINDS = ['PRODUCTS', 'CHECKLISTS', 'SCORECARDS', 'CLAUSES', 'PARAMETERS', 'LPR', 'RISK_LISTS', 'AUTHORITY', 'CALENDAR', 'REGIONS'] as const
export type PackKind = (typeof PACK_KINDS)[number]
/** What a branch makes of a pack that came. */
export type PackState = 'WAITING' | 'IN_FORCE' | 'REFUSED' | 'REPLACED'
export const isPackKind = (kind: string): kind is PackKind => (PACK_KINDS as readonly string[]).includes(kind)

/** Kinds that hold for every case from their day: of those only the newest counts. */
export const OF_THE_DAY: readonly PackKind[] = ['RISK_LISTS', 'CALENDAR', 'REGIONS']

/**
 * Kinds of which one that was in force and no longer holds stops all lending: who may not borrow, who may say yes to how much, at what price,
 * and on which days it falls due.
 */
export const HOLDS_LENDING: readonly PackKind[] = ['RISK_LISTS', 'AUTHORITY', 'LPR', 'CALENDAR']

/**
 * Where a kind stands among those that come into force together: products name checklists, cards and parameters, and go last.
 * @example orderOfKind('CHECKLISTS') < orderOfKind('PRODUCTS') // true
 */
export const orderOfKind = (kind: string): number => (kind === 'PRODUCTS' ? PACK_KINDS.length : (PACK_KINDS as readonly string[]).indexOf(kind))

/** File names of a pack: lower-case, one of the text forms the branch can read. */
export const PackFileName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,80}\.(yaml|json|ndjson)$/)

/**
 * Body of the down record `reference.pack`, schema 1. The files are the record's blobs, each with its name as role; a pack is
 * the whole of its kind and replaces the version before from `effectiveFrom` on. Prepared and published by two persons.
 */
export const ReferencePackBody = z.strictObject({
  kind: z.enum(PACK_KINDS),
  version: Position,
  effectiveFrom: DateField,
  title: ShortText,
  note: LongText,
  files: z
    .array(z.strictObject({ name: PackFileName, sha256: HashText, bytes: z.int().min(1) }))
    .min(1)
    .max(100),
  preparedBy: ShortText,
  publishedBy: ShortText,
})
export type ReferencePackBody = z.output<typeof ReferencePackBody>

/** What any release can tell of a pack of a later one: what it is, and what there is to say of it. */
export const UnreadPack = z.object({
  kind: z.string().regex(/^[A-Z][A-Z_]{1,39}$/),
  version: Position,
  effectiveFrom: DateField.nullable().catch(null),
  title: ShortText.catch('-'),
  note: LongText.catch(''),
  preparedBy: ShortText.catch('-'),
  publishedBy: ShortText.catch('-'),
})
export type UnreadPack = z.output<typeof UnreadPack>
