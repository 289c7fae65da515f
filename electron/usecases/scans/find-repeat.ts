import { setImmediate as turn } from 'node:timers/promises'
import { inflateRawSync } from 'node:zlib'
import { FACE_CELLS } from '../../../core/completeness/page-face.ts'
import { nearPrints } from '../../../core/completeness/page-print.ts'
import { sameSheet } from '../../../core/completeness/same-sheet.ts'
import type { KeptPrint } from '../../../db/repositories/scan-pages.ts'
import type { Counter } from '../counter.ts'

/** A page kept, or one of this very pile that is about to be. */
export interface KnownPage extends Omit<KeptPrint, 'face'> {
  readonly face: KeptPrint['face'] | Uint8Array
}
/** Files of small pictures and faces that were opened last. */
const KEPT_FILES = 40

const opened = (deflated: Uint8Array): Uint8Array => new Uint8Array(inflateRawSync(deflated, { maxOutputLength: FACE_CELLS }))

/** Opens faces of pages, each file of them once. */
function faceOpener({ papers }: Pick<Counter, 'papers'>) {
  const files = new Map<string, Uint8Array | null>()
  return async ({ face }: KnownPage): Promise<Uint8Array | null> => {
    if (face === null || face instanceof Uint8Array) return face && opened(face)
    if (!files.has(face.ref)) {
      const read = await papers.get(face.ref)
      files.set(face.ref, read.ok ? read.value : null)
      if (files.size > KEPT_FILES) files.delete(files.keys().next().value ?? '')
    }
    const deflated = files.get(face.ref)?.subarray(face.at, face.at + face.bytes)
    return deflated ? opened(deflated) : null
  }
}

/** Finds the page of those known that is the same sheet: near by its print, then the same in its face. */
export type FindRepeat = (page: { readonly print: Uint8Array; readonly face: Uint8Array }, known: readonly KnownPage[]) => Promise<KnownPage | null>

/** @example const repeat = await repeatFinder(counter)(reading, known) */
export function repeatFinder(counter: Pick<Counter, 'papers'>): FindRepeat {
  const open = faceOpener(counter)
  return async ({ print, face }, known) => {
    const own = opened(face)
    for (const page of nearPrints(print, known)) {
      const other = await open(page)
      if (other && sameSheet(own, other)) return page
      // Many sheets of one form take their time: the counter goes on in between.
      await turn()
    }
    return null
  }
}
