import path from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import type { ItemView } from '../../../core/bridge/views.ts'
import { callBridge, expectBridge } from './bridge-call.ts'
import { today } from './people.ts'

export const scanFile = (name: string): string => path.join(import.meta.dirname, '../../fixtures/scans', name)

/** The operating system's dialog answers with this file. */
export const pickNext = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog }, picked) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [picked] })
  }, file)

export const openItem = (page: Page, itemId: string, party: string): Promise<void> => page.getByTestId(`item-${itemId}-${party}`).click()

/** Receives a scan for an item and finds it sound, on the page of the papers; ends on the page of the case. */
export async function receiveAndJudge(page: Page, app: ElectronApplication, itemId: string, party: string, file: string): Promise<void> {
  await pickNext(app, file)
  await openItem(page, itemId, party)
  await expect(page.getByTestId('papers-page')).toBeVisible()
  await page.getByTestId('pick').click()
  await expect(page.getByTestId('scan-name')).toBeVisible()
  await page.locator('[name="issuedOn"]').fill(today)
  await page.locator('[name="expiresOn"]').fill('2046-01-01')
  for (const box of await page.getByTestId('receive').locator('input[type="checkbox"]').all()) await box.check()
  await page.getByTestId('receive-save').click()
  await expect(page.getByTestId('receive')).toBeHidden()
  await page.getByTestId('verdict-ok').click()
  await expect(page.getByTestId(`item-${itemId}-${party}`)).toHaveAttribute('data-state', 'OK')
  await page.keyboard.press('F6')
  await expect(page.getByTestId(`item-${itemId}-${party}`)).toContainText('合格')
}

/** Receives and judges one item straight through the bridge, with the bytes of a scan. */
export async function fileItem(
  page: Page,
  caseId: string,
  { itemId, party, form, signers }: ItemView,
  bytes: readonly number[],
  defects: readonly string[] = [],
): Promise<void> {
  const offered = (await page.evaluate((content) => window.counter.invoke('completeness.offer', { bytes: new Uint8Array(content) }), bytes)) as {
    value: { scanId: string }
  }
  const { paperId } = await expectBridge(page, 'completeness.receive', {
    caseId,
    itemId,
    party,
    scanId: offered.value.scanId,
    form,
    issuedOn: today,
    expiresOn: '2046-01-01',
    signedBy: signers,
  })
  await expectBridge(page, 'completeness.judge', { paperId, verdict: defects.length > 0 ? 'DEFECT' : 'OK', defects: [...defects], note: '' })
}

export async function openItems(page: Page, caseId: string, stage: string): Promise<ItemView[]> {
  const found = await callBridge(page, 'cases.get', { caseId })
  if (!found.ok) throw new Error(found.error.code)
  return found.value.items.filter((item) => item.stage === stage && item.state !== 'OK')
}

/** Does what the case page offers, and confirms. */
export async function act(page: Page, action: string): Promise<void> {
  await page.getByTestId(`action-${action}`).click()
  await page.getByTestId('action-confirm').click()
  await expect(page.getByTestId('action-form')).toBeHidden()
}
