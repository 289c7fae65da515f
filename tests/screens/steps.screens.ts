import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, root, windowOf } from '../e2e/app.ts'
import { type BusyBranch, fillBranch } from '../e2e/pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn } from '../e2e/pages/entrance.ts'
import { toApproval, toReview } from '../e2e/pages/line-calls.ts'
import { administrator, branchManager, firstManager, reviewer } from '../e2e/pages/people.ts'

/** The pages of the steps as the people of the branch see them. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-steps-'))
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
async function picture(name: string): Promise<void> {
  await expect(page.locator('.el-button.is-loading')).toHaveCount(0)
  await page.screenshot({ path: path.join(root, 'docs/screens', `${name}.png`), animations: 'disabled', caret: 'hide' })
}
const goTo = (hash: string): Promise<unknown> => page.evaluate((to) => window.location.assign(to), `#${hash}`)

test('the papers of a case beside what was entered', async () => {
  await changePerson(page, firstManager)
  await goTo(`/cases/${branch.surveyed}`)
  await expect(page.getByTestId('case-page')).toBeVisible()
  await picture('case-survey')
  await goTo(`/cases/${branch.surveyed}/survey`)
  await expect(page.locator('[name="survey.visit.place"]')).toBeVisible()
  await picture('survey')
  await goTo(`/cases/${branch.checking}/papers`)
  await page.getByTestId('item-D401-B').click()
  await expect(page.locator('.paper canvas')).toBeVisible()
  await picture('papers')
  await page.keyboard.press('n')
  await page.keyboard.type('123', { delay: 80 })
  await page.getByTestId('stage').click()
  await page.keyboard.press('2')
  await expect(page.getByTestId('reason')).toBeVisible()
  await picture('papers-differs')
})

test('the reviewer’s opinion and the manager’s decision', async () => {
  await toReview(page, branch.surveyed)
  await changePerson(page, reviewer)
  await goTo('/approvals')
  await expect(page.getByTestId('score-card')).toBeVisible()
  await expect(page.getByTestId('agree')).toBeEnabled()
  await picture('review')
  await toApproval(page, branch.surveyed)
  await changePerson(page, branchManager)
  await goTo('/approvals')
  await expect(page.getByTestId('agree')).toBeEnabled()
  await picture('approval')
  await page.getByTestId('refuse').click()
  await expect(page.getByTestId('refuse-form')).toBeVisible()
  await picture('approval-refuse')
})
