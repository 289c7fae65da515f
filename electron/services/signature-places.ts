import type { SignaturePlace } from '../../core/contract/signature-place.ts'
import { SIGN_HERE } from '../../templates/layout/signatures.ts'

/** Room of a hand or a seal around its word, in points. */
const ROOM = { left: 8, above: 30, width: 168, height: 62 } as const

/** The places to sign of a paper printed before its layout said where they are (ADR 0132): found by the words printed beside them. */
export async function signaturePlaces(bytes: Uint8Array): Promise<SignaturePlace[]> {
  // Loaded with the first set: the application starts without it.
  const { getDocument, VerbosityLevel } = await import('./pdfjs.ts')
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true })
  try {
    const document = await task.promise
    const places: SignaturePlace[] = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      const { items } = await page.getTextContent({ disableNormalization: true })
      for (const item of items) {
        if (!('str' in item)) continue
        const label = SIGN_HERE.find((word) => item.str.startsWith(word))
        const [, , , , x = 0, y = 0] = item.transform as number[]
        if (label === undefined) continue
        const left = Math.max(0, x - ROOM.left)
        const top = Math.max(0, height - y - ROOM.above)
        places.push({
          page: number,
          label: label.replace(/[：:]$/, ''),
          left: left / width,
          top: top / height,
          width: Math.min(ROOM.width, width - left) / width,
          height: Math.min(ROOM.height, height - top) / height,
        })
      }
    }
    return places
  } finally {
    await task.destroy()
  }
}
