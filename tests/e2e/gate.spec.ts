import { expect, test } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { bundledSurvey, takeSurveyed } from './pages/busy-branch.ts'
import { setUpBranch, signIn } from './pages/entrance.ts'
import { administrator, firstManager, type Person, secondManager, today } from './pages/people.ts'

test('a gate that stays shut names the papers, and each leads to where it is handed in', async ({ page }) => {
  await setUpBranch(page)
  await signIn(page, administrator)
  const caseId = await takeSurveyed(page, ['INTAKE'])
  const at = async () => ({ caseId, version: (await expectBridge(page, 'cases.get', { caseId })).version })
  const as = ({ staffNo, password }: Person) => expectBridge(page, 'session.signIn', { staffNo, password })
  await as(firstManager)
  await expectBridge(page, 'investigation.record', { ...(await at()), survey: bundledSurvey(today) as never })
  await as(secondManager)
  await expectBridge(page, 'investigation.confirm', await at())
  await expectBridge(page, 'scoring.score', await at())
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/score`)
  await expect(page.getByTestId('step-run')).toContainText('送审查')
  await page.keyboard.press('F9')
  const papers = page.getByTestId('gate-items')
  await expect(papers.getByRole('listitem').first()).toContainText('未收')
  const link = papers.getByRole('link').first()
  const name = await link.innerText()
  await link.click()
  await expect(page).toHaveURL(/papers\?item=/)
  await expect(page.locator('main [aria-current="true"], main [aria-selected="true"], main .on').filter({ hasText: name }).first()).toBeVisible()
})
