import { writeFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SIGNED_KINDS } from '../../../core/contract/signed-set.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { type DocumentRecord, documentsOfCase } from '../../../db/repositories/documents.ts'
import { pagesOfScanBatch } from '../../../db/repositories/scan-pages.ts'
import { viewSignedSet } from '../../../electron/usecases/contract/view-signed-set.ts'
import { viewChecklist } from '../../../electron/usecases/disbursement/view-checklist.ts'
import { printCounterForm } from '../../../electron/usecases/papers/counter-forms.ts'
import { changePages } from '../../../electron/usecases/scans/change-pages.ts'
import { makePagePictures } from '../../../electron/usecases/scans/page-pictures.ts'
import { makeScanDesk, type ScanDesk } from '../../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { tickContracts } from '../../../scripts/demo/scan-back.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, type Walk, walkTo } from './walk.ts'

/** Piles are read by the real reader; on a busy machine it takes its time. */
const SLOW = 300_000
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

type Sheets = readonly (readonly [PDFDocument, number])[]
const documentsOf = async ({ caseId }: Walk, kinds: readonly string[]): Promise<DocumentRecord[]> =>
  (await branch.counter.database.read((reader) => documentsOfCase(reader, caseId))).filter(
    ({ kind, supersededAt }) => kinds.includes(kind) && supersededAt === null,
  )
async function sheetsOf(walk: Walk, kinds: readonly string[]): Promise<Sheets> {
  const files = await Promise.all(
    (await documentsOf(walk, kinds)).map(async ({ blobRef }) => PDFDocument.load(expectOk(await branch.counter.papers.get(blobRef)))),
  )
  return files.flatMap((file) => file.getPageIndices().map((at) => [file, at + 1] as const))
}
async function blankCopy(): Promise<Sheets> {
  const copy = await PDFDocument.create()
  copy.addPage([595, 842]).drawText('RESIDENT IDENTITY CARD', { x: 120, y: 500, size: 24 })
  return [[copy, 1]]
}
async function scan({ caseId }: Walk, sheets: Sheets): Promise<string> {
  const { counter, staff } = branch
  const pile = await PDFDocument.create()
  for (const [source, page] of sheets) for (const copied of await pile.copyPages(source, [page - 1])) pile.addPage(copied)
  const taken = expectOk(
    await takeFile(counter, staff.teller, { batchId: null, caseId, origin: 'PICKED' }, { fileName: 'pile.pdf', bytes: ok(await pile.save()) }),
  )
  desk.read(counter, staff.teller, taken.batchId)
  await desk.settled()
  return taken.batchId
}
const board = async ({ caseId }: Walk) => {
  const session = branch.staff.teller
  return expectOk(
    await viewSignedSet(
      branch.counter,
      makePagePictures(() => branch.counter),
      { session, seat: { session } },
      { caseId },
    ),
  )
}
const condition = async ({ caseId }: Walk) => expectOk(await viewChecklist(branch.counter, caseId)).conditions.find(({ code }) => code === 'SIGNED_SET_BACK')

/** As a branch stands that printed its contracts before the layout said where they are signed. */
const forgetPlaces = () =>
  branch.counter.database.write(async (tx) => {
    await tx.run('DROP TRIGGER IF EXISTS tr_document_places_kept', [])
    await tx.run('DELETE FROM document_places', [])
    return ok(undefined)
  })

