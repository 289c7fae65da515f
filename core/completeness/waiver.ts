import type { DateOnly } from '../kernel/calendar.ts'
import type { StaffId } from '../kernel/ids.ts'
import { hasRole, type Role, type Session } from '../kernel/people.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { ChecklistItem } from './checklist.ts'
import type { Party } from './parties.ts'

/** Leave to go on without an item. */
export interface Waiver {
  readonly itemId: string
  readonly party: Party
  readonly askedBy: StaffId
  readonly grantedBy: StaffId
  readonly reason: string
  /** Last day it holds; null = for the whole case. */
  readonly expiresOn: DateOnly | null
}

export interface WaiverRequest {
  readonly party: Party
  readonly askedBy: StaffId
  readonly reason: string
  readonly expiresOn: DateOnly | null
}

/** Who hands papers in or works on the case may ask; the branch manager answers. */
export const ASKERS: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST']

/**
 * Whether a person may stand as the one who asked for a waiver (domain 10.2): known, active and at work on cases.
 * Refuses STAFF_NOT_FOUND, STAFF_DISABLED, ROLE_MISSING.
 * @example checkAsker({ active: true, roles: ['TELLER'] }) // { ok: true, value: true }
 */
export function checkAsker(asker: { readonly active: boolean; readonly roles: readonly Role[] } | null): Result<true> {
  if (!asker) return refuse('STAFF_NOT_FOUND', { field: 'askedBy' })
  if (!asker.active) return refuse('STAFF_DISABLED', { field: 'askedBy' })
  return asker.roles.some((role) => ASKERS.includes(role)) ? ok<true>(true) : refuse('ROLE_MISSING', { field: 'askedBy', roles: ASKERS })
}

/**
 * Grants a waiver: by the branch manager, on another person's request, with a reason, never for what the law demands
 * (domain 2.2.1 and 10.2).
 * Refuses WAIVER_AGAINST_LAW, ROLE_MISSING, DIFFERENT_PERSON_NEEDED, WAIVER_REASON_MISSING, WAIVER_PAST.
 * @example grantWaiver(item, { party: 'B', askedBy, reason, expiresOn: null }, session, today)
 */
export function grantWaiver(item: ChecklistItem, request: WaiverRequest, session: Session, today: DateOnly): Result<Waiver> {
  if (item.law) return refuse('WAIVER_AGAINST_LAW', { itemId: item.id })
  if (!hasRole(session, 'BRANCH_MANAGER')) return refuse('ROLE_MISSING', { roles: ['BRANCH_MANAGER'] })
  if (request.askedBy === session.staffId) return refuse('DIFFERENT_PERSON_NEEDED', { action: 'waive' })
  const reason = request.reason.trim()
  if (reason === '') return refuse('WAIVER_REASON_MISSING', { itemId: item.id })
  if (request.expiresOn !== null && request.expiresOn < today) return refuse('WAIVER_PAST', { itemId: item.id, expiresOn: request.expiresOn })
  return ok({ itemId: item.id, party: request.party, askedBy: request.askedBy, grantedBy: session.staffId, reason, expiresOn: request.expiresOn })
}

/** Whether a waiver covers this item today. A stored waiver of a law item counts for nothing. */
export const isWaived = (item: ChecklistItem, party: Party, waivers: readonly Waiver[], today: DateOnly): boolean =>
  !item.law && waivers.some((waiver) => waiver.itemId === item.id && waiver.party === party && (waiver.expiresOn === null || waiver.expiresOn >= today))
