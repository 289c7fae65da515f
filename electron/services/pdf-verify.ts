import type { SignaturePlace } from '../../core/contract/signature-place.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { PlacedPage } from './layout-capture.ts'
import { layoutFaults, placedTexts } from './layout-verify.ts'
import { countCharacters, shortOf } from './paper-text.ts'
import { fontsEmbedded, readPages } from './pdf-reread.ts'

/** What the written bytes are held to. Not the pages themselves: they are megabytes, and reading back would carry them along. */
export interface LaidOut {
  readonly pages: number
  readonly characters: ReadonlyMap<string, number>
}

export const laidOutOn = (pages: readonly PlacedPage[]): LaidOut => ({ pages: pages.length, characters: countCharacters(placedTexts(pages)) })

/**
 * Whether everything put into a document was laid out inside its pages, each character with a glyph (pdf.md §1).
 *
 * Refusals: PDF_INCOMPLETE with `check` 'LAYOUT' and the characters `lost`, `outside` the page, or drawn as `boxes`.
 */
export function verifyLayout(put: readonly string[], pages: readonly PlacedPage[]): Result<null> {
  const { lost, outside, boxes } = layoutFaults(put, pages)
  return lost.length + outside.length + boxes.length === 0 ? ok(null) : refuse('PDF_INCOMPLETE', { check: 'LAYOUT', lost, outside, boxes })
}

/** Whether every place to sign was found where it was laid out, once. Refusals: PDF_INCOMPLETE with `check` 'PLACES'. */
export const verifyPlaces = (put: number, places: readonly SignaturePlace[]): Result<null> =>
  places.length === put ? ok(null) : refuse('PDF_INCOMPLETE', { check: 'PLACES', put, found: places.length })

/**
 * Reads the written bytes back and compares them with what was laid out: pages, characters, the marks (numbers) that every
 * page must carry, and embedded fonts. What is checked is what leaves the house.
 *
 * Refusals: PDF_INCOMPLETE with `check` 'PAGES', 'CHARACTERS' (with `lost` and `added`), 'MARKS' (with `page`) or 'FONTS'.
 */
export async function verifyWritten(bytes: Uint8Array, laidOut: LaidOut, marks: readonly string[]): Promise<Result<null>> {
  const written = await readPages(bytes)
  if (written.length !== laidOut.pages) return refuse('PDF_INCOMPLETE', { check: 'PAGES', laidOut: laidOut.pages, written: written.length })
  const read = countCharacters(written)
  const [lost, added] = [shortOf(laidOut.characters, read), shortOf(read, laidOut.characters)]
  if (lost.length + added.length > 0) return refuse('PDF_INCOMPLETE', { check: 'CHARACTERS', lost, added })
  const unmarked = written.findIndex((text) => marks.some((mark) => !text.replace(/\s/g, '').includes(mark)))
  if (unmarked >= 0) return refuse('PDF_INCOMPLETE', { check: 'MARKS', page: unmarked + 1 })
  return fontsEmbedded(bytes) ? ok(null) : refuse('PDF_INCOMPLETE', { check: 'FONTS' })
}
