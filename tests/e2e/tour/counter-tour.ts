import { expect } from '@playwright/test'
import { expectBridge } from '../pages/bridge-call.ts'
import { type BusyBranch, ON_PAPER } from '../pages/busy-branch.ts'
import { openItem } from '../pages/case-page.ts'
import { changePerson } from '../pages/entrance.ts'
import { showAll } from '../pages/list-page.ts'
import { teller } from '../pages/people.ts'
import { goTo, heldDialog, openDialog, type Tour } from './tour.ts'

/** The teller's morning: S02 to S09 with their dialogs, the box of the top bar, help and the locked window. */
export async function lists(tour: Tour): Promise<void> {
  const { page, stop, dialog } = tour
  await changePerson(page, teller)
  await goTo(page, '/today', 'todo-SUBMIT')
  await stop('today')
  await goTo(page, '/cases', 'case-row')
  await showAll(page)
  await expect(page.getByTestId('case-row')).toHaveCount(11)
  await page.getByRole('grid').press('ArrowDown')
  await page.getByRole('grid').press('ArrowDown')
  await expect(page.getByTestId('peek')).toContainText('最近动态')
  await stop('case-list')
  await page.getByTestId('columns').click()
  await stop('case-list-columns')
  await page.keyboard.press('Escape')
  await page.getByTestId('sort').click()
  await stop('case-list-sort')
  await page.keyboard.press('Escape')
  await openDialog(tour, 'case-list-filter', page.getByTestId('add-filter'), 'filter-builder')
  await page.getByTestId('search').fill('查无此人')
  await expect(page.locator('.table').getByTestId('empty')).toBeVisible()
  await stop('case-list-none')
  await openDialog(tour, 'view-name', page.getByTestId('view-save-as'), 'name-form')
  await page.getByTestId('empty-clear').click()
  await expect(page.getByTestId('case-row')).toHaveCount(11)
  await page.keyboard.press('F2')
  const products = page.getByTestId('product-IND-BIZ-CREDIT')
  await heldDialog(page, products, () => dialog('new-intake', products), null)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('120')
  await expect(page.getByTestId('omni-list')).toBeVisible()
  await stop('palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByTestId('notices').click()
  await stop('notices')
  await page.keyboard.press('Escape')
  await page.getByTestId('person').click()
  await stop('person-menu')
  await page.keyboard.press('Escape')
}

export async function intake({ page, stop, dialog }: Tour, branch: BusyBranch): Promise<void> {
  await goTo(page, '/drafts', 'draft-row')
  await stop('drafts')
  await goTo(page, `/intake/${branch.draft}`, 'intake-page')
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
  await page.getByTestId('check').click()
  await expect(page.getByTestId('issues')).toBeVisible()
  await stop('intake')
  // The list of a select and its opening are the browser's own: nothing of it stands in the page, which must stay sound under it.
  await page.locator('select[name="borrower.idType"]').press('Alt+ArrowDown')
  await stop('intake-select')
  await page.keyboard.press('Escape')
  const amount = page.locator('[name="loan.amountFen"]')
  await amount.focus()
  await page.keyboard.press('F1')
  await heldDialog(page, page.getByTestId('help'), () => dialog('help', page.getByTestId('help')), amount)
  const name = page.locator('[name="borrower.name"]')
  await name.focus()
  await name.evaluate((input) => {
    const data = new DataTransfer()
    data.setData('text/plain', '王建国 13800138000 110199199003070017')
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  const paste = page.getByTestId('paste-split')
  await heldDialog(page, paste, () => dialog('intake-paste', paste), name)
}

export async function papers(tour: Tour, branch: BusyBranch): Promise<void> {
  const { page, stop } = tour
  for (const [caseId, name] of [
    [branch.draft, 'case-draft'],
    [branch.checking, 'case-checking'],
    [branch.deficient, 'case-deficient'],
  ] as const) {
    await goTo(page, `/cases/${caseId}`, 'case-status')
    await stop(name)
  }
  await openItem(page, 'D205', 'B')
  // The paper is there and unsound: another one is received in its place.
  await page.getByTestId('replace').click()
  await expect(page.getByTestId('receive')).toBeVisible()
  await stop('papers-receive')
  await goTo(page, `/cases/${branch.deficient}/notice`, 'notice-page')
  await expect(page.locator('.documents canvas').first()).toBeVisible()
  await stop('notice-given')
  await goTo(page, `/cases/${branch.checking}/notice`, 'notice-page')
  await expect(page.locator('[data-testid="notice-page"] ol li').first()).toBeVisible()
  await stop('notice')
  await goTo(page, `/cases/${branch.checking}/papers`, 'papers-page')
  await page.getByTestId('item-D401-B').click()
  await expect(page.locator('.paper canvas')).toBeVisible()
  await stop('papers')
  const premises = page.getByRole('group', { name: '经营场所' })
  await premises.focus()
  await page.keyboard.press('n')
  await premises.getByRole('textbox').fill(ON_PAPER)
  await page.getByTestId('stage').click()
  await page.keyboard.press('2')
  await expect(page.getByTestId('reason')).toBeVisible()
  await stop('papers-differs')
  const { items } = await expectBridge(page, 'cases.get', { caseId: branch.checking })
  const waivable = items.find((item) => item.waivable && item.state === 'MISSING')
  await page.evaluate(() =>
    document.querySelectorAll('details').forEach((one) => {
      one.open = true
    }),
  )
  await page.getByTestId(`item-${waivable?.itemId}-${waivable?.party}`).click()
  await openDialog(tour, 'papers-waive', page.getByTestId('verdict-waive'), 'waiver-form')
  await goTo(page, `/cases/${branch.checking}/scans`, 'scans-page')
  await stop('scans-empty')
  await goTo(page, '/day', 'day-page')
  await stop('day-teller')
  await goTo(page, `/cases/${branch.accepted}`, 'case-status')
  await page.keyboard.press('F11')
  await expect(page.getByTestId('locked')).toBeVisible()
  await stop('locked')
  await page.locator('[name="password"]').fill(teller.password)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('locked')).toBeHidden()
}
