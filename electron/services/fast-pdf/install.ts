import { createHash } from 'node:crypto'
import { patchPages } from './content.ts'
import { type FontBytes, patchFonts } from './fonts.ts'
import { patchInlines } from './inlines.ts'
import { installedVersions, type Parts, parts, pdfkit, VERSIONS } from './internals.ts'
import { patchLines } from './next-line.ts'
import { patchRenderer } from './render.ts'

/** First 12 hex digits of the SHA-256 of what each patch replaces or stands on, as pdfmake 0.3.11 and pdfkit 0.19.1 ship it. */
const SOURCES: Readonly<Record<string, string>> = {
  'PDFDocument.provideFont': 'd82bb3f99bf3',
  'TextInlines.buildInlines': '327a93159378',
  'TextInlines.measure': 'cb17af19531a',
  TextBreaker: '711c462c94fc',
  'LayoutBuilder.buildNextLine': 'f9a0444e3740',
  Line: '8ec80540991b',
  'Renderer.renderLine': 'b71f57566c6b',
  'Renderer.renderVector': '5d19ddae02ff',
  'Renderer.renderPages': '429c66b67fe2',
  'PDFPage.write': '65ca6b0b27e7',
  'PDFPage.end': '2c3a7565bf02',
}

/** The functions the patches replace, by the name that SOURCES knows them under. */
function patched({ document, inlines, breaker, builder, line, renderer }: Parts): Readonly<Record<string, { toString(): string }>> {
  const page = Object.getPrototypeOf(new (pdfkit())({ font: null }).page) as { write: () => void; end: () => void }
  return {
    'PDFDocument.provideFont': document.prototype.provideFont,
    'TextInlines.buildInlines': inlines.prototype.buildInlines,
    'TextInlines.measure': inlines.prototype.measure,
    TextBreaker: breaker,
    'LayoutBuilder.buildNextLine': builder.prototype.buildNextLine,
    Line: line,
    'Renderer.renderLine': renderer.prototype.renderLine,
    'Renderer.renderVector': renderer.prototype.renderVector,
    'Renderer.renderPages': renderer.prototype.renderPages,
    'PDFPage.write': page.write,
    'PDFPage.end': page.end,
  }
}

const fingerprint = (source: { toString(): string }): string => createHash('sha256').update(source.toString()).digest('hex').slice(0, 12)

/** What in an engine is not what the patches were made for: empty when they fit. @example misfits(parts()) // [] */
export function misfits(engine: Parts, versions: Readonly<Record<string, string>> = installedVersions()): string[] {
  const wrong = Object.entries(VERSIONS).filter(([name, version]) => versions[name] !== version)
  const changed = Object.entries(patched(engine)).filter(([name, source]) => fingerprint(source) !== SOURCES[name])
  return [...wrong.map(([name]) => `${name} ${versions[name]}`), ...changed.map(([name]) => name)]
}

/**
 * Makes pdfmake fast in this thread, once and for good. Where one patch does not fit what is installed, none is applied and pdfmake
 * works as its makers ship it: slower, and right.
 * @returns what did not fit; empty when the patches are in place
 */
export function installFastPdf(bytesOf: FontBytes): string[] {
  const engine = parts()
  const wrong = misfits(engine)
  if (wrong.length > 0) return wrong
  patchFonts(engine, bytesOf)
  patchInlines(engine)
  patchLines(engine)
  patchRenderer(engine)
  patchPages()
  return []
}
