import type { z } from 'zod'
import { ArchiveBagBody } from './archive-bag.ts'
import { AuditSealedBody, AuditSealedBody2 } from './audit-sealed.ts'
import { CaseEventBody } from './case-event.ts'
import { CasePapersBody } from './case-papers.ts'
import { CaseSealedBody, CaseSealedBody2 } from './case-sealed.ts'
import { CrossCheckBody } from './cross-check.ts'
import { CrossListBody } from './cross-list-body.ts'
import { DeviceKeysBody } from './device-keys.ts'
import { CaseDecidedBody, CaseEscalatedBody, CaseEscalatedBody2 } from './escalation.ts'
import { OfficeKeysBody } from './office-keys.ts'
import { PacksStandingBody } from './packs-standing.ts'
import { BatchReceiptBody } from './receipt.ts'
import { ReferencePackBody } from './reference-pack.ts'

export const BAG_TYPE = 'archive.bag'
export const EVENT_TYPE = 'case.event'
/** Types of which a later revision replaces none: a further step of a case, a further volume. */
export const NEVER_REVISED: readonly string[] = [EVENT_TYPE, BAG_TYPE]

/** The bodies this release understands, by type and schema. Anything else is parked, never lost (sync.md §4). */
const BODIES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['case.sealed/1', CaseSealedBody],
  ['case.sealed/2', CaseSealedBody2],
  ['case.papers/1', CasePapersBody],
  [`${EVENT_TYPE}/1`, CaseEventBody],
  [`${BAG_TYPE}/1`, ArchiveBagBody],
  ['case.escalated/1', CaseEscalatedBody],
  ['case.escalated/2', CaseEscalatedBody2],
  ['audit.sealed/1', AuditSealedBody],
  ['audit.sealed/2', AuditSealedBody2],
  ['device.keys/1', DeviceKeysBody],
  ['packs.standing/1', PacksStandingBody],
  ['batch.receipt/1', BatchReceiptBody],
  ['case.decided/1', CaseDecidedBody],
  ['reference.pack/1', ReferencePackBody],
  ['crosscheck.found/1', CrossCheckBody],
  ['crosscheck.keys/1', CrossListBody],
  ['office.keys/1', OfficeKeysBody],
])

/** The schema of a record's body, or null when this release does not know it. @example bodySchema('case.sealed', 1) */
export const bodySchema = (type: string, schema: number): z.ZodType | null => BODIES.get(`${type}/${schema}`) ?? null
