import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PaperKind } from '../../../core/contract/paper-kinds.ts'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { type DocumentRecord, documents, documentsOfCase } from '../../../db/repositories/documents.ts'
import { findCase, loanCases } from '../../../db/repositories/loan-cases.ts'
import { everyPaperOfCase } from '../../../db/repositories/papers.ts'
import { pagesOfScanBatch, type ScanPageRecord } from '../../../db/repositories/scan-pages.ts'
import { reapproveCase } from '../../../electron/usecases/approval/reapprove-case.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { judgePaper } from '../../../electron/usecases/completeness/judge-paper.ts'
import { changePages, undoLast } from '../../../electron/usecases/scans/change-pages.ts'
import { describePaper } from '../../../electron/usecases/scans/describe-paper.ts'
import { makeScanDesk, type ScanDesk } from '../../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, handIn, startSmall, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
let desk: ScanDesk
beforeAll(async () => {
  branch = await openTestBranch()
  desk = makeScanDesk((error) => {
    throw error
  })
})
afterAll(async () => {
  await desk.close()
  await branch.remove()
})

const printed = async ({ caseId }: Walk, kind: PaperKind): Promise<DocumentRecord[]> =>
  (await branch.counter.database.read((reader) => documentsOfCase(reader, caseId))).filter((one) => one.kind === kind)
const current = async (walk: Walk, kind: PaperKind): Promise<DocumentRecord> =>
  (await printed(walk, kind)).find(({ supersededAt }) => supersededAt === null) ?? expect.fail(kind)
const itemsOf = async ({ caseId }: Walk, itemId: string) =>
  expectOk(await viewCase(branch.counter, branch.staff.teller, caseId)).items.filter((one) => one.itemId === itemId)
const stateOfItem = async (walk: Walk, itemId: string) => (await itemsOf(walk, itemId))[0]?.state

/** The signed sheet comes through the scanner: on paper it is the same pages. */
async function scan({ caseId }: Walk, { blobRef, number }: DocumentRecord): Promise<ScanPageRecord[]> {
  const { counter, staff } = branch
  const given = { fileName: `${number}.pdf`, bytes: await counter.papers.get(blobRef) }
  const { batchId } = expectOk(await takeFile(counter, staff.teller, { batchId: null, caseId, origin: 'PICKED' }, given))
  desk.read(counter, staff.teller, batchId)
  await desk.settled()
  return counter.database.read((reader) => pagesOfScanBatch(reader, batchId))
}
async function judge(walk: Walk, itemId: string) {
  const { counter, staff } = branch
  const [item] = await itemsOf(walk, itemId)
  const paperId = item?.paperId ?? ''
  const { form = 'O', signers: signedBy = [] } = item ?? {}
  expectOk(await describePaper(counter, staff.teller, { paperId, form, issuedOn: walk.today, expiresOn: null, signedBy }))
  return judgePaper(counter, staff.teller, { paperId, verdict: 'OK', defects: [], note: '' })
}

/** As if the days of the approval had gone by, and the case sent back to the decision. */
async function decidedAnew(walk: Walk): Promise<Walk> {
  const { database, vault } = branch.counter
  const record = await database.read((reader) => findCase(reader, vault, walk.caseId))
  if (!record) throw new Error('no case')
  const approvalValidUntil: DateOnly = addDays(walk.today, -1)
  expectOk(await database.write((tx) => loanCases(tx, vault).update({ ...record, version: record.version + 1, approvalValidUntil }, record.version)))
  expectOk(await reapproveCase(branch.counter, walk.staff.firstManager, await versionOf(walk)))
  return { ...walk, done: walk.line.findIndex(({ name }) => name === 'decide') }
}

