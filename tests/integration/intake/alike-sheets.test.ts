import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Intake } from './pile.ts'
import { flagsOf, form, openDesk, repeats } from './sheets-of-a-form.ts'

let intake: Intake
beforeAll(async () => {
  intake = await openDesk()
})
afterAll(() => intake.close())

/** The pairs of the thousand of `repeated-page.test.ts` that were once taken for one sheet; at a desk of their own, for there they come again. */
it.each([
  [317, 596],
  [627, 641],
  [71, 680],
  [212, 968],
])('takes sheets %i and %i of one form for two, though much of what was filled in looks alike', async (one, other) => {
  expect(repeats(await flagsOf(intake, [await form(1000 + one, one), await form(1000 + other, other)]))).toEqual([[], []])
})
