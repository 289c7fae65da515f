import { CONTRACTS_ITEM } from '../../core/completeness/separator.ts'
import { SIGNED_KINDS } from '../../core/contract/signed-set.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import type { Session } from '../../core/kernel/people.ts'
import { expectOk, ok, type Result, refuse } from '../../core/kernel/result.ts'
import { documentsOfCase } from '../../db/repositories/documents.ts'
import { openCaseFile } from '../../electron/usecases/cases/case-file.ts'
import { setBackOf } from '../../electron/usecases/contract/signed-set.ts'
import { tickSignatures } from '../../electron/usecases/contract/tick-signatures.ts'
import type { Counter } from '../../electron/usecases/counter.ts'
import { makeScanDesk } from '../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../electron/usecases/scans/take-file.ts'

/** Puts every signed contract that counts through scan intake: signed on paper it is the same pages. @returns how many contracts */
export async function scanContracts(counter: Counter, clerk: Session, caseId: CaseId): Promise<Result<number>> {
  const documents = await counter.database.read((reader) => documentsOfCase(reader, caseId))
  const rank = (kind: (typeof documents)[number]['kind']) => SIGNED_KINDS.indexOf(kind)
  const printed = documents.filter(({ kind, supersededAt }) => supersededAt === null && rank(kind) >= 0).sort((a, b) => rank(a.kind) - rank(b.kind))
  let batchId: string | null = null
  for (const { kind, number, blobRef } of printed) {
    const scan = { fileName: `${kind}-${number}.pdf`, bytes: await counter.papers.get(blobRef) }
    const taken = await takeFile(counter, clerk, { batchId, caseId, origin: 'PICKED' }, scan)
    if (!taken.ok) return taken
    batchId = taken.value.batchId
  }
  if (batchId === null) return ok(0)
  const desk = makeScanDesk((error) => {
    throw error
  })
  desk.read(counter, clerk, batchId)
  await desk.settled()
  const problem = desk.progress(batchId)?.problem
  return problem ? { ok: false, error: problem } : ok(printed.length)
}

/** Each of these people looks at every place to sign that came back, and confirms. Refuses SCAN_EMPTY when nothing came back. */
export async function tickContracts(counter: Counter, people: readonly Session[], caseId: CaseId): Promise<Result<void>> {
  const set = await counter.database.read(async (reader) => setBackOf(counter, reader, expectOk(await openCaseFile(counter, reader, caseId))))
  const pageIds = set?.back.matched.filter(({ page }) => set.placesOf(page).length > 0).map(({ pageId }) => pageId) ?? []
  if (pageIds.length === 0) return refuse('SCAN_EMPTY', { itemId: CONTRACTS_ITEM })
  for (const person of people) {
    const ticked = await tickSignatures(counter, person, { caseId, pageIds })
    if (!ticked.ok) return ticked
  }
  return ok(undefined)
}
