import { nextRevision } from '../../../core/batch/revision.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { lastRevision } from '../../../db/repositories/outbox.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'

/** The epoch in which what is made now will go up: a restored branch waits for its next, or, where its backup knows of no enrolment, for its first. */
export const epochToCome = async ({ branch, nextKeys }: Pick<Counter, 'branch' | 'nextKeys'>, reader: Reader): Promise<number> =>
  branch.epoch + (nextKeys && (await findEnrolment(reader, branch.epoch)) ? 1 : 0)

/** The revision of the next record of a type about a case. */
export const revisionOf = async (counter: Counter, reader: Reader, type: string, caseId: CaseId): Promise<number> =>
  nextRevision(await lastRevision(reader, type, caseId), await epochToCome(counter, reader))
