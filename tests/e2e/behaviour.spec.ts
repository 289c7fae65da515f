import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { AMOUNTS } from './pages/amounts.ts'
import { callBridge, expectBridge } from './pages/bridge-call.ts'
import { type BusyBranch, bundledSurvey, fillBranch, takeSurveyed } from './pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn, signOut } from './pages/entrance.ts'
import { holdCall } from './pages/held-call.ts'
import { heldInStores } from './pages/held-stores.ts'
import { showAll } from './pages/list-page.ts'
import { changeBranch } from './pages/live-database.ts'
import { savedByManager, signedInAs } from './pages/other-person.ts'
import { administrator, branchManager, firstManager, reviewer, teller, today } from './pages/people.ts'
import { burst } from './pages/scanner-keys.ts'
import { toReviewer } from './pages/to-reviewer.ts'
import { heldDialog } from './tour/tour.ts'

/** How the counter behaves under a person's hands: the checks of ux §5 on keys, devices and rules that no single page owns. */
test.describe.configure({ mode: 'serial' })

/** Cases the branch begins with, and how many the list is given: more than it fetches at a time. */
const [HERE, MANY] = [12, 150]
const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-behaviour-'))
let app: ElectronApplication
let page: Page
let branch: BusyBranch

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch = await fillBranch(page)
  await changePerson(page, teller)
  const body = { productCode: 'IND-BIZ-CREDIT', borrower: { name: '王建国' }, loan: { amountFen: 5_000_000, tenorMonths: 12 } }
  const { caseId } = await expectBridge(page, 'intake.open', { productCode: body.productCode, body })
  await expectBridge(page, 'intake.saveDraft', { caseId, version: 1, body })
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
const goTo = (hash: string): Promise<void> => page.evaluate((to) => window.location.assign(to), `#${hash}`)
const windowIds = (): Promise<number[]> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.id))

test('the list stands before its counts are counted (P6)', async () => {
  await goTo('/day')
  await expect(page.getByTestId('day-page')).toBeVisible()
  const release = await holdCall(app, 'cases.counts')
  await goTo('/cases')
  await showAll(page)
  await expect(page.getByTestId('case-row')).toHaveCount(HERE)
  await expect(page.getByTestId('view-all')).not.toContainText('12')
  await release()
  await expect(page.getByTestId('view-all')).toContainText('12')
})

test('no key loads the window anew or opens developer tools, and F5 keeps what stands (K5)', async () => {
  const before = await windowIds()
  await page.evaluate(() => {
    const ignored: string[] = []
    Object.assign(window, { kept: true, ignored })
    window.addEventListener('keydown', (event) => {
      if (!event.defaultPrevented) ignored.push(event.key)
    })
  })
  for (const key of ['F5', 'Control+r', 'Control+Shift+R', 'F12', 'Control+Shift+I']) await page.keyboard.press(key)
  expect(await page.evaluate(() => Object.entries(window).filter(([name]) => name === 'kept' || name === 'ignored'))).toEqual([
    ['kept', true],
    ['ignored', ['Control', 'Control', 'Shift', 'Control', 'Shift']],
  ])
  expect(await windowIds()).toEqual(before)
  const roles = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items.map(({ role }) => String(role)) ?? []))
  expect(roles?.filter((role) => /reload|tools|zoom/i.test(role))).toEqual([])
})

test('the box goes to a transaction code and to a name by its pinyin initials, on Enter, however fast it is typed (K7)', async () => {
  await page.keyboard.press('Control+k')
  await expect(page.getByTestId('omni-list')).toBeVisible()
  await page.keyboard.type('1201')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('list-checks')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('wjg')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('case-page')).toContainText('王建国')
})

test('a scan on the checking screen judges nothing: it opens its case, or says that nobody has that number (D2)', async () => {
  const { applicationNo } = await expectBridge(page, 'cases.get', { caseId: branch.deficient })
  const judged = async (): Promise<number> =>
    (await expectBridge(page, 'cases.get', { caseId: branch.checking })).events.filter(({ action }) => action === 'completeness.judge').length
  await goTo(`/cases/${branch.checking}/papers`)
  await expect(page.getByTestId('papers-page')).toBeVisible()
  await page.locator('[data-testid^="item-"]').first().waitFor()
  const before = await judged()
  await burst(page, 'body', '1213141', 8)
  await expect(page.getByText('本支行没有编号 1213141')).toBeVisible()
  await expect(page.getByTestId('papers-page')).toBeVisible()
  expect(await judged()).toBe(before)
  await burst(page, 'body', applicationNo, 8)
  await expect(page).toHaveURL(new RegExp(branch.deficient))
  expect(await judged()).toBe(before)
})

