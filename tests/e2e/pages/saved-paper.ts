import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { textOf } from '../../fixtures/paper/printer.ts'
import { expectBridge } from './bridge-call.ts'

/** The text of a paper as the customer gets it, saved through the window; without white space. */
export async function paperText(app: ElectronApplication, page: Page, of: { caseId: string; kind: string; folder: string }): Promise<string> {
  const file = path.join(of.folder, `${of.kind}.pdf`)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  const { documents } = await expectBridge(page, 'cases.get', { caseId: of.caseId })
  await expectBridge(page, 'documents.save', { documentId: documents.find(({ kind }) => kind === of.kind)?.documentId ?? '' })
  return textOf(new Uint8Array(readFileSync(file)))
}
