/**
 * Roles at head office: ADMINISTRATOR people and enrolment; OPERATOR batches and quarantine, where each look at a record is noted; CASE_OFFICER finds cases and decides
 * escalated ones; PACK_EDITOR prepares and publishes reference data; AUDITOR reads the audit log.
 */
export const OFFICE_ROLES = ['ADMINISTRATOR', 'OPERATOR', 'CASE_OFFICER', 'PACK_EDITOR', 'AUDITOR'] as const
export type OfficeRole = (typeof OFFICE_ROLES)[number]

/** Whether a person may hold this set: administrator and auditor stand alone (rulings 7). @example officeRolesAllowed(['AUDITOR', 'OPERATOR']) // false */
export function officeRolesAllowed(roles: readonly OfficeRole[]): boolean {
  const alone = roles.includes('ADMINISTRATOR') || roles.includes('AUDITOR')
  return roles.length > 0 && new Set(roles).size === roles.length && (!alone || roles.length === 1)
}