test('of many cases the page holds the visible ones, and the grid says how many there are (P2)', async () => {
  await page.evaluate(async (many) => {
    const body = { productCode: 'IND-BIZ-CREDIT', borrower: { name: '测试甲' }, loan: { amountFen: 5_000_000, tenorMonths: 12 } }
    for (let n = 0; n < many; n += 1) await window.counter.invoke('intake.open', { productCode: body.productCode, body })
  }, MANY - HERE)
  await goTo('/cases')
  await showAll(page)
  await page.keyboard.press('F5')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(MANY + 1))
  await page.getByRole('grid').focus()
  await page.keyboard.press('End')
  await expect(page.locator(`#row-${MANY - 1}`)).toBeVisible()
  expect(await page.getByTestId('case-row').count()).toBeLessThan(40)
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThanOrEqual(1000)
})

test('an amount is echoed in capitals after 人民币, as the golden table has it (R2)', async () => {
  await goTo(`/intake/${branch.draft}`)
  const amount = page.locator('[name="loan.amountFen"]')
  for (const [typed, shown, echo] of AMOUNTS) {
    await amount.fill(typed)
    await amount.blur()
    await expect(amount).toHaveValue(shown)
    const echoId = (await amount.getAttribute('aria-describedby'))?.split(' ').at(-1)
    await expect(page.locator(`[id="${echoId}"]`)).toHaveText(`人民币${echo}`)
  }
  await amount.fill('三十万')
  await amount.blur()
  await expect(page.locator('.echo')).toHaveCount(0)
})

test('a number of a withdrawn region names the place of that time and what took its place (R4)', async () => {
  await goTo(`/intake/${branch.draft}`)
  const number = page.locator('[name="borrower.idNumber"]')
  await number.fill('110103194912310027')
  await number.blur()
  await expect(page.getByTestId('id-told').first()).toContainText('崇文区（代码已撤销，现属东城区）')
  await number.fill('11010519491231002X')
  await number.blur()
  await expect(page.getByTestId('id-told').first()).toContainText('北京市朝阳区')
  await number.fill('')
})

test('every error is listed, each leads to its field; the error bar stays until it is closed, and can be copied (R5)', async () => {
  // Leaving the page writes what the test before it typed: a save still under way would meet the other person's one first.
  await goTo('/cases')
  await expect(page.getByTestId('search')).toBeVisible()
  await goTo(`/intake/${branch.draft}`)
  await page.getByTestId('check').click()
  const links = page.getByTestId('issue-link')
  await expect(links.first()).toBeVisible()
  const listed = await links.count()
  await expect(page.getByTestId('issues').locator('h2')).toContainText(String(listed))
  for (let at = 0; at < listed; at += 1) {
    await links.nth(at).click()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toMatch(/INPUT|SELECT|TEXTAREA/)
  }
  await savedByManager(page, branch.draft, {})
  await page.locator('[name="loan.purposeText"]').fill('进货')
  await heldDialog(page, page.getByTestId('conflict-dialog'), async () => undefined, page.locator('[name="loan.purposeText"]'))
  const bar = page.getByTestId('error')
  await expect(bar).toContainText('STALE_VERSION')
  await page.getByTestId('error-copy').click()
  await expect(page.getByTestId('error-copy')).toHaveText('已复制')
  await page.locator('[name="note"]').fill('')
  await page.locator('[name="note"]').press('Control+v')
  await expect(page.locator('[name="note"]')).toHaveValue(/^STALE_VERSION \{/)
  await expect(bar).toBeVisible()
  await page.getByTestId('error-close').click()
  await expect(bar).toBeHidden()
})

test('a deadline in a year without a published calendar is marked as an estimate (R3)', async () => {
  const id = branch.deficient
  await changeBranch(dataDir, 'UPDATE loan_case SET due_on = ?, version = version + 1 WHERE id = ?', ['2027-01-04', id])
  const { name } = await expectBridge(page, 'cases.get', { caseId: id })
  await goTo('/cases')
  await showAll(page)
  await page.getByTestId('search').fill(name)
  const mark = page.getByTestId('case-row').first().getByTestId('due-estimated')
  await expect(mark).toHaveAttribute('title', '工作日历未发布，按周一至周五估算')
  await changeBranch(dataDir, 'UPDATE loan_case SET due_on = ?, version = version + 1 WHERE id = ?', ['2026-12-31', id])
  await page.keyboard.press('F5')
  await expect(mark).toHaveCount(0)
  await page.getByTestId('search').fill('')
})

test('a verdict is taken back with Ctrl+Z (S4)', async () => {
  await goTo(`/cases/${branch.checking}/papers`)
  const item = page.getByTestId('item-D307-B')
  await item.click()
  await expect(item).toContainText('不合格')
  await page.keyboard.press('1')
  await expect(item).not.toContainText('不合格')
  await page.keyboard.press('Control+z')
  await expect(item).toContainText('不合格')
})

test('a date typed for a paper and not judged yet stands there again after Esc, and is on no record (S1)', async () => {
  const date = page.getByTestId('paper-facts').locator('[name="issuedOn"]')
  await goTo(`/cases/${branch.checking}/papers`)
  await page.getByTestId('item-D307-B').click()
  const { paperId } = (await expectBridge(page, 'papers.list', { caseId: branch.checking })).papers.find(({ itemId }) => itemId === 'D307') ?? {}
  await date.fill('2026-11-20')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('papers-page')).toBeHidden()
  await goTo(`/cases/${branch.checking}/papers`)
  await page.getByTestId('item-D307-B').click()
  await expect(date).toHaveValue('2026-11-20')
  const { papers } = await expectBridge(page, 'papers.list', { caseId: branch.checking })
  expect(papers.find((paper) => paper.paperId === paperId)?.issuedOn).not.toBe('2026-11-20')
})

