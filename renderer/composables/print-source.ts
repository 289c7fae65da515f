import type { PageSource } from './page-source.ts'
import { printSheets } from './print-sheets.ts'

const MM_PER_INCH = 25.4
const A4_WIDTH_MM = 210
/** Sharp enough for a contract on a laser printer; the drawn page is A4 and is neither cropped nor scaled. */
const PRINT_DPI = 200

/** Hands every page of a document to the system's print dialog, one A4 sheet each, and nothing else of the window. */
export async function printSource(source: PageSource, drew: (page: number) => void): Promise<void> {
  const sheets = document.createElement('div')
  sheets.className = 'print-sheets'
  const width = Math.round((A4_WIDTH_MM / MM_PER_INCH) * PRINT_DPI)
  for (let page = 1; page <= source.pages; page += 1) {
    sheets.append(await source.draw(page, width))
    drew(page)
  }
  printSheets(sheets)
}
