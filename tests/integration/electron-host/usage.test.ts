import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unoffered, usersOfElectron } from '../../electron-host/drift.ts'
import { findUses } from '../../electron-host/usage.ts'

const root = path.join(import.meta.dirname, '../../..')
// Inside the project, so that `electron` resolves to its types.
const folder = mkdtempSync(path.join(root, 'node_modules/.electron-host-'))
const planted = `import { app, BrowserWindow } from 'electron'
app.setBadgeCount(1)
app.on('gpu-info-update', () => {})
app.on('will-quit', (event) => event.preventDefault())
const [window] = BrowserWindow.getAllWindows()
window?.setKiosk(true)
window?.once('closed', () => {})
`
beforeAll(() => {
  writeFileSync(path.join(folder, 'planted.ts'), planted)
  writeFileSync(path.join(folder, 'other.ts'), 'export const electron = 1\n')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('finding what the application uses of Electron', () => {
  it('catches planted uses that the stand-in does not offer, and only those', () => {
    const files = usersOfElectron(folder)
    expect(files.map((file) => path.basename(file))).toEqual(['planted.ts'])
    const complaints = unoffered(findUses(files, folder))
    expect(complaints).toEqual([
      'planted.ts:2 App.setBadgeCount is not in the subset',
      "planted.ts:3 event 'gpu-info-update' of App is not in the subset",
      'planted.ts:6 BrowserWindow.setKiosk is not in the subset',
    ])
  })
})
