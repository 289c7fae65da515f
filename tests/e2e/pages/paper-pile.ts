import { readFile, writeFile } from 'node:fs/promises'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { chance } from '../../fixtures/pages/draw-page.ts'

const A4: [number, number] = [595.28, 841.89]
const LINES = 26

/** A sheet that differs from every other: what a customer's paper is to a scanner. */
async function addSheet(pile: PDFDocument, seed: number): Promise<void> {
  const font = await pile.embedFont(StandardFonts.Courier)
  const page = pile.addPage(A4)
  const next = chance(seed)
  for (let line = 0; line < LINES; line += 1) {
    const text = Array.from({ length: 8 }, () => Math.floor(next() * 1e8).toString(36)).join(' ')
    page.drawText(`${seed}.${line} ${text}`, { x: 56, y: 780 - line * 27, size: 11, font })
  }
}

/**
 * What the scanner gives for a pile with a separator sheet before each paper: `sheets[n]` pages follow the n-th separator, which
 * is left out where there are none; sheets of our own are named by their file.
 * @returns the pages of the pile
 */
export async function separatedPile(separators: string, sheets: readonly (number | readonly Uint8Array[])[], file: string, seed: number): Promise<number> {
  const sheetsOfOurs = await PDFDocument.load(await readFile(separators))
  const pile = await PDFDocument.create()
  let nth = seed
  for (const [at, count] of sheets.entries()) {
    const [separator] = await pile.copyPages(sheetsOfOurs, [at])
    if (!separator) throw new Error(`no separator ${at}`)
    if (count === 0) continue
    pile.addPage(separator)
    if (typeof count !== 'number') {
      for (const bytes of count) {
        const printed = await PDFDocument.load(bytes)
        for (const sheet of await pile.copyPages(printed, printed.getPageIndices())) pile.addPage(sheet)
      }
      continue
    }
    for (let n = 0; n < count; n += 1) await addSheet(pile, nth + n)
    nth += count
  }
  await writeFile(file, await pile.save())
  return pile.getPageCount()
}
