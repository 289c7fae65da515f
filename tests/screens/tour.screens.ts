import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from '@playwright/test'
import { launch } from '../e2e/app.ts'
import { type BusyBranch, fillBranch } from '../e2e/pages/busy-branch.ts'
import { intake, lists, papers } from '../e2e/tour/counter-tour.ts'
import { administration, emptyBranch, entrance } from '../e2e/tour/front-tour.ts'
import { evening, judgement, money } from '../e2e/tour/steps-tour.ts'
import { type Tour, tourOf } from '../e2e/tour/tour.ts'

/** A picture of every screen, on the same walk that tests them; the three of the design also small, wide and in English. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-screens-'))
let tour: Tour
let branch: BusyBranch

test.beforeAll(async () => {
  tour = await tourOf(await launch(dataDir))
})
test.afterAll(async () => {
  await tour.app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

test('set-up and sign-in', () => entrance(tour))
test('the people of the branch and the house pages', () => administration(tour))
test('a branch on its first day', () => emptyBranch(tour))
test('lists, palette, help and menus', async () => {
  branch = await fillBranch(tour.page)
  await lists(tour)
})
test('intake', () => intake(tour, branch))
test('a case, its papers, its notice and the locked window', () => papers(tour, branch))
test('survey, score and approval', () => judgement(tour, branch))
test('contract, signing, registration, disbursement and filing', () => money(tour, branch))
test('the house in the evening', () => evening(tour))
