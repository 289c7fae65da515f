import { sameTarget } from '../../../core/completeness/scan-page.ts'
import { type ScanPageRecord, targetOf } from '../../../db/repositories/scan-pages.ts'
import type { Intake } from './pile.ts'
import type { WornPage } from './worn-pile.ts'

/** What became of a pile of worn pages, in the books of the branch. */
export interface WornTally {
  /** Pages with a code of ours, and of them: separators that were heeded, and printed pages filed to their item. */
  readonly ours: number
  readonly oursFiled: number
  /** Pages of the customer's behind a separator, and of them those filed to its item. */
  readonly plain: number
  readonly plainFiled: number
  /** Pages of any kind filed to an item, a person or a case that is not theirs. */
  readonly wrong: number
}

export const NO_PAGES: WornTally = { ours: 0, oursFiled: 0, plain: 0, plainFiled: 0, wrong: 0 }

function one({ kind, target }: WornPage, kept: ScanPageRecord | undefined): WornTally {
  const filedTo = kept && targetOf(kept)
  const right = filedTo ? sameTarget(filedTo, target) : false
  const heeded = kind === 'SEPARATOR' ? kept?.reason === 'SEPARATOR' : right
  const wrong = filedTo && (kind === 'SEPARATOR' || !right) ? 1 : 0
  return kind === 'PLAIN' ? { ...NO_PAGES, plain: 1, plainFiled: heeded ? 1 : 0, wrong } : { ...NO_PAGES, ours: 1, oursFiled: heeded ? 1 : 0, wrong }
}

export const added = (a: WornTally, b: WornTally): WornTally => ({
  ours: a.ours + b.ours,
  oursFiled: a.oursFiled + b.oursFiled,
  plain: a.plain + b.plain,
  plainFiled: a.plainFiled + b.plainFiled,
  wrong: a.wrong + b.wrong,
})

/** Puts worn pages in, a file each, as a scanner does. @returns what became of them, as the database has it */
export async function fileWorn(intake: Intake, pages: readonly WornPage[]): Promise<WornTally> {
  const batchId = await intake.putIn(pages.map(({ bytes }, n) => [`${n}.jpg`, bytes] as const))
  const kept = await intake.pages(batchId)
  return pages.map((page, n) => one(page, kept[n])).reduce(added, NO_PAGES)
}
