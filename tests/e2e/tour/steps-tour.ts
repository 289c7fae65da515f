import { expect } from '@playwright/test'
import type { BusyBranch } from '../pages/busy-branch.ts'
import { agreeCosts } from '../pages/deciding.ts'
import { changePerson } from '../pages/entrance.ts'
import { toApproval, toContract, toProof, toRelease, toReview, toVolume } from '../pages/line-calls.ts'
import {
  firstArchivist,
  firstManager,
  officer,
  branch as ours,
  reviewer,
  secondArchivist,
  secondManager,
  branchManager as theManager,
} from '../pages/people.ts'
import { addLaterPeople } from '../pages/step-page.ts'
import { goTo, heldDialog, openDialog, type Tour } from './tour.ts'

const drawn = ({ page }: Tour): Promise<void> => expect(page.locator('.documents canvas').first()).toBeVisible()

/** S11 to S15: the survey, the score, the inbox and the decision, each for the person whose turn it is. */
export async function judgement(tour: Tour, branch: BusyBranch): Promise<void> {
  const { page, stop } = tour
  await changePerson(page, theManager)
  await goTo(page, `/cases/${branch.accepted}/survey`, 'survey-page')
  await expect(page.getByTestId('step-form')).toBeVisible()
  await stop('survey-assign')
  await goTo(page, '/approvals', 'approvals-page')
  await expect(page.getByTestId('empty')).toBeVisible()
  await stop('approvals-empty')
  await changePerson(page, firstManager)
  await goTo(page, '/surveys', 'case-row')
  await stop('surveys')
  await goTo(page, `/cases/${branch.surveyed}`, 'case-status')
  await stop('case-survey')
  await goTo(page, `/cases/${branch.surveyed}/survey`, 'survey-page')
  await expect(page.locator('[name="survey.visit.place"]')).toBeVisible()
  await stop('survey')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('error')).toBeVisible()
  await stop('survey-error')
  await goTo(page, `/cases/${branch.surveyed}/score`, 'score-page')
  await expect(page.getByTestId('empty')).toBeVisible()
  await stop('score-empty')
  await goTo(page, '/approvals', 'returned-page')
  await stop('returned-empty')
  await toReview(page, branch.surveyed)
  await changePerson(page, secondManager)
  await goTo(page, `/cases/${branch.surveyed}/score`, 'score-card')
  await stop('score')
  await goTo(page, `/cases/${branch.surveyed}/survey`, 'survey-page')
  await drawn(tour)
  await stop('survey-recorded')
  await changePerson(page, reviewer)
  await goTo(page, '/approvals', 'score-card')
  await expect(page.getByTestId('agree')).toBeEnabled()
  await stop('review')
  await toApproval(page, branch.surveyed)
  await changePerson(page, theManager)
  await goTo(page, '/approvals', 'score-card')
  await expect(page.getByTestId('agree')).toBeEnabled()
  await stop('approval')
  await agreeCosts(page)
  await stop('approval-costs')
  await openDialog(tour, 'approval-confirm', page.getByTestId('agree'), 'own-password-form')
  await openDialog(tour, 'approval-refuse', page.getByTestId('refuse'), 'refuse-form')
  for (const at of [1, 0]) await page.getByTestId(`cost-remove-${at}`).click()
}

/** S16 to S20: contract, signing, registration, the money and the volume. */
export async function money(tour: Tour, branch: BusyBranch): Promise<void> {
  const { page, stop } = tour
  const at = (step: string): string => `/cases/${branch.surveyed}/${step}`
  await addLaterPeople(page)
  await toContract(page, branch.surveyed)
  await changePerson(page, firstManager)
  await goTo(page, at('contract'), 'contract-page')
  await drawn(tour)
  await stop('contract')
  await openDialog(tour, 'contract-clauses', page.getByTestId('clauses'), 'clause-list')
  await page.keyboard.press('F10')
  const print = page.getByTestId('print-form')
  await heldDialog(page, print, () => tour.dialog('contract-print', print), null)
  await changePerson(page, officer)
  await goTo(page, '/signings', 'case-row')
  await stop('signings')
  await goTo(page, at('signing'), 'signing-page')
  await expect(page.locator('[name="signer-0"]')).toBeVisible()
  await drawn(tour)
  await stop('signing')
  await goTo(page, at('disbursement'), 'disbursement-page')
  await stop('disbursement-waiting')
  await toProof(page, branch.surveyed, `${ours.bankName}${ours.branchName}`)
  await changePerson(page, secondArchivist)
  await goTo(page, at('collateral'), 'collateral-page')
  await expect(page.locator('[name="proofNo"]')).toBeVisible()
  await stop('collateral')
  await toRelease(page, branch.surveyed)
  await changePerson(page, officer)
  await goTo(page, at('disbursement'), 'disbursement-page')
  const voucher = page.locator('[name="authorise-voucher"]')
  await voucher.fill('V20260001')
  await drawn(tour)
  await stop('disbursement')
  await voucher.focus()
  await page.keyboard.press('F9')
  const second = page.getByTestId('second-form')
  await heldDialog(page, second, () => tour.dialog('disbursement-second', second), voucher)
  await toVolume(page, branch.surveyed)
  await changePerson(page, firstArchivist)
  await goTo(page, at('filing'), 'filing-page')
  await drawn(tour)
  await stop('filing')
  await goTo(page, '/archive', 'case-row')
  await stop('archive')
  await goTo(page, `/cases/${branch.surveyed}`, 'case-status')
  await stop('case-active')
  await afterLoan(tour, branch)
}

/** Papers that follow the loan: what they ask for, what they are refused for, and the sheets over the page. */
async function afterLoan(tour: Tour, branch: BusyBranch): Promise<void> {
  const { page } = tour
  await changePerson(page, firstManager)
  await goTo(page, `/cases/${branch.surveyed}`, 'case-status')
  const menu = page.getByTestId('paper-menu')
  for (const kind of ['dun', 'settle'] as const) {
    await menu.focus()
    await page.keyboard.press('Enter')
    await page.getByTestId(`paper-menu-${kind}`).click()
    const form = page.getByTestId('after-loan-form')
    await heldDialog(page, form, () => tour.dialog(`after-loan-${kind}`, form), null)
  }
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('paper-menu-settle').click()
  await page.locator('[name="reference"]').fill('HX20260001')
  await page.getByTestId('after-loan-make').click()
  await expect(page.locator('[role="dialog"] .paper canvas').first()).toBeVisible()
  await tour.dialog('after-loan-papers', page.locator('[role="dialog"]').last())
  await page.keyboard.press('Escape')
  await expect(page.locator('[role="dialog"] .paper canvas')).toHaveCount(0)
}

/** The house in the evening: day, batches and the people. */
export async function evening(tour: Tour): Promise<void> {
  const { page, stop } = tour
  await changePerson(page, theManager)
  await goTo(page, '/day', 'close-day')
  await stop('day')
  await goTo(page, '/batches', 'batch-page')
  await stop('batches')
  await openDialog(tour, 'batches-enrol', page.getByTestId('enrol'), 'save-request')
  await goTo(page, '/staff', 'resets')
  await openDialog(tour, 'staff-reset-approve', page.getByTestId('reset-approve'), 'reset-form')
  await goTo(page, '/today', 'today-page')
  await stop('today-manager')
  await goTo(page, '/disbursements', 'list-disbursements')
  await expect(page.getByTestId('empty').first()).toBeVisible()
  await stop('disbursements-empty')
}