describe('a paper printed under an approval that is given anew', () => {
  it('counts no more, and signed late it is filed nowhere', async () => {
    const { counter, staff } = branch
    const walk = await startSmall(branch)
    await walkTo(walk, 'prepareRelease')
    const [table, iou] = [await current(walk, 'COST_DISCLOSURE'), await current(walk, 'IOU')]
    await decidedAnew(walk)
    for (const kind of ['APPROVAL_SHEET', 'COST_DISCLOSURE', 'LOAN_CONTRACT', 'REPAYMENT_SCHEDULE', 'CUSTOMER_CARD', 'IOU', 'DISBURSEMENT_CHECKLIST'] as const)
      expect([kind, (await printed(walk, kind)).filter(({ supersededAt }) => supersededAt === null)]).toEqual([kind, []])

    // Both come back signed, late: they lie in the tray as old prints, and no hand files them as the papers the money waits for.
    for (const [old, itemId] of [
      [table, 'D204'],
      [iou, 'D710'],
    ] as const) {
      const pages = await scan(walk, old)
      expect(pages.map(({ state, hint }) => [state, hint])).toEqual(pages.map(() => ['TRAY', 'OLD_PRINT']))
      const target = { caseId: walk.caseId, itemId, party: 'B' as const }
      const file = { action: 'FILE' as const, pageIds: pages.map(({ pageId }) => pageId), target }
      expect(await refusedWhole(counter, () => changePages(counter, staff.teller, file), 'DOCUMENT_SUPERSEDED')).toEqual({ number: old.number, version: 1 })
    }
  })

  it('keeps the money, received without a code before the new one was printed: it gives way to the printing just made', async () => {
    const walk = await startSmall(branch)
    await walkTo(walk, 'prepareRelease')
    const again = await decidedAnew(walk)
    // A picture of the old sheets, on which no code can be read.
    await handIn(walk, ['SIGN', 'DISBURSE'], ['D705', 'D706', 'D707'])
    expect([await stateOfItem(walk, 'D204'), await stateOfItem(walk, 'D710')]).toEqual(['OK', 'OK'])
    await walkTo(again, 'disclose')
    expect(await stateOfItem(walk, 'D204')).not.toBe('OK')
    await walkTo(again, 'ready')
    await handIn(again, ['DISBURSE'], ['D710'])
    const { officer, manager } = branch.staff
    expectOk(await attempt(again, 'prepareRelease', officer))
    expect(await attempt(again, 'release', manager)).toMatchObject({ ok: false, error: { code: 'GATE_CLOSED', details: { items: ['D710/B'] } } })
  })

  it('is found in order by nobody where it was filed in that very moment, and does not come back from the tray', async () => {
    const { counter, staff } = branch
    const walk = await startSmall(branch)
    await walkTo(walk, 'prepareRelease')
    const pages = await scan(walk, await current(walk, 'IOU'))
    expect(pages.every(({ state, itemId }) => state === 'FILED' && itemId === 'D710')).toBe(true)
    // The printing is set aside while its pages are read: they become a paper after that.
    await counter.database.write(async (tx) => ok(await documents(tx).supersede(walk.caseId, ['IOU'], counter.clock.now())))
    expect(await judge(walk, 'D710')).toMatchObject({ ok: false, error: { code: 'DOCUMENT_SUPERSEDED', details: { version: 1 } } })
    expect(await stateOfItem(walk, 'D710')).not.toBe('OK')
    expectOk(await changePages(counter, staff.teller, { action: 'RETURN', pageIds: pages.map(({ pageId }) => pageId) }))
    await refusedWhole(counter, () => undoLast(counter, staff.teller), 'DOCUMENT_SUPERSEDED')
  })
})

describe('a contract drawn up anew', () => {
  it('has its payment instruction signed anew with it', async () => {
    const { counter, staff } = branch
    const walk = await startSmall(branch, 'mortgage-1')
    await walkBefore(walk, 'drawUp')
    expectOk(await attempt(walk, 'drawUp', staff.firstManager))
    const first = await current(walk, 'PAYMENT_INSTRUCTION')
    await scan(walk, first)
    expectOk(await judge(walk, 'D707'))
    expect(await stateOfItem(walk, 'D707')).toBe('OK')
    expectOk(await attempt(walk, 'drawUp', staff.firstManager))
    expect(await stateOfItem(walk, 'D707')).not.toBe('OK')
    const kept = await counter.database.read((reader) => everyPaperOfCase(reader, counter.vault, walk.caseId))
    expect(kept.filter(({ itemId }) => itemId === 'D707')).toMatchObject([{ verdict: 'OK', supersededAt: expect.any(String) }])
    expect((await scan(walk, first)).map(({ hint }) => hint)).toEqual(['OLD_PRINT'])
  })
})

it('a payment checked again on its day keeps the IOU that was signed for it', async () => {
  const { staff } = branch
  const walk = await startSmall(branch)
  await walkBefore(walk, 'release')
  const iou = await current(walk, 'IOU')
  expect(await stateOfItem(walk, 'D710')).toBe('OK')
  expectOk(await attempt(walk, 'prepareRelease', staff.officer))
  expect((await current(walk, 'IOU')).documentId).toBe(iou.documentId)
  expect(await stateOfItem(walk, 'D710')).toBe('OK')
  await walkTo(walk, 'release')
})
