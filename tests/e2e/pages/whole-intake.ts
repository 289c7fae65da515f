import { readFileSync, writeFileSync } from 'node:fs'
import { PDFDocument } from '@cantoo/pdf-lib'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import type { Application } from '../../../core/intake/application.ts'
import { expectBridge } from './bridge-call.ts'
import { typeField, typeFields } from './intake-page.ts'
import { today } from './people.ts'

type Whole = ReturnType<typeof Application.parse>
const listed = <T>(list: readonly T[]): Record<string, T> => ({ ...list }) as unknown as Record<string, T>

/** Types a whole application of any type: first what decides which fields there are, then everything. */
export async function typeWhole(page: Page, application: Whole): Promise<void> {
  const { productCode: _code, note: _note, guarantors, guarantorCompanies, house, vehicle, ...rest } = application
  const { borrower, loan, business, enterprise } = rest
  await typeField(page, 'borrower.maritalStatus', borrower.maritalStatus)
  await typeField(page, 'borrower.residence', borrower.residence)
  await typeField(page, 'loan.paymentMode', loan.paymentMode)
  if (business) await typeField(page, 'business.premises', business.premises)
  for (const [name, count] of [
    ['guarantors', guarantors.length],
    ['guarantorCompanies', guarantorCompanies.length],
  ] as const)
    if ((await page.locator(`[name="${name}"]`).count()) > 0) await typeField(page, name, count)
  for (const [index, { maritalStatus }] of guarantors.entries()) await typeField(page, `guarantors.${index}.maritalStatus`, maritalStatus)
  if (enterprise?.controller) await typeField(page, 'enterprise.controller', true)
  if (vehicle) await typeField(page, 'vehicle.ownership', vehicle.ownership)
  await typeFields(page, {
    ...rest,
    ...(house ? { house: { ...house, coOwners: listed(house.coOwners) } } : {}),
    ...(vehicle ? { vehicle: { ...vehicle, coOwners: listed(vehicle.coOwners) } } : {}),
    guarantors: listed(guarantors),
    guarantorCompanies: listed(guarantorCompanies),
  })
}

/** Separator sheets from F10, laid before the papers, and the pile read: every paper of the gate ahead lies at its item. */
export async function offerPapers(page: Page, app: ElectronApplication, caseId: string, file: string): Promise<void> {
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/scans`)
  await expect(page.getByTestId('scans-page')).toBeVisible()
  await expect(page.getByTestId('separators')).toBeEnabled()
  await app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: to })
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [to] })
  }, file)
  await page.keyboard.press('F10')
  await expect(page.getByRole('status').filter({ hasText: '分隔页' })).toBeVisible()
  const wanted = (await expectBridge(page, 'cases.get', { caseId })).items.filter(
    ({ stage, paperId, state }) => stage === 'INTAKE' && paperId === null && state === 'MISSING',
  )
  const sheets = await PDFDocument.load(readFileSync(file))
  expect(sheets.getPageCount()).toBe(wanted.length)
  const pile = await PDFDocument.create()
  const copies = await pile.copyPages(sheets, sheets.getPageIndices())
  for (const [index, sheet] of copies.entries()) {
    pile.addPage(sheet)
    for (let n = 0; n < Math.max(1, wanted[index]?.minPages ?? 1); n++)
      pile.addPage([595, 842]).drawText(`${wanted[index]?.itemId} ${n + 1}`, { x: 80, y: 700, size: 60 })
  }
  writeFileSync(file, await pile.save())
  await page.keyboard.press('Control+o')
  await expect
    .poll(
      async () => (await expectBridge(page, 'cases.get', { caseId })).items.filter(({ stage, state }) => stage === 'INTAKE' && state === 'MISSING').length,
      { timeout: 120_000 },
    )
    .toBe(0)
  await expect(page.getByTestId('scan-books')).toHaveAttribute('data-state', 'DONE')
}

/** Finds so many papers sound by key on the check page, the date written where one is wanted; stops before one that is to be refused. */
export async function judgeByKey(page: Page, caseId: string, count: number, defective: readonly string[] = []): Promise<void> {
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/papers`)
  await expect(page.getByTestId('papers-page')).toBeVisible()
  for (let n = 0; n < count; n++) {
    // One verdict may answer for two papers: there may be fewer to judge than there were.
    if ((await expectBridge(page, 'cases.get', { caseId })).items.every(({ state }) => state !== 'UNCHECKED')) break
    const chosen = page.locator('[data-key][aria-current]')
    await expect(chosen).toHaveAttribute('data-state', 'UNCHECKED')
    const key = (await chosen.getAttribute('data-key')) ?? ''
    if (defective.some((itemId) => key.startsWith(`${itemId}/`))) break
    await expect(page.getByTestId('verdict-ok')).toBeEnabled()
    const issued = page.getByTestId('paper-facts').locator('[name="issuedOn"]')
    if ((await issued.count()) > 0) {
      await issued.fill(today)
      await issued.press('Enter')
    } else await page.getByTestId('verdict-ok').focus()
    await page.keyboard.press('1')
    await expect(page.locator(`[data-key="${key}"]`)).toHaveAttribute('data-state', 'OK')
  }
}

/** The others judged as the page does it, without waiting for its pictures; `defective` items are refused. */
export async function judgeRest(page: Page, caseId: string, defective: readonly string[] = []): Promise<void> {
  const { items } = await expectBridge(page, 'cases.get', { caseId })
  for (const { itemId, paperId, form, signers, dated } of items.filter(({ state, paperId }) => state === 'UNCHECKED' && paperId !== null)) {
    if (paperId === null) continue
    const expiresOn = dated.includes('EXPIRES') ? '2046-01-01' : null
    await expectBridge(page, 'scans.describe', { paperId, form, issuedOn: today, expiresOn, signedBy: signers })
    const bad = defective.includes(itemId)
    await expectBridge(page, 'completeness.judge', { paperId, verdict: bad ? 'DEFECT' : 'OK', defects: bad ? ['E07'] : [], note: '' })
  }
}
