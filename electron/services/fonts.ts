import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type Coverage, coverage } from './font-coverage.ts'

const FOLDER = 'node_modules/@expo-google-fonts/noto-serif-sc'
/** Where the two weights stand under the application's root; electron-builder packs exactly these. */
export const FONT_FILES = {
  normal: `${FOLDER}/400Regular/NotoSerifSC_400Regular.ttf`,
  bold: `${FOLDER}/700Bold/NotoSerifSC_700Bold.ttf`,
} as const

export interface PaperFonts {
  readonly normal: Buffer
  readonly bold: Buffer
  /** What both weights draw: a character of one weight only would be a box in a heading. */
  readonly coverage: Coverage
}

const both = (normal: Coverage, bold: Coverage): Coverage => {
  const has = (codePoint: number): boolean => normal.has(codePoint) && bold.has(codePoint)
  return {
    has,
    glyphOf: (codePoint) => (has(codePoint) ? normal.glyphOf(codePoint) : 0),
    undrawable: (text) => [...new Set([...normal.undrawable(text), ...bold.undrawable(text)])],
  }
}

/**
 * Opens Noto Serif SC, regular and bold, from under `appRoot`. Paper is never set in a substitute font.
 *
 * Refusals: PDF_FONT_MISSING naming the file that is missing or is not a font.
 * @example await loadFonts(app.getAppPath())
 */
export async function loadFonts(appRoot: string): Promise<Result<PaperFonts>> {
  const opened: { bytes: Buffer; coverage: Coverage }[] = []
  for (const file of [FONT_FILES.normal, FONT_FILES.bold]) {
    try {
      const bytes = await readFile(path.join(appRoot, file))
      opened.push({ bytes, coverage: coverage(bytes) })
    } catch {
      return refuse('PDF_FONT_MISSING', { file: path.basename(file) })
    }
  }
  const [normal, bold] = opened
  if (!normal || !bold) return refuse('PDF_FONT_MISSING')
  return ok({ normal: normal.bytes, bold: bold.bytes, coverage: both(normal.coverage, bold.coverage) })
}
