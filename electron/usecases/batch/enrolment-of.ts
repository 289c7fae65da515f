import type { Enrolment } from '../../../core/batch/enrolment.ts'
import { type Result, refuse } from '../../../core/kernel/result.ts'
import { findEnrolment } from '../../../db/repositories/branch-keys.ts'
import type { Reader } from '../../../db/sql.ts'
import { readEnrolment } from '../../../protocol/enrolment-file.ts'
import type { Counter } from '../counter.ts'

/**
 * Head office's enrolment of this branch, its signature checked each time against the fingerprint pinned at set-up.
 * Refuses HEADOFFICE_NOT_ENROLLED, ENROLMENT_INVALID, ENROLMENT_NOT_OURS.
 */
export async function enrolmentOf(counter: Counter, reader: Reader): Promise<Result<Enrolment>> {
  const row = await findEnrolment(reader, counter.branch.epoch)
  return row ? readEnrolment(row.body, counter.keys.enrolled, row.signature) : refuse('HEADOFFICE_NOT_ENROLLED')
}
