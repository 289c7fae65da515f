import { afterAll, beforeAll, expect, it } from 'vitest'
import type { PageFlag } from '../../../core/completeness/scan-page.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { changePages } from '../../../electron/usecases/scans/change-pages.ts'
import { drawForm } from '../../fixtures/pages/draw-form.ts'
import { drawPage, scanned, type Wear } from '../../fixtures/pages/draw-page.ts'
import { bundledCases } from '../usecases/test-branch.ts'
import { entryOf, startWalk } from '../usecases/walk.ts'
import { type Intake, openIntake } from './pile.ts'
import { withEveryType } from './worn-pile.ts'

/** Sheets of one form; a thousand in `npm run test:full`, and each so many of them is scanned once more. */
const full = process.env.TEST_FULL === '1'
const [SHEETS, AGAIN_EACH, IN_A_PILE] = full ? [1000, 10, 50] : [24, 4, 24]
const FORM = 7
const TURNS = [-3, -2, -1, 0.5, 1.5, 2.5, 3]

let intake: Intake
beforeAll(async () => {
  const file = await withEveryType(await bundledCases())
  intake = await openIntake('mortgage-1', () => file)
})
afterAll(() => intake.close())

const wear = (n: number): Wear => ({ turn: TURNS[n % TURNS.length] ?? 0, quality: 50, noise: 4 + (n % 5) * 2, seed: n })
async function flagsOf(pages: readonly Uint8Array[], of = intake.caseId): Promise<(readonly PageFlag[])[]> {
  const flags: (readonly PageFlag[])[] = []
  for (let from = 0; from < pages.length; from += IN_A_PILE) {
    const pile = pages.slice(from, from + IN_A_PILE)
    const batchId = await intake.putIn(
      pile.map((bytes, n) => [`${n}.jpg`, bytes]),
      of,
    )
    flags.push(...(await intake.pages(batchId)).map((page) => page.flags))
  }
  return flags
}
const form = (sheet: number, nth: number) => scanned(drawForm(FORM, sheet), wear(nth))
const repeats = (flags: readonly (readonly PageFlag[])[]) => flags.map((some) => some.filter((flag) => flag === 'REPEATED' || flag === 'REPEATED_ELSEWHERE'))

it('knows a sheet that was scanned before, however it leans this time', async () => {
  const sheet = (turn: number, seed: number) => scanned(drawPage({ seed: 70, dpi: 200 }), { turn, noise: 6, quality: 50, seed })
  const flags = await flagsOf([await sheet(0, 1), await sheet(3, 2), await sheet(-3, 3), await sheet(1.4, 4)])
  expect(repeats(flags)).toEqual([[], ['REPEATED'], ['REPEATED'], ['REPEATED']])
})

it.each([
  [317, 596],
  [627, 641],
  [71, 680],
  [212, 968],
])('takes sheets %i and %i of one form for two, though much of what was filled in looks alike', async (one, other) => {
  expect(repeats(await flagsOf([await form(1000 + one, one), await form(1000 + other, other)]))).toEqual([[], []])
})

it('takes no sheet of a form for another that was filled in otherwise, and knows each of them again', async () => {
  const first: Uint8Array[] = []
  for (let n = 0; n < SHEETS; n++) first.push(await form(1000 + n, n))
  const alarms = repeats(await flagsOf(first)).filter((found) => found.length > 0)
  const again: Uint8Array[] = []
  for (let n = 0; n < SHEETS; n += AGAIN_EACH) again.push(await form(1000 + n, n * 3 + 18))
  const known = repeats(await flagsOf(again)).filter(([flag]) => flag === 'REPEATED')
  if (full) console.log(`${SHEETS} sheets of one form: ${alarms.length} false alarms; ${known.length} of ${again.length} scanned again were known`)
  expect(alarms).toEqual([])
  expect(known.length / again.length).toBeGreaterThanOrEqual(0.95)
}, 3_600_000)

it('says of a sheet that lies in the file of another case that it does', async () => {
  const { branch } = intake
  const other = await startWalk(branch, entryOf(branch, 'consumer-credit'))
  const [page] = await intake.pages(await intake.putIn([['one.jpg', await form(5000, 1)]]))
  const target = { caseId: intake.caseId, itemId: 'D104', party: 'B' as const }
  expectOk(await changePages(branch.counter, branch.staff.teller, { action: 'FILE', pageIds: [page?.pageId ?? ''], target }))
  expect(repeats(await flagsOf([await form(5000, 3)], other.caseId))).toEqual([['REPEATED_ELSEWHERE']])
})
