import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { type BusyBranch, bundledSurvey, fillBranch } from './pages/busy-branch.ts'
import { act } from './pages/case-page.ts'
import { registerSigning } from './pages/deciding.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { typeFields } from './pages/intake-page.ts'
import { toSigning } from './pages/line-calls.ts'
import { administrator, branchManager, firstManager, officer, type Person, reviewer, secondManager, today } from './pages/people.ts'
import { tickAs } from './pages/signed-pile.ts'
import { addLaterPeople } from './pages/step-page.ts'

/** A mortgage case from the visit to the signing, each step begun on the page of the case by the person who may, on the real forms. */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-line-'))
const CONDITIONS = ['抵押登记办妥后放款。', '放款前补齐房屋租赁合同。'] as const
let app: ElectronApplication
let page: Page
let branch: BusyBranch

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch = await fillBranch(page)
  await addLaterPeople(page)
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
/** Begun on the page of the case, taken on that of the approval; the manager approves on conditions. */
async function agreeOnItsPage(action: 'REVIEW' | 'DECIDE'): Promise<void> {
  await page.getByTestId(`action-${action}`).click()
  await expect(page.getByTestId('action-form')).toHaveCount(0)
  await expect(page.getByTestId('agree')).toBeEnabled()
  if (action === 'DECIDE') {
    await page.locator('[name="conditional"]').check()
    await page.locator('[name="conditions"]').fill(CONDITIONS.join('\n'))
  }
  await page.keyboard.press('F9')
  if (action === 'REVIEW') await expect(page.getByTestId('inbox-count')).toHaveText('0')
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
  await agreeOnItsPage('REVIEW')
  await openAs(branchManager)
  await agreeOnItsPage('DECIDE')
  // What is sealed beside amount and rate is read before the decider's password.
  for (const said of CONDITIONS) await expect(page.getByTestId('own-password-rows')).toContainText(said)
  await page.locator('[name="own-password"]').fill(branchManager.password)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('own-password-form')).toHaveCount(0)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${branch.surveyed}`)
  await expect(page.getByText(/^审批表/)).toBeVisible()
  await expect(page.getByTestId('action-DISCLOSE')).toBeVisible()
})

test('a signing begun on the page of the case is taken on its own page, and asks who saw it beside whoever registers it', async () => {
  await toSigning(page, branch.surveyed)
  await tickAs(page, officer, branch.surveyed)
  await openAs(officer)
  await page.getByTestId('action-SIGN').click()
  await expect(page.getByTestId('signing-page')).toBeVisible()
  await expect(page.locator('[name="signer-0"]')).toBeVisible()
  await page.keyboard.press('Alt+a')
  await page.locator('[name="faceToFace"]').check()
  const witness = page.locator('[name="witness"]')
  await expect(witness).toHaveValue('')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('step-action').getByTestId('error')).toContainText('第二见证人有误')
  await expect(witness).toHaveAttribute('aria-invalid', 'true')
  await registerSigning(page)
})
