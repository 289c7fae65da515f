import type { StaffId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'

/**
 * What a second person authorises at another's counter: the money step (ux.md S18, domain 10.2), a correction of what was entered,
 * the withdrawal of a sealed batch, giving up one whose files are lost, another head office for the branch.
 */
export const SECOND_PERSON_ACTIONS = ['disbursement.release', 'intake.correct', 'batch.withdraw', 'batch.giveUp', 'branch.replaceOffice'] as const
export type SecondPersonAction = (typeof SECOND_PERSON_ACTIONS)[number]

/**
 * The one who authorises is never the one who sits there: a password does not make two persons of one. What the action itself asks
 * (role, makers) is decided with it. Refuses DIFFERENT_PERSON_NEEDED.
 * @example anotherPerson('disbursement.release', { asking, authorising })
 */
export const anotherPerson = (
  action: SecondPersonAction,
  { asking, authorising }: { readonly asking: StaffId; readonly authorising: StaffId },
): Result<true> => (asking === authorising ? refuse('DIFFERENT_PERSON_NEEDED', { action, duty: 'SECOND_PERSON' }) : ok<true>(true))
