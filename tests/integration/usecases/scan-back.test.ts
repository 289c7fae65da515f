import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { pagesOfScanBatch } from '../../../db/repositories/scan-pages.ts'
import { tickSignatures } from '../../../electron/usecases/contract/tick-signatures.ts'
import { viewSignedSet } from '../../../electron/usecases/contract/view-signed-set.ts'
import { viewChecklist } from '../../../electron/usecases/disbursement/view-checklist.ts'
import { changePages } from '../../../electron/usecases/scans/change-pages.ts'
import { makePagePictures } from '../../../electron/usecases/scans/page-pictures.ts'
import { makeScanDesk, type ScanDesk } from '../../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { scanContracts, tickContracts } from '../../../scripts/demo/scan-back.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, type Walk, walkTo } from './walk.ts'

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

/** The contract as it was printed; scanned it is the same pages. */
async function contractOf({ caseId }: Walk): Promise<PDFDocument> {
  const { counter } = branch
  const documents = await counter.database.read((reader) => documentsOfCase(reader, caseId))
  const contract = documents.find(({ kind, supersededAt }) => kind === 'LOAN_CONTRACT' && supersededAt === null) ?? expect.fail()
  return PDFDocument.load(expectOk(await counter.papers.get(contract.blobRef)))
}
/** A pile of pages, each of a contract, as one scanned file. */
async function scan({ caseId }: Walk, pages: readonly (readonly [PDFDocument, number])[]): Promise<string> {
  const { counter, staff } = branch
  const pile = await PDFDocument.create()
  for (const [source, page] of pages) for (const copied of await pile.copyPages(source, [page - 1])) pile.addPage(copied)
  const bytes = await pile.save()
  const taken = expectOk(await takeFile(counter, staff.teller, { batchId: null, caseId, origin: 'PICKED' }, { fileName: 'signed.pdf', bytes: ok(bytes) }))
  desk.read(counter, staff.teller, taken.batchId)
  await desk.settled()
  return taken.batchId
}
const board = async ({ caseId }: Walk, session: Session = branch.staff.teller) =>
  expectOk(
    await viewSignedSet(
      branch.counter,
      makePagePictures(() => branch.counter),
      { session, seat: { session } },
      { caseId },
    ),
  )
const condition = async ({ caseId }: Walk) => expectOk(await viewChecklist(branch.counter, caseId)).conditions.find(({ code }) => code === 'SIGNED_SET_BACK')

