import { expect, type Page } from '@playwright/test'
import type { ApplicationInput } from '../../../core/intake/application.ts'

/** Money as a teller types it. */
const yuan = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

function flat(value: object, prefix = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    return item !== null && typeof item === 'object' && !Array.isArray(item) ? flat(item, path) : [[path, item]]
  })
}

export async function openIntake(page: Page, productCode: string): Promise<void> {
  await page.getByTestId('new-intake').click()
  await page.getByTestId(`product-${productCode}`).click()
  await expect(page.getByTestId('intake-page')).toBeVisible()
  await expect(page.getByTestId('draft-status')).toContainText('草稿已存')
}

/** Types one field of the form, by its path. */
export async function typeField(page: Page, path: string, value: unknown): Promise<void> {
  const field = page.locator(`[name="${path}"]`)
  if (typeof value === 'boolean') return field.setChecked(value)
  if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
    await field.selectOption(String(value))
    return
  }
  await field.fill(path.endsWith('Fen') ? yuan(Number(value)) : String(value))
  await field.blur()
}

/** Types a whole application, choices first: they decide which fields there are. */
export async function typeApplication(page: Page, application: ApplicationInput): Promise<void> {
  const { productCode: _chosen, note: _note, house, ...rest } = application
  const { coOwners = [], ...building } = house ?? {}
  const fields = [...flat(rest), ...(house ? flat(building, 'house') : []), ...coOwners.flatMap((owner, index) => flat(owner, `house.coOwners.${index}`))]
  const typed = fields.filter(([, value]) => value !== null)
  const choices = ['borrower.maritalStatus', 'borrower.residence', 'business.premises', 'loan.paymentMode', 'house.ownership']
  for (const [path, value] of typed.filter(([path]) => choices.includes(path))) await typeField(page, path, value)
  for (const [path, value] of typed.filter(([path]) => !choices.includes(path))) await typeField(page, path, value)
}

/** Types every field of a form that is given, null ones apart. */
export async function typeFields(page: Page, values: object): Promise<void> {
  for (const [path, value] of flat(values)) if (value !== null) await typeField(page, path, value)
}

/** Waits until what was typed is in the database. */
export async function waitForAutosave(page: Page, caseId: string, path: string, value: string): Promise<void> {
  await expect
    .poll(async () => {
      const draft = (await page.evaluate((id) => window.counter.invoke('intake.draft', { caseId: id }), caseId)) as { value: { body: object } }
      return Object.fromEntries(flat(draft.value.body))[path]
    })
    .toBe(value)
}

export const caseIdOf = (page: Page): string => /\/(?:intake|cases)\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
