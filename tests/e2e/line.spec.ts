import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { type BusyBranch, bundledSurvey, fillBranch } from './pages/busy-branch.ts'
import { act } from './pages/case-page.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { typeFields } from './pages/intake-page.ts'
import { administrator, branchManager, firstManager, type Person, reviewer, secondManager, today } from './pages/people.ts'

/** A mortgage case from the visit to the decision, each step by the person who may, on the real forms. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-line-'))
let app: ElectronApplication
let page: Page
let branch: BusyBranch

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch = await fillBranch(page)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

async function openAs(person: Person): Promise<void> {
  await changePerson(page, person)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${branch.surveyed}`)
  await expect(page.getByTestId('case-page')).toBeVisible()
}
const expectState = (state: string): Promise<void> => expect(page.getByTestId('case-page')).toHaveAttribute('data-state', state)

test('the first account manager records the visit', async () => {
  await openAs(firstManager)
  await page.getByTestId('action-RECORD_SURVEY').click()
  await typeFields(page, { survey: bundledSurvey(today) })
  await page.getByTestId('action-confirm').click()
  await expect(page.getByTestId('action-form')).toBeHidden()
  await expect(page.getByTestId('action-CONFIRM_SURVEY')).toBeDisabled()
})

test('the second one confirms it, and it is scored', async () => {
  await openAs(secondManager)
  await act(page, 'CONFIRM_SURVEY')
  await expect(page.getByText(/^调查报告/)).toBeVisible()
  await act(page, 'SCORE')
  await expectState('SCORED')
  await act(page, 'TO_REVIEW')
  await expectState('REVIEW')
  await expect(page.getByTestId('action-REVIEW')).toBeDisabled()
})

test('the reviewer agrees, the branch manager approves', async () => {
  await openAs(reviewer)
  await act(page, 'REVIEW')
  await expectState('APPROVAL')
  await openAs(branchManager)
  // What is sealed, and the decider's password, are asked on the page of the approval.
  await page.getByTestId('action-DECIDE').click()
  await expect(page.getByTestId('agree')).toBeEnabled()
  await page.keyboard.press('F9')
  await page.locator('[name="own-password"]').fill(branchManager.password)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('own-password-form')).toHaveCount(0)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${branch.surveyed}`)
  await expect(page.getByText(/^审批表/)).toBeVisible()
  await expect(page.getByTestId('action-DISCLOSE')).toBeVisible()
})
