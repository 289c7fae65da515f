import { describe, expect, it } from 'vitest'
import electron from '../../electron-host/electron.ts'
import { makeElectron } from '../../electron-host/page/guest-electron.js'
import { behind } from '../../electron-host/strict.ts'
import { subset } from '../../electron-host/subset.ts'

const STATIC_WEB_CONTENTS = ['getAllWebContents', 'fromId', 'fromDevToolsTargetId']
const modules = [
  ['App', electron.app, subset.App.members],
  ['Dialog', electron.dialog, subset.Dialog.members],
  ['IpcMain', electron.ipcMain, subset.IpcMain.members],
  ['Menu', electron.Menu, ['buildFromTemplate', 'setApplicationMenu', 'getApplicationMenu']],
  ['PowerMonitor', electron.powerMonitor, subset.PowerMonitor.members],
  ['Protocol', electron.protocol, subset.Protocol.members],
  ['SafeStorage', electron.safeStorage, subset.SafeStorage.members],
  ['Session', electron.session.defaultSession, subset.Session.members],
  ['Shell', electron.shell, subset.Shell.members],
  ['WebContents', electron.webContents, STATIC_WEB_CONTENTS],
] as const

describe('the manifest of the subset', () => {
  it.each(modules)('%s has every member it promises', (_name, module, members) => {
    const target = behind<object>(module)
    expect(members.filter((member) => !(member in target))).toEqual([])
  })
  it('gives the preload every member of ipcRenderer and contextBridge that it promises, and no other', () => {
    const { require } = makeElectron({ encode: String, decode: String, toHost: () => {}, expose: () => {} })
    const { ipcRenderer, contextBridge } = require('electron')
    expect(Object.keys(ipcRenderer).sort()).toEqual([...subset.IpcRenderer.members].sort())
    expect(Object.keys(contextBridge).sort()).toEqual([...subset.ContextBridge.members].sort())
    expect(() => ipcRenderer.sendSync('x')).toThrow('ipcRenderer.sendSync is not in the subset')
    expect(() => require('electron').webFrame).toThrow('electron.webFrame is not in the subset')
    expect(() => require('node:fs')).toThrow('module not found')
  })
  it('refuses a window before the application is ready, as Electron does', () => {
    expect(() => new electron.BrowserWindow()).toThrow('before app is ready')
  })
  it('refuses a native dialog that no test replaced', async () => {
    await expect(electron.dialog.showOpenDialog({})).rejects.toThrow('replace it through electronApp.evaluate')
  })
  it('refuses menu options it does not know', () => {
    expect(() => electron.Menu.buildFromTemplate([{ label: 'x', sublabel: 'y' }])).toThrow("option 'sublabel'")
  })
  it('finds and clicks a menu item by its id', () => {
    let clicked = 0
    const menu = electron.Menu.buildFromTemplate([
      {
        label: 'a',
        submenu: [
          {
            id: 'leave',
            label: 'b',
            click: () => {
              clicked += 1
            },
          },
        ],
      },
    ])
    menu.getMenuItemById('leave')?.click()
    expect(clicked).toBe(1)
  })
})
