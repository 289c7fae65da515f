import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { isDrawnHanzi } from '../../core/kernel/drawn-hanzi.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { type Coverage, coverage, coverageOf } from './font-coverage.ts'

const FOLDER = 'node_modules/@expo-google-fonts/noto-serif-sc'
/** Where the fonts stand under the application's root; electron-builder packs exactly these. */
export const FONT_FILES = {
  normal: `${FOLDER}/400Regular/NotoSerifSC_400Regular.ttf`,
  bold: `${FOLDER}/700Bold/NotoSerifSC_700Bold.ttf`,
  /** HanaMinB draws extensions B to F, which Noto Serif SC mostly lacks; 30 MB when unpacked, so only a paper that needs it does. */
  rare: 'templates/fonts/HanaMinB.ttf.br',
} as const

/** The fonts of the papers as bytes, shared between threads: nobody copies 30 MB. */
export interface FontFiles {
  readonly normal: Uint8Array
  readonly bold: Uint8Array
  /** Still compressed. */
  readonly rare: Uint8Array
}

export interface PaperFonts extends FontFiles {
  /** What Noto Serif SC draws in both weights: a character of one weight only would be a box in a heading. */
  readonly first: Coverage
  /** What either font draws. */
  readonly coverage: Coverage
  /** Unpacks the font of rare hanzi, once. */
  openRare(): Promise<Uint8Array>
}

/** What the threads of a printer work with. @throws RangeError when a file is no font */
export function paperFonts(files: FontFiles): PaperFonts {
  const [normal, bold] = [coverage(files.normal), coverage(files.bold)]
  const first = coverageOf((codePoint) => normal.has(codePoint) && bold.has(codePoint))
  let rare: Promise<Uint8Array> | null = null
  return {
    ...files,
    first,
    coverage: coverageOf((codePoint) => first.has(codePoint) || isDrawnHanzi(codePoint)),
    openRare: () => {
      rare ??= promisify(brotliDecompress)(files.rare)
      return rare
    },
  }
}

async function shared(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file)
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length))
  copy.set(bytes)
  return copy
}

/**
 * Opens Noto Serif SC, regular and bold, and HanaMinB from under `appRoot`. Paper is never set in a substitute font.
 *
 * Refusals: PDF_FONT_MISSING naming the file that is missing or is not a font.
 * @example await loadFonts(app.getAppPath())
 */
export async function loadFonts(appRoot: string): Promise<Result<PaperFonts>> {
  const files: Uint8Array[] = []
  for (const file of Object.values(FONT_FILES)) {
    try {
      files.push(await shared(path.join(appRoot, file)))
      if (file.endsWith('.ttf')) coverage(files.at(-1) ?? new Uint8Array())
    } catch {
      return refuse('PDF_FONT_MISSING', { file: path.basename(file) })
    }
  }
  const [normal, bold, rare] = files
  if (!normal || !bold || !rare) return refuse('PDF_FONT_MISSING')
  return ok(paperFonts({ normal, bold, rare }))
}
