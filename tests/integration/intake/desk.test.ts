import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PrintShelf } from '../../../core/completeness/print-shelf.ts'
import { expectOk, ok, refuse } from '../../../core/kernel/result.ts'
import { papersOfCase } from '../../../db/repositories/papers.ts'
import { printsAfter } from '../../../db/repositories/scan-pages.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { changePages, undoLast } from '../../../electron/usecases/scans/change-pages.ts'
import { fillShelf } from '../../../electron/usecases/scans/find-repeat.ts'
import { makeSeparators } from '../../../electron/usecases/scans/print-separators.ts'
import { makeScanDesk, type ScanDesk } from '../../../electron/usecases/scans/scan-desk.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { g4Tiff } from '../../fixtures/pages/tiff.ts'
import { type Intake, openIntake } from './pile.ts'

let intake: Intake
let separator: Uint8Array
const page = (seed: number) => scanned(drawPage({ seed, dpi: 100, lines: 12 }))
const manyPages = (count: number, seed: number) => g4Tiff(Array.from({ length: count }, (_, n) => drawPage({ seed: seed + n, dpi: 100, lines: 12 })))
const desk = (): ScanDesk =>
  makeScanDesk((error) => {
    throw error
  })

beforeAll(async () => {
  intake = await openIntake()
  separator = expectOk(await makeSeparators(intake.branch.counter, { caseId: intake.caseId, items: [{ itemId: 'D102', party: 'B' }] })).bytes
})
afterAll(() => intake.close())

/** Puts files in without reading them. */
async function lay(files: readonly (readonly [string, Uint8Array])[]): Promise<string> {
  const { counter, staff } = intake.branch
  let batchId: string | null = null
  for (const [fileName, bytes] of files) {
    batchId = expectOk(await takeFile(counter, staff.teller, { batchId, caseId: null, origin: 'PICKED' }, { fileName, bytes: ok(bytes) })).batchId
  }
  return batchId ?? ''
}
const standing = async (batchId: string) => (await intake.pages(batchId)).map(({ state, itemId, hint, reason }) => `${state} ${itemId ?? hint ?? reason}`)
const books = async (batchId: string) => {
  const pages = await intake.pages(batchId)
  return {
    pagesIn: (await intake.batch(batchId))?.pagesIn,
    pages: pages.length,
    places: new Set(pages.map(({ fileId, pageNo }) => `${fileId}/${pageNo}`)).size,
  }
}

