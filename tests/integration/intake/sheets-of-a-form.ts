import type { PageFlag } from '../../../core/completeness/scan-page.ts'
import { drawForm } from '../../fixtures/pages/draw-form.ts'
import { scanned, type Wear } from '../../fixtures/pages/draw-page.ts'
import { bundledCases } from '../usecases/test-branch.ts'
import { type Intake, openIntake } from './pile.ts'
import { withEveryType } from './worn-pile.ts'

const FORM = 7
const TURNS = [-3, -2, -1, 0.5, 1.5, 2.5, 3]
const wear = (n: number): Wear => ({ turn: TURNS[n % TURNS.length] ?? 0, quality: 50, noise: 4 + (n % 5) * 2, seed: n })

export async function openDesk(): Promise<Intake> {
  const file = await withEveryType(await bundledCases())
  return openIntake('mortgage-1', () => file)
}
/** One sheet of the form, filled in by its number, as scanned for the nth time. */
export const form = (sheet: number, nth: number) => scanned(drawForm(FORM, sheet), wear(nth))

/** What the desk remarks on each of these pages, put in pile by pile. */
export async function flagsOf(intake: Intake, pages: readonly Uint8Array[], inPile = pages.length, of = intake.caseId): Promise<(readonly PageFlag[])[]> {
  const flags: (readonly PageFlag[])[] = []
  for (let from = 0; from < pages.length; from += inPile) {
    const pile = pages.slice(from, from + inPile)
    const batchId = await intake.putIn(
      pile.map((bytes, n) => [`${n}.jpg`, bytes]),
      of,
    )
    flags.push(...(await intake.pages(batchId)).map((page) => page.flags))
  }
  return flags
}
export const repeats = (flags: readonly (readonly PageFlag[])[]) =>
  flags.map((some) => some.filter((flag) => flag === 'REPEATED' || flag === 'REPEATED_ELSEWHERE'))
