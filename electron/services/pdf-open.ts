import type { ScanDamage } from './image-walk.ts'

export type PdfFacts =
  | { readonly pages: number }
  | { readonly damage: ScanDamage | 'NO_PAGES' }
  | { readonly encrypted: true }
  | { readonly tooManyPages: number }

/** A file that claims more is an attack or a mistake; each page is opened to prove that it is there. */
export const MAX_PDF_PAGES = 2000

/**
 * Readers mend a truncated PDF silently and lose its last pages, so the end is checked by hand before one is asked:
 * %%EOF last, `startxref` pointing at a table inside the file, and a linearized file as long as it says (ISO 32000-1, 7.5.5, F.3.3).
 */
function isWhole(bytes: Buffer): boolean {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 2048))
  const end = /startxref\s+(\d+)\s+%%EOF[\s\0]*$/.exec(tail)
  if (!end) return false
  const offset = Number(end[1])
  // Off by a line is common and harmless; beyond the end of the file is not.
  const around = bytes.toString('latin1', Math.max(0, offset - 16), Math.min(bytes.length, offset + 1040))
  if (offset >= bytes.length || !/xref|\d+\s+\d+\s+obj/.test(around)) return false
  const linearized = /\/Linearized\b[^>]*\/L\s+(\d+)/.exec(bytes.toString('latin1', 0, 2048))
  return !linearized || Number(linearized[1]) <= bytes.length
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

/**
 * Opens a PDF with PDF.js and every page of it.
 * @returns the number of pages, or why it cannot be kept. Encrypted includes files that open without a password:
 * they forbid printing or copying, and cannot be read again in fifty years.
 * @example await openPdf(bytes) // { pages: 3 }
 */
export async function openPdf(bytes: Buffer): Promise<PdfFacts> {
  if (!isWhole(bytes)) return { damage: 'TRUNCATED' }
  // Loaded on first use: it is large, and the app must start without it.
  const { getDocument, VerbosityLevel } = await import('./pdfjs.ts')
  // A copy, because PDF.js takes the buffer away from its owner.
  const task = getDocument({ data: Uint8Array.from(bytes), stopAtErrors: true, disableFontFace: true, useSystemFonts: false, verbosity: VerbosityLevel.ERRORS })
  try {
    const document = await task.promise
    const { info } = await document.getMetadata()
    if ('EncryptFilterName' in info && info.EncryptFilterName) return { encrypted: true }
    if (document.numPages === 0) return { damage: 'NO_PAGES' }
    if (document.numPages > MAX_PDF_PAGES) return { tooManyPages: document.numPages }
    for (let page = 1; page <= document.numPages; page += 1) (await document.getPage(page)).cleanup()
    return { pages: document.numPages }
  } catch (error) {
    return nameOf(error) === 'PasswordException' ? { encrypted: true } : { damage: 'STRUCTURE' }
  } finally {
    await task.destroy()
  }
}
