import type { CaseId } from '../../../core/kernel/ids.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { findScanBatch } from '../../../db/repositories/scan-batches.ts'
import { filesOfScanBatch, type ScanFileRecord } from '../../../db/repositories/scan-files.ts'
import { pagesOfScanBatch, type ScanPageRecord } from '../../../db/repositories/scan-pages.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { makeScanDesk, type ScanDesk } from '../../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import type { CaseFile } from '../../../scripts/demo/case-file.ts'
import { openTestBranch, type TestBranch } from '../usecases/test-branch.ts'
import { entryOf, startWalk } from '../usecases/walk.ts'

export interface Intake {
  readonly branch: TestBranch
  readonly desk: ScanDesk
  readonly caseId: CaseId
  readonly caseNo: string
  /** Puts files in as one pile and waits until it is read. */
  putIn(files: readonly (readonly [string, Uint8Array])[], caseId?: CaseId | null): Promise<string>
  pages(batchId: string): Promise<ScanPageRecord[]>
  files(batchId: string): ReturnType<typeof filesOfScanBatch>
  batch(batchId: string): ReturnType<typeof findScanBatch>
  close(): Promise<void>
}

/** A branch with an open case, and its scan desk. @param change the cases the branch may open */
export async function openIntake(entry = 'A1', change?: (file: CaseFile) => CaseFile): Promise<Intake> {
  const branch = await openTestBranch(change)
  const { counter, staff, cases } = branch
  const desk = makeScanDesk((error) => {
    throw error
  })
  const id = cases.cases.some((one) => one.id === entry) ? entry : (cases.cases[0]?.id ?? '')
  const { caseId } = await startWalk(branch, entryOf(branch, id))
  const file = expectOk(await counter.database.read((reader) => openCaseFile(counter, reader, caseId)))
  return {
    branch,
    desk,
    caseId,
    caseNo: file.record.applicationNo,
    async putIn(files, of = null) {
      let batchId: string | null = null
      for (const [fileName, bytes] of files) {
        const taken: ScanFileRecord = expectOk(
          await takeFile(counter, staff.teller, { batchId, caseId: of, origin: 'DROPPED' }, { fileName, bytes: ok(bytes) }),
        )
        if (batchId === null) desk.read(counter, staff.teller, taken.batchId)
        batchId = taken.batchId
      }
      desk.read(counter, staff.teller, batchId ?? '')
      await desk.settled()
      return batchId ?? ''
    },
    pages: (batchId) => counter.database.read((reader) => pagesOfScanBatch(reader, batchId)),
    files: (batchId) => counter.database.read((reader) => filesOfScanBatch(reader, counter.vault, batchId)),
    batch: (batchId) => counter.database.read((reader) => findScanBatch(reader, batchId)),
    async close() {
      await desk.close()
      await branch.remove()
    },
  }
}
