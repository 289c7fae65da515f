import type { StaffId } from './ids.ts'

/** The roles of rulings 7. A person may hold several; administrator and auditor are alone. */
export const ROLES = ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST', 'ADMINISTRATOR', 'AUDITOR'] as const
export type Role = (typeof ROLES)[number]

/** Who is acting: a value passed to every use case, never a global (rulings 10). */
export interface Session {
  readonly staffId: StaffId
  readonly staffNo: string
  readonly staffName: string
  readonly roles: readonly Role[]
  readonly terminal: string
}

/** @example hasRole(session, 'BRANCH_MANAGER') */
export const hasRole = (session: Session, ...anyOf: readonly Role[]): boolean => anyOf.some((role) => session.roles.includes(role))

/** Whether a person may hold this set of roles (rulings 7). @example rolesAllowed(['ADMINISTRATOR', 'TELLER']) // false */
export function rolesAllowed(roles: readonly Role[]): boolean {
  const alone = roles.includes('ADMINISTRATOR') || roles.includes('AUDITOR')
  return roles.length > 0 && new Set(roles).size === roles.length && (!alone || roles.length === 1)
}
