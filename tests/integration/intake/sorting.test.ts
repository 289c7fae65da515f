import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { papersOfCase } from '../../../db/repositories/papers.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import { makeSeparators } from '../../../electron/usecases/scans/print-separators.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { separatorCode } from '../../fixtures/pages/our-codes.ts'
import { g4Tiff } from '../../fixtures/pages/tiff.ts'
import { type Intake, openIntake } from './pile.ts'

let intake: Intake
beforeAll(async () => {
  intake = await openIntake()
})
afterAll(() => intake.close())

const papers = () => intake.branch.counter.database.read((reader) => papersOfCase(reader, intake.branch.counter.vault, intake.caseId))
const standing = async (batchId: string) =>
  (await intake.pages(batchId)).map(({ state, itemId, party, hint, reason }) => [state, itemId ?? hint ?? reason, ...(party ? [party] : [])].join(' '))

describe('a pile put in', () => {
  it('files what lies behind a separator sheet to its item, and leaves the rest in the tray', async () => {
    const separator = expectOk(await makeSeparators(intake.branch.counter, { caseId: intake.caseId, items: [{ itemId: 'D102', party: 'B' }] }))
    const page = (seed: number) => scanned(drawPage({ seed }))
    const batchId = await intake.putIn([
      ['1.jpg', await page(1)],
      ['2.pdf', separator.bytes],
      ['3.jpg', await page(2)],
      ['4.jpg', await page(3)],
    ])
    expect(await standing(batchId)).toEqual(['TRAY NO_CODE', 'DISCARDED SEPARATOR', 'FILED D102 B', 'FILED D102 B'])
    expect(await papers()).toMatchObject([{ itemId: 'D102', party: 'B', pages: 2, media: 'application/pdf', verdict: 'UNCHECKED' }])
    expect(await intake.batch(batchId)).toMatchObject({ state: 'DONE', pagesIn: 4 })
  })

  it('reads a TIFF of several pages in CCITT G4, and one broken strip costs only its own page', async () => {
    const separator = separatorCode(intake.branch.counter.vault, intake.caseNo, 'D104', 'B')
    const drawn = [drawPage({ seed: 10, code: separator, codeMm: 46 }), ...[11, 12, 13].map((seed) => drawPage({ seed }))]
    const batchId = await intake.putIn([['pile.tif', await g4Tiff(drawn, [3])]])
    expect(await standing(batchId)).toEqual(['DISCARDED SEPARATOR', 'FILED D104 B', 'TRAY UNREADABLE', 'TRAY NO_CODE'])
  })

  it('keeps the bytes of the file as they came, whatever becomes of its pages', async () => {
    const bytes = await scanned(drawPage({ seed: 20 }))
    const batchId = await intake.putIn([['a.jpg', bytes]])
    const [file] = await intake.files(batchId)
    const kept = expectOk(await intake.branch.counter.papers.get(file?.blobRef ?? ''))
    expect(createHash('sha256').update(kept).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
})

describe('a TIFF handed in for one item', () => {
  const offer = (bytes: Uint8Array) => makeScanTray().offer(intake.branch.counter, bytes)
  const pages = [30, 31].map((seed) => drawPage({ seed, dpi: 100, lines: 12 }))

  it('is kept as a PDF of the same pages', async () => {
    const { facts, stored } = expectOk(await offer(await g4Tiff(pages)))
    expect(facts).toMatchObject({ kind: 'PDF', mime: 'application/pdf', pages: 2 })
    expect((await intake.branch.counter.papers.get(stored.ref)).ok).toBe(true)
  })

  it('with a broken strip is refused as damaged, and leaves no file', async () => {
    const before = (await intake.branch.counter.papers.list()).length
    expect(await offer(await g4Tiff(pages, [2]))).toMatchObject({ ok: false, error: { code: 'SCAN_DAMAGED', details: { kind: 'TIFF' } } })
    expect((await intake.branch.counter.papers.list()).length).toBe(before)
  })
})
