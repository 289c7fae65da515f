import { expect } from '@playwright/test'
import { layCards } from './card-reader.ts'
import { AT_SIGNING, day, expectState, filePile, hand, type Journey, judgeAll, picture, step } from './journey-desk.ts'
import { BATCHES } from './journey-set-up.ts'
import { branch, branchManager, firstArchivist, firstManager, officer, reviewer, secondArchivist, secondManager, teller } from './people.ts'
import { connectPrinter } from './printer.ts'
import { seeEverySignature } from './signed-pile.ts'

/** Those who came are read from their cards; the co-owner of the home is the spouse. */
const BY_ONE_KEY = { 'borrower.name': 'Alt+r', 'spouse.name': 'Alt+r', 'house.coOwners.0.name': 'Alt+t' } as const

/** Intake: product, form, papers scanned and filed, submitted. */
export async function takeIn(journey: Journey): Promise<void> {
  const { hand: by, customer } = journey
  const { page } = by
  await by.leave()
  await by.signIn(teller)
  await by.command('F2', 'new-intake')
  await chooseProduct(journey)
  await expect(page.getByTestId('intake-page')).toBeVisible()
  await layCards(journey.app, customer.cards)
  await by.fill(page.getByTestId('intake-page').locator('form'), customer.application, BY_ONE_KEY)
  await picture(journey, 'S05')
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
  await by.command('F6')
  await expectState(page, 'DRAFT')
  await filePile(journey, 'intake')
  await submit(journey)
}
async function chooseProduct({ hand: by, customer }: Journey): Promise<void> {
  await by.product(customer.product)
}
async function submit(journey: Journey): Promise<void> {
  const { hand: by } = journey
  await by.command('F6')
  await by.command('F9', 'next-step')
  await by.command('F9', 'submit')
  await expectState(by.page, 'DOC_CHECK')
}

/** Another person than who took the papers in judges them and accepts the case. */
export async function accept(journey: Journey): Promise<void> {
  const { hand: by } = journey
  await hand(journey, firstManager)
  await judgeAll(journey)
  await by.command('F9', 'main-action')
  await by.command('F9', 'action-confirm')
  await expectState(by.page, 'ACCEPTED')
}

export async function survey(journey: Journey): Promise<void> {
  const { hand: by, customer } = journey
  const { page } = by
  await hand(journey, branchManager)
  await by.fill(page.getByTestId('step-form'), { firstManager: firstManager.staffName, secondManager: secondManager.staffName })
  await step(journey, 'ASSIGN')
  await hand(journey, firstManager)
  await by.fill(page.getByTestId('step-form'), customer.survey)
  await picture(journey, 'S11')
  await by.command('F9', 'step-run')
  await expect(page.getByTestId('survey-recorded')).toContainText(firstManager.staffName)
  await filePile(journey, 'survey')
  await hand(journey, secondManager)
  await picture(journey, 'S12')
  await step(journey, 'CONFIRM_SURVEY')
  await by.paperPage('papers')
  await judgeAll(journey)
}

/** Scored and sent to review by the second manager, agreed to by the reviewer, approved by the branch manager. */
export async function decide(journey: Journey): Promise<void> {
  const { hand: by, customer } = journey
  const { page } = by
  await hand(journey, secondManager)
  await expect(page.getByTestId('score-page')).toBeVisible()
  await step(journey, 'SCORE')
  await expect(page.getByTestId('score-card')).toContainText('A')
  await picture(journey, 'S10')
  await step(journey, 'TO_REVIEW')
  await expectState(page, 'REVIEW')
  for (const person of [reviewer, branchManager]) {
    await hand(journey, person)
    await expect(page.getByTestId('approvals-page')).toContainText(customer.name)
    await expect(page.getByTestId('agree')).toBeEnabled()
    await picture(journey, `S14-${person.staffNo}`)
    await by.command('F9', 'agree')
    if (person === branchManager) await confirm(journey)
    if (person === branchManager && !customer.mortgage) await giveReason(journey)
    await expect(page.getByTestId('inbox-count')).toHaveText('0')
  }
}

/** A debt ratio above the ordinary needs a reason (rulings 5): the counter asks for it, and the decision is made again. */
async function giveReason(journey: Journey): Promise<void> {
  const { hand: by } = journey
  const decision = by.page.getByTestId('decision')
  await expect(decision.getByTestId('error')).toContainText('DTI_REASON_MISSING')
  await expect(decision.locator('[name="reason"]')).toBeFocused()
  await by.fill(decision, { reason: '经营现金流充足，同意。' })
  await by.command('F9', 'agree')
  await confirm(journey)
}
/** The manager's own password stands behind his decision. */
async function confirm({ hand: by }: Journey): Promise<void> {
  await by.fill(by.page.getByTestId('own-password-form'), { 'own-password': branchManager.password })
  await by.command('F9', 'own-password-run')
}

