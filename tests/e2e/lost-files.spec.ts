import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { expectBridge } from './pages/bridge-call.ts'
import { fillBranch } from './pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { startLineOffice } from './pages/line-office.ts'
import { lookAt } from './pages/look-at.ts'
import { administrator, branchManager, branch as branchOf, teller } from './pages/people.ts'

test('papers and batches that are lost on this computer are named with what to do; a batch is given up by two persons, and the branch is to enrol anew', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-lost-'))
  const office = await startLineOffice()
  const app = await launch(dataDir)
  const page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await fillBranch(page)
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  await expectBridge(page, 'sync.enrol', { address: office.url, code: await office.code(branchOf.branchCode), fingerprint: office.fingerprint })
  await office.close()
  const papers = path.join(dataDir, 'live', 'papers')
  for (const shelf of readdirSync(papers)) rmSync(path.join(papers, shelf), { recursive: true })
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  const { seq } = await expectBridge(page, 'batch.propose', {})
  await expectBridge(page, 'session.signIn', { staffNo: branchManager.staffNo, password: branchManager.password })
  const { folder } = await expectBridge(page, 'batch.seal', { seq })

  rmSync(path.join(folder, 'envelope.json'))
  await changePerson(page, teller)
  await page.evaluate(() => window.location.assign('#/batches'))
  await expect(page.getByTestId('owed-row').first()).toContainText('由科技人员从备份放回该文件')
  await expect(page.getByTestId(`batch-1-${seq}`)).toContainText('本机缺该批文件')
  await lookAt(page, 'lost-files')
  await page.getByTestId('owed-again').click()
  await expect(page.getByTestId('error')).toContainText('待送的只剩本机读不出的文件')

  await page.getByTestId('give-up').click()
  const form = page.getByTestId('withdraw-form')
  await form.locator('[name="reason"]').fill('各处均无副本')
  await form.locator('[name="secondNo"]').fill(branchManager.staffNo)
  await form.locator('[name="secondPassword"]').fill(branchManager.password)
  await lookAt(page, 'give-up')
  await page.keyboard.press('F9')
  await expect(form).toBeHidden()
  await expect(page.getByTestId('line-card')).toHaveAttribute('data-standing', 'ENROL_AGAIN')
  await expect(page.getByTestId('sync-said')).toContainText('已放弃')
  await lookAt(page, 'given-up')
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
