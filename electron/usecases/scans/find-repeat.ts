import { setImmediate as turn } from 'node:timers/promises'
import { inflateRawSync } from 'node:zlib'
import { FACE_CELLS } from '../../../core/completeness/page-face.ts'
import { nearPrints } from '../../../core/completeness/page-print.ts'
import type { PrintShelf } from '../../../core/completeness/print-shelf.ts'
import { sameSheet } from '../../../core/completeness/same-sheet.ts'
import { type KeptPrint, printsAfter, printsInRows } from '../../../db/repositories/scan-pages.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'

/** Files of small pictures and faces that were opened last. */
const KEPT_FILES = 40
/** So many prints are read at once. */
const WINDOW = 5_000

const opened = (deflated: Uint8Array): Uint8Array => new Uint8Array(inflateRawSync(deflated, { maxOutputLength: FACE_CELLS }))

/** Opens faces of pages, each file of them once. */
function faceOpener({ papers }: Pick<Counter, 'papers'>) {
  const files = new Map<string, Uint8Array | null>()
  return async ({ face }: KeptPrint): Promise<Uint8Array | null> => {
    if (face === null) return null
    if (!files.has(face.ref)) {
      const read = await papers.get(face.ref)
      files.set(face.ref, read.ok ? read.value : null)
      if (files.size > KEPT_FILES) files.delete(files.keys().next().value ?? '')
    }
    const deflated = files.get(face.ref)?.subarray(face.at, face.at + face.bytes)
    return deflated ? opened(deflated) : null
  }
}

/** Puts on the shelf what was kept since, a window at a time; somebody else may be filling it too. @returns whether there may be more */
export async function fillShelf(reader: Reader, shelf: PrintShelf): Promise<boolean> {
  const found = await printsAfter(reader, shelf.last, WINDOW)
  for (const { row, print } of found) if (row > shelf.last) shelf.put(row, print)
  return found.length === WINDOW
}

/** Finds the page kept before that is the same sheet: near by its print, then the same in its face. Pages of this very burst count. */
export type FindRepeat = (reader: Reader, page: { readonly print: Uint8Array; readonly face: Uint8Array }) => Promise<KeptPrint | null>

/** @example const repeat = await repeatFinder(counter, shelf)(tx, reading) */
export function repeatFinder(counter: Pick<Counter, 'papers'>, shelf: PrintShelf): FindRepeat {
  const open = faceOpener(counter)
  return async (reader, { print, face }) => {
    while (await fillShelf(reader, shelf)) await turn()
    const looking = shelf.near(print)
    let look = looking.next()
    for (; !look.done; look = looking.next()) await turn()
    const own = opened(face)
    // In the order of their distance as the database has them: the shelf only nominates.
    for (const page of nearPrints(print, look.value.length > 0 ? await printsInRows(reader, look.value) : [])) {
      const other = await open(page)
      if (other && sameSheet(own, other)) return page
      // Many sheets of one form take their time: the counter goes on in between.
      await turn()
    }
    return null
  }
}
