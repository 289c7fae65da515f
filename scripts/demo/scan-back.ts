import { SIGNED_KINDS } from '../../core/contract/signed-set.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import type { Session } from '../../core/kernel/people.ts'
import { expectOk, ok, type Result } from '../../core/kernel/result.ts'
import { documentsOfCase } from '../../db/repositories/documents.ts'
import { openCaseFile } from '../../electron/usecases/cases/case-file.ts'
import { setBackOf } from '../../electron/usecases/contract/signed-set.ts'
import { tickSignatures } from '../../electron/usecases/contract/tick-signatures.ts'
import type { Counter } from '../../electron/usecases/counter.ts'
import { makeScanDesk } from '../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../electron/usecases/scans/take-file.ts'

const setOf = (counter: Counter, caseId: CaseId) =>
  counter.database.read(async (reader) => setBackOf(counter, reader, expectOk(await openCaseFile(counter, reader, caseId))))

/**
 * Puts every signed contract that counts through scan intake: signed on paper it is the same pages. A pile that a power cut left
 * behind is read to its end first, and what came back is not scanned again.
 */
export async function scanContracts(counter: Counter, clerk: Session, caseId: CaseId): Promise<Result<void>> {
  const desk = makeScanDesk((error) => {
    throw error
  })
  await desk.wake(counter, clerk)
  await desk.settled()
  const missing = new Set((await setOf(counter, caseId))?.back.missing.map(({ number }) => number))
  const documents = await counter.database.read((reader) => documentsOfCase(reader, caseId))
  const rank = ({ kind }: (typeof documents)[number]): number => SIGNED_KINDS.indexOf(kind)
  const printed = documents.filter((one) => one.supersededAt === null && rank(one) >= 0 && missing.has(one.number)).sort((a, b) => rank(a) - rank(b))
  let batchId: string | null = null
  for (const { kind, number, blobRef } of printed) {
    const scan = { fileName: `${kind}-${number}.pdf`, bytes: await counter.papers.get(blobRef) }
    const taken = await takeFile(counter, clerk, { batchId, caseId, origin: 'PICKED' }, scan)
    if (!taken.ok) return taken
    batchId = taken.value.batchId
  }
  if (batchId === null) return ok(undefined)
  desk.read(counter, clerk, batchId)
  await desk.settled()
  const problem = desk.progress(batchId)?.problem
  return problem ? { ok: false, error: problem } : ok(undefined)
}

/** Each of these people looks at every place to sign that he has not confirmed yet, and confirms. */
export async function tickContracts(counter: Counter, people: readonly Session[], caseId: CaseId): Promise<Result<void>> {
  for (const person of people) {
    const set = await setOf(counter, caseId)
    const mine = new Set(set?.ticks.filter(({ staffId }) => staffId === person.staffId).map(({ pageId }) => pageId))
    const pageIds = set?.back.matched.filter(({ page, pageId }) => set.placesOf(page).length > 0 && !mine.has(pageId)).map(({ pageId }) => pageId) ?? []
    const ticked = await tickSignatures(counter, person, { caseId, pageIds })
    if (!ticked.ok) return ticked
  }
  return ok(undefined)
}
