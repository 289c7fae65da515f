import { nextRevision } from '../../../core/batch/revision.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { lastRevision } from '../../../db/repositories/outbox.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'

/** The epoch in which what is made now will go up: a restored branch waits for its next. */
export const epochToCome = ({ branch, nextKeys }: Pick<Counter, 'branch' | 'nextKeys'>): number => branch.epoch + (nextKeys ? 1 : 0)

/** The revision of the next record of a type about a case. */
export const revisionOf = async (counter: Counter, reader: Reader, type: string, caseId: CaseId): Promise<number> =>
  nextRevision(await lastRevision(reader, type, caseId), epochToCome(counter))
