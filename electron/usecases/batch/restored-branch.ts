import { type Result, refuse } from '../../../core/kernel/result.ts'
import { setting } from '../../../db/repositories/settings.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'

/** Setting of a database that was restored: 'YES' until head office has enrolled its new keys. */
export const RESTORED_NEEDS_ENROLMENT = 'restoredNeedsEnrolment'

export const needsEnrolment = async (reader: Reader): Promise<boolean> => (await setting(reader, RESTORED_NEEDS_ENROLMENT)) === 'YES'

/**
 * A restored branch may not sign in its old epoch: numbers it has forgotten may be signed already (sync.md §4).
 * @returns BRANCH_RESTORED_NEEDS_ENROLMENT, or null when batches may go on
 */
export const mustEnrolAgain = (counter: Pick<Counter, 'nextKeys' | 'branch'>): Result<never> | null =>
  counter.nextKeys ? refuse('BRANCH_RESTORED_NEEDS_ENROLMENT', { epoch: counter.branch.epoch }) : null
