import { type ElectronApplication, expect, type Page } from '@playwright/test'

/** What came to the printer: what the program asked of it, and the sheets it would put out. */
export interface Printed {
  readonly options: { readonly copies: number; readonly duplexMode: string; readonly pageSize: string; readonly silent: boolean; readonly deviceName?: string }
  readonly sheets: readonly string[]
}

/** A printer at the counter, whose window answers as told: what it is given is laid out on paper as the browser does it. */
export async function connectPrinter(app: ElectronApplication, answer: readonly [boolean, string] = [true, ''], name?: string): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [[sent, why], called]) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (!contents) throw new Error('no window to print')
      const desk = globalThis as typeof globalThis & { printed?: unknown[] }
      desk.printed ??= []
      contents.getPrintersAsync = async () => (called ? [{ name: called, displayName: called, description: '', options: {} }] : [])
      contents.print = (options, told) => {
        contents.printToPDF({ preferCSSPageSize: true, printBackground: true }).then((pdf) => {
          const boxes = pdf.toString('latin1').match(/\/MediaBox \[[^\]]*\]/g) ?? []
          desk.printed?.push({ options, sheets: boxes })
          told?.(sent, why)
        })
      }
    },
    [answer, name ?? null] as const,
  )
}

/** Everything that came to the printer so far. */
export const printedOn = (app: ElectronApplication): Promise<Printed[]> =>
  app.evaluate(() => (globalThis as typeof globalThis & { printed?: unknown[] }).printed ?? []) as Promise<Printed[]>

/** A contract that was printed once: a second print is called off, a third comes out badly, of the fourth nobody says how it came out. */
export async function printAgain(app: ElectronApplication, page: Page): Promise<void> {
  await page.keyboard.press('F10')
  await expect(page.getByTestId('print-before')).toContainText('已送打印 1 次')
  await expect(page.getByTestId('print-run')).toBeDisabled()
  await page.locator('[name="reason"]').click()
  await page.keyboard.press('Control+1')
  await expect(page.locator('[name="reason"]')).toHaveValue('打印机卡纸，没有出齐。')
  await connectPrinter(app, [false, 'Print job canceled'])
  await page.keyboard.press('F9')
  await expect(page.getByTestId('print-called-off')).toContainText('按未打印登记')
  await expect(page.getByTestId('print-before')).toContainText('已送打印 2 次')
  await expect(page.getByTestId('print-before')).toContainText('没有打印')
  await connectPrinter(app)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('print-sure')).toBeVisible()
  await page.keyboard.press('Alt+n')
  await expect(page.getByTestId('print-form')).toHaveCount(0)
  await page.keyboard.press('F10')
  await page.locator('[name="reason"]').fill('补打')
  await page.keyboard.press('F9')
  await expect(page.getByTestId('print-sure')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('print-form')).toHaveCount(0)
  await page.keyboard.press('F10')
  await expect(page.getByTestId('print-before')).toContainText('已送打印 4 次')
  await expect(page.getByTestId('print-before')).toContainText('结果不明')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('print-form')).toHaveCount(0)
}

/** Another window lies over the counter's: the screen asks for no further picture, and none of its frames comes. */
async function cover(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(() => {
    const { requestAnimationFrame } = window
    const { decode } = HTMLImageElement.prototype
    const { toBlob } = HTMLCanvasElement.prototype
    window.requestAnimationFrame = () => 0
    HTMLImageElement.prototype.decode = () => new Promise(() => {})
    HTMLCanvasElement.prototype.toBlob = () => {}
    return { requestAnimationFrame, decode, toBlob }
  })
  return () =>
    held.evaluate(({ requestAnimationFrame, decode, toBlob }) => {
      window.requestAnimationFrame = requestAnimationFrame
      HTMLImageElement.prototype.decode = decode
      HTMLCanvasElement.prototype.toBlob = toBlob
    })
}

/** F10 prints the document in sight: one A4 sheet a page and as many copies as it promises, on record before the print window opens. */
export async function printA4(app: ElectronApplication, page: Page, audited: (action: string) => Promise<number>): Promise<void> {
  await connectPrinter(app)
  const pages = Number((await page.getByTestId('document-pick').locator('option').first().textContent())?.match(/(\d+) 页/)?.[1])
  await page.keyboard.press('F10')
  await expect(page.locator('[name="copies"]')).toHaveValue('3')
  await expect(page.getByTestId('print-form')).toContainText(`共出 ${pages * 3} 张纸`)
  const uncover = await cover(page)
  await page.getByTestId('print-run').click()
  await expect(page.getByTestId('print-sure')).toContainText(`应出 ${pages * 3} 张：${pages} 页 × 3 份`)
  await uncover()
  const [print] = await printedOn(app)
  expect(print?.options).toMatchObject({ silent: false, copies: 3, pageSize: 'A4', duplexMode: 'simplex' })
  expect(print?.sheets, 'a sheet a page, and no blank one').toHaveLength(pages)
  for (const sheet of print?.sheets ?? []) expect(sheet).toMatch(/\[0 0 59[45]\.?\d* 84[12]\.?\d*\]/)
  await expect(page.locator('.print-sheets')).toHaveCount(0)
  expect(await audited('documents.print')).toBe(1)
  expect(await audited('documents.printed')).toBe(0)
  await page.keyboard.press('F9')
  await expect(page.getByTestId('print-form')).toHaveCount(0)
  expect(await audited('documents.printed')).toBe(1)
}
