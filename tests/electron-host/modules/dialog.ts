import { strict } from '../strict.ts'

const noWindow = (name: string) => () =>
  Promise.reject(new Error(`electron-host: dialog.${name} has no native window here; in a test, replace it through electronApp.evaluate`))

export const dialog = strict('Dialog', {
  showOpenDialog: noWindow('showOpenDialog') as Electron.Dialog['showOpenDialog'],
  showSaveDialog: noWindow('showSaveDialog') as Electron.Dialog['showSaveDialog'],
  showMessageBox: noWindow('showMessageBox') as Electron.Dialog['showMessageBox'],
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`${title}\n${content}\n`)
  },
} satisfies Partial<Electron.Dialog>)
