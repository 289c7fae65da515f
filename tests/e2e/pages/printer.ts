import type { ElectronApplication } from '@playwright/test'

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
