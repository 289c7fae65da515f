import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { loanContract } from '../../../electron/services/papers.ts'
import { getDocument, VerbosityLevel } from '../../../electron/services/pdfjs.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { DPI, differingFields, drawPages, type Grey, smallPicture } from '../../fixtures/paper/page-picture.ts'
import { openPrinter, printOk } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

interface Box {
  readonly hanzi: string
  readonly x: number
  readonly y: number
  readonly size: number
}

/** Where each hanzi of a run of hanzi stands on the page, in dots. */
async function hanziOf(bytes: Uint8Array, number: number): Promise<Box[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true })
  const page = await (await task.promise).getPage(number)
  const height = page.view[3] ?? 0
  const { items } = await page.getTextContent({ disableNormalization: true })
  const dots = (points: number): number => (points * DPI) / 72
  const boxes = items.flatMap((item): Box[] => {
    if (!('str' in item) || !/^[\p{Script=Han}，。、；：（）《》]+$/u.test(item.str)) return []
    const characters = [...item.str]
    const size = Math.hypot(Number(item.transform[2]), Number(item.transform[3]))
    return characters.map((hanzi, at) => ({
      hanzi,
      x: dots(Number(item.transform[4]) + (at * item.width) / characters.length),
      y: dots(height - Number(item.transform[5]) - size * 0.86),
      size: dots(size),
    }))
  })
  await task.destroy()
  return boxes
}

function without({ width, height, pixels }: Grey, { x, y, size }: Box): Grey {
  const blanked = Uint8Array.from(pixels)
  for (let row = Math.floor(y); row < y + size; row++) blanked.fill(255, row * width + Math.floor(x), row * width + Math.ceil(x + size))
  return { width, height, pixels: blanked }
}

/** Every so many-th hanzi, and 一, which has the least ink of all. */
const STEP = process.env.TEST_FULL ? 1 : 9

describe.skipIf(spawnSync('pdftoppm', ['-v']).error !== undefined)('the picture kept of a page', () => {
  it('is the same of the same page, and another when one hanzi is missing, whichever it is', async () => {
    const { bytes } = await printOk(await openPrinter(), loanContract(mortgageTerms(), CLAUSES))
    const pages = await drawPages(bytes)
    const again = await drawPages(bytes)
    expect(pages.map((page, at) => differingFields(smallPicture(page), smallPicture(again[at] ?? page)))).toEqual(pages.map(() => 0))
    const unseen: string[] = []
    let tried = 0
    for (const [at, page] of pages.slice(0, 3).entries()) {
      const kept = smallPicture(page)
      const hanzi = (await hanziOf(bytes, at + 1)).filter(({ hanzi: one }, place) => one === '一' || (place % STEP === 0 && /\p{Script=Han}/u.test(one)))
      for (const box of hanzi) if (differingFields(smallPicture(without(page, box)), kept) === 0) unseen.push(`${box.hanzi} on page ${at + 1}`)
      tried += hanzi.length
    }
    expect(tried).toBeGreaterThan(100)
    expect(unseen).toEqual([])
  })

  it('lets pass the rounding of a single step', () => {
    const kept = new Uint8Array(42 * 59).fill(7)
    const rounded = kept.with(100, 8)
    expect([differingFields(rounded, kept), differingFields(kept.with(100, 10), kept), differingFields(kept.subarray(1), kept) > 0]).toEqual([0, 4, true])
  })
})
