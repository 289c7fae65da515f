import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { changePages } from '../../../electron/usecases/scans/change-pages.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { entryOf, startWalk } from '../usecases/walk.ts'
import type { Intake } from './pile.ts'
import { flagsOf, form, openDesk, repeats } from './sheets-of-a-form.ts'

/** Sheets of one form; a thousand in `npm run test:full`, and each so many of them is scanned once more. */
const full = process.env.TEST_FULL === '1'
const [SHEETS, AGAIN_EACH, IN_A_PILE] = full ? [1000, 10, 50] : [24, 4, 24]

let intake: Intake
beforeAll(async () => {
  intake = await openDesk()
})
afterAll(() => intake.close())

it('knows a sheet that was scanned before, however it leans this time', async () => {
  const sheet = (turn: number, seed: number) => scanned(drawPage({ seed: 70, dpi: 200 }), { turn, noise: 6, quality: 50, seed })
  const flags = await flagsOf(intake, [await sheet(0, 1), await sheet(3, 2), await sheet(-3, 3), await sheet(1.4, 4)])
  expect(repeats(flags)).toEqual([[], ['REPEATED'], ['REPEATED'], ['REPEATED']])
})

it('takes no sheet of a form for another that was filled in otherwise, and knows each of them again', async () => {
  const first: Uint8Array[] = []
  for (let n = 0; n < SHEETS; n++) first.push(await form(1000 + n, n))
  const alarms = repeats(await flagsOf(intake, first, IN_A_PILE)).filter((found) => found.length > 0)
  const again: Uint8Array[] = []
  for (let n = 0; n < SHEETS; n += AGAIN_EACH) again.push(await form(1000 + n, n * 3 + 18))
  const known = repeats(await flagsOf(intake, again, IN_A_PILE)).filter(([flag]) => flag === 'REPEATED')
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
  expect(repeats(await flagsOf(intake, [await form(5000, 3)], 1, other.caseId))).toEqual([['REPEATED_ELSEWHERE']])
})
