import { readFileSync } from 'node:fs'
import type { ElectronApplication, Page } from '@playwright/test'
import { textOf } from '../../fixtures/paper/printer.ts'
import { expectBridge } from './bridge-call.ts'

/** The text of a paper as the customer gets it, saved through the window; without white space. */
export async function paperText(app: ElectronApplication, page: Page, file: string, documentId: string): Promise<string> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await expectBridge(page, 'documents.save', { documentId })
  return textOf(new Uint8Array(readFileSync(file)))
}
