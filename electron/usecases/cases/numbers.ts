import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { makeCaseNumber, type NumberKind } from '../../../core/kernel/case-number.ts'
import { ok, type Result } from '../../../core/kernel/result.ts'
import { numberSequences } from '../../../db/repositories/number-sequences.ts'
import type { Writer } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'

/** The next number of a kind on a business day; given back when the transaction is refused. Refuses NUMBERS_USED_UP. */
export async function nextNumber(counter: Pick<Counter, 'branch'>, tx: Writer, kind: NumberKind, day: DateOnly): Promise<Result<string>> {
  const sequence = await numberSequences(tx).next(kind, counter.branch.code, day)
  return sequence.ok ? ok(makeCaseNumber({ kind, branch: counter.branch.code, date: day, sequence: sequence.value })) : sequence
}
