import type { Fen } from '../../../core/kernel/fen.ts'
import type { Rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openCaseFile, submitted } from '../../../electron/usecases/cases/case-file.ts'
import { assessCase } from '../../../electron/usecases/scoring/assess-case.ts'
import type { Walk } from './walk.ts'

/** The amount and rate of the case file, or the limit and the midpoint (rulings 5). */
export async function offer({ branch, entry, caseId }: Walk): Promise<{ amountFen: Fen; rate: Rate }> {
  const { counter } = branch
  const file = await counter.database.read(async (reader) => submitted(expectOk(await openCaseFile(counter, reader, caseId))))
  const assessed = file.ok ? assessCase(file.value) : file
  if (!assessed.ok) return { amountFen: 1 as Fen, rate: 1 as Rate }
  const { limit, price } = assessed.value
  return { amountFen: entry.decision.amountFen ?? limit?.limitFen ?? (1 as Fen), rate: entry.decision.rate ?? price?.defaultRate ?? (1 as Rate) }
}