test('who made the case may not approve it: the button is dead, the reason stands there, and the channel refuses (R1)', async () => {
  await toReviewer(page, branch.surveyed, bundledSurvey(today))
  await signedInAs(page, administrator)
  const { staff } = await expectBridge(page, 'staff.list', {})
  const maker = staff.find(({ staffNo }) => staffNo === firstManager.staffNo)?.staffId ?? ''
  await expectBridge(page, 'staff.setRoles', { staffId: maker, roles: ['ACCOUNT_MANAGER', 'REVIEWER'] })
  await changePerson(page, firstManager)
  await goTo('/approvals')
  await expect(page.getByTestId('blocked')).toContainText('考察')
  await expect(page.getByTestId('agree')).toBeDisabled()
  const { version } = await expectBridge(page, 'cases.get', { caseId: branch.surveyed })
  expect(await callBridge(page, 'approval.review', { caseId: branch.surveyed, version, outcome: 'AGREE', note: '', rejectionCodes: [] })).toMatchObject({
    error: { code: 'DIFFERENT_PERSON_NEEDED' },
  })
})

test('an opinion typed and not given yet is asked about before the page is left, and is there when one stays (S3)', async () => {
  await changePerson(page, reviewer)
  await goTo('/approvals')
  await page.getByTestId('decision').locator('[name="reason"]').fill('还款来源须再核')
  await goTo('/today')
  await expect(page.getByTestId('leave-dialog').locator('li')).toHaveText(['审查意见'])
  await heldDialog(page, page.getByTestId('leave-dialog'), async () => undefined, page.getByTestId('decision').locator('[name="reason"]'))
  await expect(page.getByTestId('decision').locator('[name="reason"]')).toHaveValue('还款来源须再核')
  await page.getByTestId('decision').locator('[name="reason"]').fill('')
  await goTo('/today')
  await expect(page.getByTestId('approvals-page')).toBeHidden()
})

test('the next case stands there after a decision, and F9 pressed twice decides one case (S7)', async () => {
  const waiting = [branch.surveyed, await takeSurveyed(page)]
  await toReviewer(page, waiting[1] ?? '', bundledSurvey(today))
  await changePerson(page, reviewer)
  await goTo('/approvals')
  const chosen = page.getByTestId('approvals-page')
  await expect(page.getByTestId('inbox-count')).toHaveText('2')
  await expect(page.getByTestId('agree')).toBeEnabled()
  const first = await chosen.getAttribute('data-case')
  await page.keyboard.press('F9')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('inbox-count')).toHaveText('1')
  await expect(chosen).toHaveAttribute('data-case', waiting.find((caseId) => caseId !== first) ?? '')

  // However late the second one comes, the next case is decided only by who turned to it.
  for (let press = 0; press < 60; press++) await page.keyboard.press('F9')
  await expect(page.getByTestId('turn-to')).toContainText('按 Enter')
  await expect(page.getByTestId('agree')).toBeDisabled()
  await expect(page.getByTestId('inbox-count')).toHaveText('1')
  await expect(page.getByRole('region', { name: '申请详情' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('turn-to')).toHaveCount(0)
  await expect(page.getByTestId('agree')).toBeEnabled()
  await expect(page.getByTestId('inbox-count')).toHaveText('1')
})

test('a decision takes its card away before the answer comes, and is said for a moment (S7, R6)', async () => {
  await changePerson(page, reviewer)
  await goTo('/approvals')
  await expect(page.getByTestId('agree')).toBeEnabled()
  const release = await holdCall(app, 'approval.review')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('inbox-count')).toHaveText('0')
  await expect(page.getByTestId('receipt')).toBeHidden()
  await release()
  await expect(page.getByTestId('receipt')).toContainText('已同意')
  await expect(page.getByTestId('receipt')).toBeHidden()
})

test('who leaves takes what he saw along: the next person’s window knows no case of his (privacy)', async () => {
  await changePerson(page, branchManager)
  await goTo('/approvals')
  await expect(page.getByTestId('decision')).toBeVisible()
  expect(await heldInStores(page)).toContain(branch.surveyed)
  await signOut(page)
  expect(await heldInStores(page)).not.toContain(branch.surveyed)
  await signIn(page, teller)
})