describe('a pile whose reading stops in the middle', () => {
  it('goes on where it stopped when the counter is opened again, no page twice and none lost', async () => {
    const { counter, staff } = intake.branch
    const batchId = await lay([
      ['many.tif', await manyPages(45, 100)],
      ['last.jpg', await page(190)],
    ])
    const first = desk()
    first.read(counter, staff.teller, batchId)
    while ((await intake.pages(batchId)).length === 0) await new Promise((done) => setTimeout(done, 20))
    await first.close()
    expect(await intake.batch(batchId)).toMatchObject({ state: 'RUNNING' })
    expect((await intake.pages(batchId)).length).toBeLessThan(46)
    const second = desk()
    await second.wake(counter, staff.teller)
    await second.settled()
    await second.close()
    expect(await books(batchId)).toEqual({ pagesIn: 46, pages: 46, places: 46 })
    expect(await intake.batch(batchId)).toMatchObject({ state: 'DONE' })
  })

  it('keeps what was read before the reader died, and reads on without it twice', async () => {
    const { counter, staff } = intake.branch
    const batchId = await lay([['dies.tif', await manyPages(45, 300)]])
    const read: Counter['reader']['read'] = async (...given) => {
      await counter.reader.read(...given)
      throw new Error('the reading thread died')
    }
    const errors: unknown[] = []
    const first = makeScanDesk((error) => errors.push(error))
    first.read({ ...counter, reader: { ...counter.reader, read } }, staff.teller, batchId)
    await first.settled()
    expect(errors.map(String)).toEqual(['Error: the reading thread died'])
    // Nothing goes on behind: whoever reads on fills the shelf alone.
    expect(await books(batchId)).toEqual({ pagesIn: 45, pages: 45, places: 45 })
    first.read(counter, staff.teller, batchId)
    await first.settled()
    expect(await books(batchId)).toEqual({ pagesIn: 45, pages: 45, places: 45 })
    expect(await intake.batch(batchId)).toMatchObject({ state: 'DONE' })
    await first.close()
  })

  it('fills one shelf of prints from two sides without harm', async () => {
    const shelf = new PrintShelf()
    await intake.branch.counter.database.read((reader) => Promise.all([fillShelf(reader, shelf), fillShelf(reader, shelf)]))
    const kept = await intake.branch.counter.database.read((reader) => printsAfter(reader, 0, 5_000))
    expect(shelf.size).toBe(kept.length)
    expect(kept.length).toBeGreaterThan(0)
  })

  it('forgets what a burst had seen that could not be recorded: a page before the separator is not filed by it', async () => {
    const { counter, staff } = intake.branch
    const { database } = counter
    let full = true
    // The disk is full at the end of the burst, when everything in it has been looked at.
    const write: typeof database.write = (work) =>
      full
        ? database.write(async (tx) => {
            await work(tx)
            return refuse('DISK_FULL')
          })
        : database.write(work)
    const tight: Counter = { ...counter, database: { ...database, write } }
    const batchId = await lay([
      ['before.jpg', await page(200)],
      ['separator.pdf', separator],
    ])
    const reading = desk()
    reading.read(tight, staff.teller, batchId)
    await reading.settled()
    expect(reading.progress(batchId)?.problem?.code).toBe('DISK_FULL')
    expect(await intake.pages(batchId)).toEqual([])
    full = false
    reading.read(tight, staff.teller, batchId)
    await reading.settled()
    await reading.close()
    expect(await standing(batchId)).toEqual(['TRAY NO_CODE', 'DISCARDED SEPARATOR'])
  })

  it('keeps the pages read so far when it is called off, and says which files were not read', async () => {
    const { counter, staff } = intake.branch
    const batchId = await lay([
      ['many.tif', await manyPages(60, 300)],
      ['never.jpg', await page(390)],
    ])
    const reading = desk()
    reading.read(counter, staff.teller, batchId)
    while ((await intake.pages(batchId)).length === 0) await new Promise((done) => setTimeout(done, 20))
    reading.callOff(batchId)
    await reading.settled()
    await reading.close()
    const { pagesIn, pages, places } = await books(batchId)
    expect(pages).toBeGreaterThan(0)
    expect(pages).toBeLessThan(61)
    expect([pagesIn, places]).toEqual([pages, pages])
    expect(await intake.batch(batchId)).toMatchObject({ state: 'CANCELLED' })
    expect((await intake.files(batchId)).map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED'])
    const late = await takeFile(counter, staff.teller, { batchId, caseId: null, origin: 'PICKED' }, { fileName: 'late.jpg', bytes: ok(await page(391)) })
    expect(late).toMatchObject({ ok: false, error: { code: 'SCAN_CALLED_OFF' } })
  })
})

describe('a page filed by hand', () => {
  const papers = async () =>
    (await intake.branch.counter.database.read((reader) => papersOfCase(reader, intake.branch.counter.vault, intake.caseId)))
      .filter(({ itemId }) => itemId === 'D104')
      .map(({ pages, verdict }) => [pages, verdict])

  it('goes back to the tray when that is taken back, and its paper with it; filed again it is the paper again', async () => {
    const { counter, staff } = intake.branch
    const batchId = await intake.putIn([
      ['1.jpg', await page(400)],
      ['2.jpg', await page(401)],
    ])
    const pageIds = (await intake.pages(batchId)).map(({ pageId }) => pageId)
    const target = { caseId: intake.caseId, itemId: 'D104', party: 'B' as const }
    expectOk(await changePages(counter, staff.teller, { action: 'FILE', pageIds, target }))
    expect([await standing(batchId), await papers()]).toEqual([['FILED D104', 'FILED D104'], [[2, 'UNCHECKED']]])
    expectOk(await undoLast(counter, staff.teller))
    expect([await standing(batchId), await papers()]).toEqual([['TRAY RETURNED', 'TRAY RETURNED'], []])
    expectOk(await changePages(counter, staff.teller, { action: 'FILE', pageIds, target }))
    expectOk(await changePages(counter, staff.teller, { action: 'RETURN', pageIds: pageIds.slice(0, 1) }))
    expect(await papers()).toEqual([[1, 'UNCHECKED']])
    expectOk(await undoLast(counter, staff.teller))
    expect([await standing(batchId), await papers()]).toEqual([['FILED D104', 'FILED D104'], [[2, 'UNCHECKED']]])
  })

  it('changes places with its neighbours, and back', async () => {
    const { counter, staff } = intake.branch
    const batchId = await intake.putIn([
      ['1.jpg', await page(410)],
      ['2.jpg', await page(411)],
      ['3.jpg', await page(412)],
    ])
    const pageIds = (await intake.pages(batchId)).map(({ pageId }) => pageId)
    const target = { caseId: intake.caseId, itemId: 'D106', party: 'B' as const }
    expectOk(await changePages(counter, staff.teller, { action: 'FILE', pageIds, target }))
    const order = async () => (await intake.pages(batchId)).toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0)).map(({ pageId }) => pageIds.indexOf(pageId))
    expectOk(await changePages(counter, staff.teller, { action: 'REORDER', pageIds: [2, 0, 1].map((n) => pageIds[n] ?? ''), target }))
    expect(await order()).toEqual([2, 0, 1])
    expectOk(await undoLast(counter, staff.teller))
    expect(await order()).toEqual([0, 1, 2])
    expect(await changePages(counter, staff.teller, { action: 'REORDER', pageIds: pageIds.slice(1), target })).toMatchObject({
      ok: false,
      error: { code: 'PAGE_ORDER_INCOMPLETE' },
    })
  })
})
