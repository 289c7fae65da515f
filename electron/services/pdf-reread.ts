import { getDocument, VerbosityLevel } from './pdfjs.ts'

const textOf = (item: object): string => ('str' in item && typeof item.str === 'string' ? item.str : '')

/**
 * The text of every page of a written PDF, read back by another engine than wrote it. White space is the reader's guess
 * and means nothing.
 * @throws when the bytes are not a PDF.
 */
export async function readPages(bytes: Uint8Array): Promise<string[]> {
  // A copy: pdf.js takes the buffer away from its caller.
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true })
  try {
    const document = await task.promise
    const pages: string[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      // Normalisation would turn compatibility characters into others and hide a changed name.
      const { items } = await page.getTextContent({ disableNormalization: true })
      pages.push(items.map(textOf).join(''))
    }
    return pages
  } finally {
    await task.destroy()
  }
}

/** Whether two files say the same on as many pages, read by another engine than wrote them. @returns false where one cannot be read */
export const samePages = async (one: Uint8Array, other: Uint8Array): Promise<boolean> => {
  try {
    return JSON.stringify(await readPages(one)) === JSON.stringify(await readPages(other))
  } catch {
    return false
  }
}

/** Whether every font of a PDF written by pdfkit is inside it; its dictionaries are never compressed. */
export function fontsEmbedded(bytes: Uint8Array): boolean {
  const descriptors = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .match(/\/Type \/FontDescriptor[\s\S]*?endobj/g)
  return descriptors?.every((descriptor) => /\/FontFile[23]? \d+ 0 R/.test(descriptor)) ?? false
}
