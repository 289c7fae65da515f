import path from 'node:path'
import { BrowserWindow } from 'electron'
import { ORIGIN } from './serve-file.ts'

/** The one window: sandboxed, isolated, without developer tools in a packaged application. Shown once its page is drawn and `counter` answers. */
export async function openWindow(outFolder: string, title: string, packaged: boolean, counter: Promise<unknown>): Promise<BrowserWindow> {
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
  const drawn = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()))
  // A counter that does not open ends the program, and its window with it.
  Promise.all([drawn, counter]).then(
    () => window.show(),
    () => undefined,
  )
  await window.loadURL(`${ORIGIN}/index.html`)
  return window
}
