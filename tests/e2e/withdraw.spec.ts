import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { fillBranch } from './pages/busy-branch.ts'
import { setUpBranch, signIn } from './pages/entrance.ts'
import { startLineOffice } from './pages/line-office.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, branch as branchOf, teller } from './pages/people.ts'
import { heldDialog } from './tour/tour.ts'

test('a batch of which records were returned is withdrawn by the teller with a reason, confirmed by the manager at that counter', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-withdraw-'))
  const office = await startLineOffice()
  let app = await launch(dataDir)
  let page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await fillBranch(page)
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  await expectBridge(page, 'sync.enrol', { address: office.url, code: await office.code(branchOf.branchCode), fingerprint: office.fingerprint })
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  const { seq } = await expectBridge(page, 'batch.propose', {})
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  await expectBridge(page, 'batch.seal', { seq })
  await app.close()
  await office.close()
  // As if head office had answered: all of it taken, but one record.
  const database = new DatabaseSync(path.join(dataDir, 'live', 'branch.sqlite'))
  database.exec(`UPDATE batch SET state = 'PARTIAL'; UPDATE outbox SET result = 'applied', complete = 1 WHERE batch_seq = ${seq};
    UPDATE outbox SET result = 'rejected', result_code = 'BODY_INVALID', complete = 0 WHERE serial = 1`)
  database.close()

  app = await launch(dataDir)
  page = await windowOf(app)
  await signIn(page, teller)
  await page.evaluate(() => window.location.assign('#/batches'))
  const opener = page.getByTestId('withdraw')
  await opener.focus()
  await page.keyboard.press('Enter')
  await heldDialog(page, page.getByTestId('withdraw-form'), () => lookAt(page, 'withdraw'), opener)

  await page.keyboard.press('Enter')
  const form = page.getByTestId('withdraw-form')
  await form.locator('[name="reason"]').fill('记录已更正，重新报送')
  await form.locator('[name="secondNo"]').fill(branchManager.staffNo)
  await form.locator('[name="secondPassword"]').fill('not it')
  await page.keyboard.press('F9')
  await expect(form.getByTestId('error')).toBeVisible()
  await form.locator('[name="secondPassword"]').fill(branchManager.password)
  await page.keyboard.press('F9')
  await expect(form).toBeHidden()
  await expect(page.getByTestId(`batch-1-${seq}`)).toContainText('本机文件已清')
  await expect(opener).toHaveCount(0)
  await lookAt(page, 'withdrawn')
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
