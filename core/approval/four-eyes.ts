import type { StaffId } from '../kernel/ids.ts'
import type { Role } from '../kernel/people.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/** What a person did or is to do in a case; four eyes compare the persons behind the duties, not their roles. */
// biome-ignore format: makers stand beside their checkers
export const DUTIES = [
  'INTAKE_CLERK', 'INTAKE_CHECKER',
  'FIRST_MANAGER', 'SECOND_MANAGER',
  'REVIEWER', 'APPROVER',
  'CONTRACT_MAKER', 'CONTRACT_CHECKER',
  'REGISTRATION_MAKER', 'REGISTRATION_CHECKER',
  'DISBURSEMENT_PREPARER', 'RELEASER',
  'VOLUME_MAKER', 'VOLUME_CHECKER',
  'BATCH_MAKER', 'BATCH_SEALER',
  'WAIVER_REQUESTER', 'WAIVER_APPROVER',
  'PARAMETER_MAKER', 'PARAMETER_CHECKER',
  'RESET_REQUESTER', 'RESET_CHECKER',
] as const
export type Duty = (typeof DUTIES)[number]

export interface FourEyesRule {
  /** The duty this action fills. */
  readonly duty: Duty
  readonly roles: readonly Role[]
  /** Must be on record before: without a maker there is nothing to check. */
  readonly after: readonly Duty[]
  /** Persons of these duties may not act. */
  readonly not: readonly Duty[]
}

const SURVEYORS = ['FIRST_MANAGER', 'SECOND_MANAGER'] as const
const rule = (duty: Duty, roles: readonly Role[], after: readonly Duty[], not: readonly Duty[] = after): FourEyesRule => ({ duty, roles, after, not })

/** Domain 1.4 (invariant 1: CM1, CM2, RV and approver are four persons) and 10.2; rulings 7 and 9. */
export const FOUR_EYES = {
  INTAKE_CHECK: rule('INTAKE_CHECKER', ['TELLER', 'ACCOUNT_MANAGER'], ['INTAKE_CLERK']),
  SURVEY: rule('SECOND_MANAGER', ['ACCOUNT_MANAGER'], ['FIRST_MANAGER']),
  REVIEW: rule('REVIEWER', ['REVIEWER'], SURVEYORS),
  APPROVAL: rule('APPROVER', ['BRANCH_MANAGER'], [...SURVEYORS, 'REVIEWER']),
  CONTRACT: rule('CONTRACT_CHECKER', ['DISBURSEMENT_OFFICER'], ['CONTRACT_MAKER']),
  COLLATERAL_EFFECTIVE: rule('REGISTRATION_CHECKER', ['ARCHIVIST'], ['REGISTRATION_MAKER']),
  COLLATERAL_RELEASED: rule('REGISTRATION_CHECKER', ['ARCHIVIST'], ['REGISTRATION_MAKER']),
  DISBURSE: rule('RELEASER', ['BRANCH_MANAGER'], ['DISBURSEMENT_PREPARER']),
  FILING: rule('VOLUME_CHECKER', ['ARCHIVIST'], ['VOLUME_MAKER']),
  BATCH_SEAL: rule('BATCH_SEALER', ['BRANCH_MANAGER'], ['BATCH_MAKER']),
  WAIVER: rule('WAIVER_APPROVER', ['BRANCH_MANAGER'], ['WAIVER_REQUESTER']),
  PARAMETER: rule('PARAMETER_CHECKER', ['BRANCH_MANAGER'], ['PARAMETER_MAKER']),
  PASSWORD_RESET: rule('RESET_CHECKER', ['BRANCH_MANAGER', 'ADMINISTRATOR'], ['RESET_REQUESTER']),
} as const satisfies Record<string, FourEyesRule>
export type FourEyesAction = keyof typeof FOUR_EYES

/** Who holds which duty so far. */
export type DutyHolders = Readonly<Partial<Record<Duty, StaffId | null>>>

/**
 * Whether this person may do the checking half of an action: holds a fitting role, the makers are on record and different
 * from each other, and the person is none of them. One person with several roles is still one person.
 *
 * Refusals: ROLE_MISSING, MAKER_MISSING (naming the duty), DIFFERENT_PERSON_NEEDED (naming the duty the person already has, or
 * that two makers share).
 * @returns the holders with this duty filled.
 * @example differentPersons('APPROVAL', { staffId, roles: ['BRANCH_MANAGER'] }, holders)
 */
export function differentPersons(
  action: FourEyesAction,
  actor: { readonly staffId: StaffId; readonly roles: readonly Role[] },
  holders: DutyHolders,
): Result<DutyHolders> {
  const { duty, roles, after, not }: FourEyesRule = FOUR_EYES[action]
  if (!roles.some((role) => actor.roles.includes(role))) return refuse('ROLE_MISSING', { roles })
  const absent = after.find((maker) => !holders[maker])
  if (absent) return refuse('MAKER_MISSING', { action, duty: absent })
  const shared = after.find((maker, index) => after.slice(0, index).some((other) => holders[other] === holders[maker]))
  if (shared) return refuse('DIFFERENT_PERSON_NEEDED', { action, duty: shared })
  const clash = not.find((maker) => holders[maker] === actor.staffId)
  if (clash) return refuse('DIFFERENT_PERSON_NEEDED', { action, duty: clash })
  return ok({ ...holders, [duty]: actor.staffId })
}