describe('a signed contract that is scanned back', () => {
  it('keeps the money until every page is back once, in order, of this printing, and two persons saw the signatures', async () => {
    const { counter, staff } = branch
    const walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(walk, 'drawUp')
    const contract = await contractOf(walk)
    const pages = contract.getPageCount()
    expect(await board(walk)).toMatchObject({ begun: false, gaps: ['SIGNED_PAGES_MISSING'], pages: { length: pages } })

    // Page 2 is left in the scanner's lid, the last two are swapped, page 1 came twice, and a page of another customer lies among them.
    const stranger = await startWalk(branch, entryOf(branch, 'deficient-1'))
    await walkTo(stranger, 'drawUp')
    const other = await contractOf(stranger)
    const order = [...Array.from({ length: pages - 2 }, (_, at) => at + 1).filter((page) => page !== 2), pages, pages - 1]
    const pile: [PDFDocument, number][] = order.map((page) => [contract, page])
    const batchId = await scan(walk, [...pile, [contract, 1], [other, 3]])
    const found = await board(walk)
    expect(found.gaps).toEqual(['SIGNED_PAGES_MISSING', 'SIGNED_PAGES_WRONG', 'SIGNATURES_NOT_TICKED'])
    expect(found.pages.filter(({ scan: one }) => one === null).map(({ page }) => page)).toEqual([2])
    expect(found.faults.map(({ fault }) => fault).sort()).toEqual(['DOUBLED', 'OTHER_CONTRACT', 'OUT_OF_ORDER'])

    // The other customer's page was never filed with this one.
    const strange = (await counter.database.read((reader) => pagesOfScanBatch(reader, batchId))).find(({ hint }) => hint === 'OTHER_CASE')
    expect(strange).toMatchObject({ state: 'TRAY', caseId: null })

    const wrong = found.faults.filter(({ fault }) => fault !== 'OUT_OF_ORDER').map(({ scan: one }) => one.pageId)
    expectOk(await changePages(counter, staff.teller, { action: 'DISCARD', pageIds: wrong, reason: 'NOT_NEEDED' }))
    await scan(walk, [[contract, 2]])
    const inOrder = (await board(walk)).pages.flatMap(({ scan: one }) => (one ? [one.pageId] : []))
    const target = { caseId: walk.caseId, itemId: 'D706', party: 'B' as const }
    expectOk(await changePages(counter, staff.teller, { action: 'REORDER', pageIds: inOrder, target }))
    const whole = await board(walk)
    expect(whole).toMatchObject({ faults: [], gaps: ['SIGNATURES_NOT_TICKED'] })
    expect(whole.pages.every(({ scan: one }) => one !== null)).toBe(true)

    // The places to sign are found on the pages that have them, and nowhere else.
    const toSign = whole.pages.filter(({ places }) => places.length > 0)
    expect(toSign.length).toBeGreaterThan(0)
    expect(toSign.flatMap(({ places }) => places.map(({ label }) => label))).toEqual(expect.arrayContaining(['签名', '手印', '合同专用章']))
    const tick = (session: Session, pageIds: readonly string[]) => tickSignatures(counter, session, { caseId: walk.caseId, pageIds })
    const signed = toSign.flatMap(({ scan: one }) => (one ? [one.pageId] : []))
    const unsigned = whole.pages.flatMap(({ places, scan: one }) => (places.length === 0 && one ? [one.pageId] : []))
    // One strange page among those looked at, and none of them counts.
    await refusedWhole(counter, () => tick(staff.firstManager, [...signed, unsigned[0] ?? '']), 'FIELD_INVALID')
    await refusedWhole(counter, () => tick(staff.firstManager, [...signed, strange?.pageId ?? '']), 'FIELD_INVALID')
    expectOk(await tick(staff.firstManager, signed))
    for (const pageId of signed) await refusedWhole(counter, () => tick(staff.firstManager, [pageId]), 'DIFFERENT_PERSON_NEEDED')
    expect((await board(walk)).gaps).toEqual(['SIGNATURES_NOT_TICKED'])
    expectOk(await tick(staff.officer, signed.slice(1)))
    expect((await board(walk)).gaps).toEqual(['SIGNATURES_NOT_TICKED'])
    expectOk(await tick(staff.officer, signed.slice(0, 1)))
    expect((await board(walk)).gaps).toEqual([])
    expect((await condition(walk))?.met).toBe(true)

    // Whoever goes on after a power cut scans nothing twice and confirms nothing twice.
    expectOk(await scanContracts(counter, staff.teller, walk.caseId))
    expectOk(await tickContracts(counter, [staff.firstManager, staff.officer], walk.caseId))
    expect(await board(walk)).toMatchObject({ faults: [], gaps: [] })
  })

  it('holds the payment up while nothing of it is back, one page of it, or one page too many', async () => {
    const { counter, staff } = branch
    const pagesIn = async (batchId: string) => (await counter.database.read((reader) => pagesOfScanBatch(reader, batchId))).map(({ pageId }) => pageId)
    const walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    await walkTo(walk, 'drawUp')
    expect(await condition(walk)).toMatchObject({ met: false, actor: 'TELLER', open: ['SIGNED_PAGES_MISSING'] })
    const old = await pagesIn(await scan(walk, [[await contractOf(walk), 1]]))
    expect((await board(walk)).pages.filter(({ scan: one }) => one !== null)).toHaveLength(1)

    // Drawn up anew it is signed anew: what came back of the first printing counts no more, and is in nobody's way.
    expectOk(await attempt(walk, 'drawUp', staff.firstManager))
    expect(await board(walk)).toMatchObject({ begun: false, faults: [], gaps: ['SIGNED_PAGES_MISSING'] })
    const back = await pagesIn(await scan(walk, [[await contractOf(walk), 1]]))
    const target = { caseId: walk.caseId, itemId: 'D706', party: 'B' as const }
    expect([old.length, back.length]).toEqual([1, 1])
    await refusedWhole(counter, () => changePages(counter, staff.teller, { action: 'REORDER', pageIds: [...old, ...back], target }), 'PAGE_SETTLED')
    await refusedWhole(counter, () => changePages(counter, staff.teller, { action: 'ROTATE', pageIds: old, rotation: 180 }), 'PAGE_SETTLED')
    expect((await board(walk)).faults).toEqual([])
    expect((await condition(walk))?.open).toEqual(['SIGNED_PAGES_MISSING'])
    await walkTo(walk, 'ready')
    const doubled = (await board(walk)).faults
    expect(doubled.map(({ fault }) => fault)).toEqual(['DOUBLED'])
    const refused = await attempt(walk, 'prepareRelease', staff.officer)
    expect(refused).toMatchObject({ ok: false, error: { code: 'CONDITIONS_OPEN' } })
    expect(JSON.stringify(refused)).toContain('SIGNED_SET_BACK: SIGNED_PAGES_WRONG')
  })
})
