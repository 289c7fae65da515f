import path from 'node:path'
import { BrowserWindow } from 'electron'
import { ORIGIN } from './serve-file.ts'
import { showWhenDrawn } from './show-window.ts'

/** The one window: sandboxed, isolated, without developer tools in a packaged application. Shown by `showWhenDrawn`. */
export async function openWindow(outFolder: string, title: string, packaged: boolean, counter: Promise<unknown>, shown: () => void): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title,
    backgroundColor: '#EEF2F5',
    webPreferences: {
      preload: path.join(outFolder, 'preload/preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !packaged,
    },
  })
  const loading = window.loadURL(`${ORIGIN}/index.html`)
  showWhenDrawn(window, loading, counter, shown)
  await loading
  return window
}