/** The cost disclosed and its table filed; the contract drawn up, looked at, printed and filed; the signing registered by another person. */
export async function sign(journey: Journey): Promise<void> {
  const { hand: by } = journey
  const { page } = by
  await hand(journey, firstManager)
  await expect(page.getByTestId('contract-page')).toBeVisible()
  await step(journey, 'DISCLOSE')
  await filePile(journey, 'disclosure', AT_SIGNING)
  await hand(journey, secondManager)
  await by.paperPage('papers')
  await judgeAll(journey)
  await by.command('F9', 'main-action')
  await step(journey, 'DRAW_UP')
  await expect(page.getByTestId('document-pick')).toContainText('借款合同')
  await expect(page.locator('.paper canvas').first()).toBeVisible()
  await picture(journey, 'S16')
  await print(journey)
  await filePile(journey, 'signing')
  await by.command('F9', 'main-action')
  await judgeAll(journey)
  await by.paperPage('signing')
  await seeSignatures(journey)
  await hand(journey, officer)
  await seeSignatures(journey)
  await expect(page.getByTestId('signed-set')).toContainText('签名已由两人看过')
  await openSigning(journey)
  await picture(journey, 'S17')
  await step(journey, 'SIGN')
  await expectState(page, 'CONTRACTED')
}
const seeSignatures = ({ hand: by }: Journey): Promise<void> => seeEverySignature(by.page, () => by.command('Alt+v', 'see-signatures'))
async function openSigning(journey: Journey): Promise<void> {
  const { hand: by } = journey
  const { page } = by
  await expect(page.getByTestId('signing-page')).toBeVisible()
  await expect(page.locator('[name="signer-0"]')).toBeVisible()
  await by.command('Alt+a', 'all-seen')
  for (const signer of await page.locator('[name^="signer-"]').all()) await expect(signer).toBeChecked()
  await by.fill(page.getByTestId('step-form'), { faceToFace: true, witness: teller.staffName })
}
/** F10, and the sheets counted: the print window itself is the operating system's. */
async function print({ app, hand: by }: Journey): Promise<void> {
  const { page } = by
  await connectPrinter(app)
  await by.command('F10', 'print')
  await by.command('F9', 'print-run')
  await expect(page.getByTestId('print-sure')).toBeVisible()
  await by.command('F9', 'print-run')
  await expect(page.getByTestId('print-form')).toBeHidden()
}

const PROOF = (seed: number): string => `京（2026）测试区不动产证明第${String(seed).padStart(7, '0')}号`

/** The registration at the registry: sent off, followed step by step, its proof entered by one archivist and again by another. */
export async function register(journey: Journey): Promise<void> {
  const { hand: by, seed } = journey
  const { page } = by
  const facts = page.locator('.layout .left')
  await hand(journey, firstManager)
  await expect(page.getByTestId('collateral-page')).toBeVisible()
  await step(journey, 'TO_REGISTRATION')
  await hand(journey, firstArchivist)
  for (const [to, word] of [
    ['SUBMITTED', '已提交'],
    ['PENDING', '审核中'],
    ['DONE', '已办结'],
  ] as const) {
    await by.fill(page.getByTestId('step-form'), { to })
    await by.command('F9', 'step-run')
    await expect(facts).toContainText(word)
  }
  await by.fill(page.getByTestId('step-form'), { proofNo: PROOF(seed), mortgagee: `${branch.bankName}${branch.branchName}`, securedFen: '600000' })
  await by.command('F9', 'step-run')
  await expect(facts).toContainText(PROOF(seed))
  await picture(journey, 'S19')
  await hand(journey, secondArchivist)
  await by.fill(page.getByTestId('step-form'), { proofNo: PROOF(seed) })
  await step(journey, 'CONFIRM_REGISTRATION')
  await expect(facts).toContainText('已生效')
  await filePile(journey, 'money', ['D710'])
}

/** The officer prepares the payment; the manager beside him authorises it with his own number and password. */
export async function disburse(journey: Journey): Promise<void> {
  const { hand: by, customer, seed } = journey
  const { page } = by
  await hand(journey, officer)
  await expect(page.getByTestId('disbursement-page')).toBeVisible()
  await step(journey, 'MAKE_READY')
  if (customer.mortgage) {
    await by.paperPage('papers')
    await judgeAll(journey)
    await by.command('F9', 'main-action')
  }
  await expect(page.getByTestId('step-action')).toHaveAttribute('data-action', 'PREPARE_RELEASE')
  await by.command('F9', 'step-run')
  const voucher = page.locator('[name="authorise-voucher"]')
  await expect(voucher).toBeFocused()
  await filePile(journey, 'iou')
  await by.command('F9', 'main-action')
  await judgeAll(journey)
  await by.command('F9', 'main-action')
  await expect(voucher).toBeFocused()
  await by.fill(page.getByTestId('step-action'), { 'authorise-voucher': `HX${day}${String(seed).padStart(6, '0')}` })
  await picture(journey, 'S18')
  await by.command('F9', 'step-run')
  await by.fill(page.getByTestId('second-form'), { secondNo: branchManager.staffNo, secondPassword: branchManager.password })
  await by.command('F9', 'second-run')
  await expectState(page, 'ACTIVE')
}

/** One archivist prepares the volume, the other files it: the bag is sealed. */
export async function archive(journey: Journey): Promise<void> {
  const { page } = journey.hand
  await hand(journey, firstArchivist)
  await expect(page.getByTestId('filing-page')).toBeVisible()
  await step(journey, 'PREPARE_VOLUME')
  await hand(journey, secondArchivist)
  await step(journey, 'FILE')
  await picture(journey, 'S20')
}

/** What waits goes up in a batch gathered by one and sealed by another; head office's receipt comes back and stands on the screen. */
export async function report(journey: Journey): Promise<void> {
  const { hand: by } = journey
  const { page } = by
  await by.leave()
  await by.signIn(teller)
  await by.goTo(BATCHES)
  await by.command('F9', 'propose')
  await expect(page.getByTestId('step-note')).toBeVisible()
  await by.leave()
  await by.signIn(branchManager)
  await by.goTo(BATCHES)
  await by.command('F9', 'seal')
  await expect(page.getByTestId('send')).toBeEnabled()
  await by.command('F9', 'send')
  const batch = page.getByTestId('batch-table').locator('tr[data-state]').first()
  await expect(batch).toHaveAttribute('data-state', 'ACKED')
  await picture(journey, 'S23')
}
