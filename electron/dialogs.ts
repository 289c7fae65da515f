import path from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import type { Ports } from './handlers/ports.ts'
import type { MenuLabels } from './menu-labels.ts'

/** The native dialogs, over the window while there is one. */
export function dialogPorts(window: () => BrowserWindow | null, labels: MenuLabels): Ports {
  return {
    async pickFiles(kind) {
      const options: Electron.OpenDialogOptions = {
        properties: kind === 'SCAN' ? ['openFile', 'multiSelections'] : ['openFile'],
        filters: [
          {
            SCAN: { name: labels.scans, extensions: ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff'] },
            ENROLMENT: { name: labels.enrolment, extensions: ['json', 'txt'] },
            CERTIFICATE: { name: labels.certificate, extensions: ['p12', 'pfx'] },
          }[kind],
        ],
      }
      const over = window()
      const { canceled, filePaths } = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options)
      return canceled ? [] : filePaths
    },
    async pickFolder() {
      const options: Electron.OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
      const over = window()
      const { canceled, filePaths } = over ? await dialog.showOpenDialog(over, options) : await dialog.showOpenDialog(options)
      return canceled ? null : (filePaths[0] ?? null)
    },
    async saveFile(name) {
      const options = { defaultPath: path.join(app.getPath('documents'), name) }
      const over = window()
      const { canceled, filePath } = over ? await dialog.showSaveDialog(over, options) : await dialog.showSaveDialog(options)
      return canceled || filePath === '' ? null : filePath
    },
  }
}