describe('the pile of signed contracts', () => {
  it('may hold the customer’s schedule, his card, consents and a copy of his identity card: each goes where it belongs, and the money goes', {
    timeout: SLOW,
  }, async () => {
    const { counter, staff } = branch
    const walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    for (const kind of ['CREDIT_AUTHORISATION', 'PERSONAL_INFO_CONSENT', 'USE_UNDERTAKING', 'SERVICE_ADDRESS'] as const)
      expectOk(await printCounterForm(counter, staff.teller, { caseId: walk.caseId, kind, reason: '' }))
    await walkTo(walk, 'drawUp')
    const forms = await sheetsOf(walk, ['CREDIT_AUTHORISATION', 'PERSONAL_INFO_CONSENT', 'USE_UNDERTAKING', 'SERVICE_ADDRESS'])
    const [first, second, ...others] = await sheetsOf(walk, [...SIGNED_KINDS, 'REPAYMENT_SCHEDULE', 'CUSTOMER_CARD'])
    if (!first || !second) return expect.fail('a contract has two pages')
    const batchId = await scan(walk, [second, first, ...others, ...forms, ...(await blankCopy())])
    const pages = await counter.database.read((reader) => pagesOfScanBatch(reader, batchId))
    const went = new Set(pages.map(({ code, hint, itemId, party }) => `${code?.slice(3, 5) ?? '-'} ${itemId === null ? hint : `${itemId}/${party}`}`))
    expect([...went].sort()).toEqual(
      ['- NO_CODE', 'DY D706/B', 'GX D203/B', 'GX D203/SP', 'HK D706/B', 'JK D706/B', 'KP D706/B', 'SD D209/B', 'YT D208/B', 'ZX D201/B', 'ZX D201/SP'].sort(),
    )
    const swapped = await board(walk)
    expect(swapped.faults.map(({ fault }) => fault)).toEqual(['OUT_OF_ORDER'])
    const pageIds = [...swapped.pages.flatMap(({ scan: one }) => (one ? [one.pageId] : [])), ...swapped.alongside]
    expectOk(await changePages(counter, staff.teller, { action: 'REORDER', pageIds, target: { caseId: walk.caseId, itemId: 'D706', party: 'B' } }))
    expect(await board(walk)).toMatchObject({ faults: [], gaps: ['SIGNATURES_NOT_TICKED'] })
    expectOk(await tickContracts(counter, [staff.teller, staff.officer], walk.caseId))
    expect((await condition(walk))?.met).toBe(true)
  })

  it('knows a contract of the loan that was drawn up before, which has a number of its own, from one of another customer', { timeout: SLOW }, async () => {
    const walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(walk, 'drawUp')
    const before = await sheetsOf(walk, ['LOAN_CONTRACT'])
    expectOk(await attempt(walk, 'drawUp', branch.staff.firstManager))
    const batchId = await scan(walk, before.slice(0, 2))
    expect((await branch.counter.database.read((reader) => pagesOfScanBatch(reader, batchId))).map(({ state, hint }) => [state, hint])).toEqual([
      ['TRAY', 'OLD_PRINT'],
      ['TRAY', 'OLD_PRINT'],
    ])
    const found = await board(walk)
    expect(found.faults.map(({ fault }) => fault)).toEqual(['OLDER_PRINTING', 'OLDER_PRINTING'])
    expect(found.gaps).toContain('SIGNED_PAGES_MISSING')
  })

  it('keeps the money where the printed contract cannot be opened: nobody knows then where it is signed', { timeout: SLOW }, async () => {
    const { counter, staff } = branch
    const walk = await startWalk(branch, entryOf(branch, 'deficient-1'))
    await walkTo(walk, 'drawUp')
    await scan(walk, await sheetsOf(walk, SIGNED_KINDS))
    const [contract] = await documentsOf(walk, ['LOAN_CONTRACT'])
    await writeFile(counter.papers.pathOf(contract?.blobRef ?? ''), 'damaged')
    const labels = async () => (await board(walk)).pages.flatMap(({ places }) => places.map(({ label }) => label))
    const laid = await labels()
    expect(laid).toEqual(expect.arrayContaining(['亲笔抄写', '签名', '手印', '合同专用章', '负责人（授权代理人）签章']))
    // The layout of this printing said where; of one printed before only its words do.
    expect(await board(walk)).toMatchObject({ gaps: ['SIGNATURES_NOT_TICKED'], unplaced: [] })
    await forgetPlaces()
    expectOk(await tickContracts(counter, [staff.teller, staff.officer], walk.caseId))
    const found = await board(walk)
    expect(found.gaps).toEqual(['SIGNATURE_PLACES_UNKNOWN'])
    expect(found.unplaced).toEqual([{ kind: 'LOAN_CONTRACT', number: contract?.number }])
    expect(await condition(walk)).toMatchObject({ met: false, open: ['SIGNATURE_PLACES_UNKNOWN'] })
  })
})
