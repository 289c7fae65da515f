// The module that `import … from 'electron'` gives the main process under the stand-in.

import { hostApp } from './modules/app.ts'
import { BrowserWindow } from './modules/browser-window.ts'
import { dialog } from './modules/dialog.ts'
import { hostIpcMain } from './modules/ipc-main.ts'
import { Menu } from './modules/menu.ts'
import { hostPowerMonitor } from './modules/power-monitor.ts'
import { protocol } from './modules/protocol.ts'
import { safeStorage } from './modules/safe-storage.ts'
import { session } from './modules/session.ts'
import { shell } from './modules/shell.ts'
import { utilityProcess } from './modules/utility-process.ts'
import { webContents } from './modules/web-contents-list.ts'
import { strict } from './strict.ts'

const app = strict('App', hostApp)
const ipcMain = strict('IpcMain', hostIpcMain)
const powerMonitor = strict('PowerMonitor', hostPowerMonitor)

export { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, safeStorage, session, shell, utilityProcess, webContents }
export default { app, BrowserWindow, dialog, ipcMain, Menu, powerMonitor, protocol, safeStorage, session, shell, utilityProcess, webContents }
