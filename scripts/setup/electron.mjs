// The real Electron binary. The npm package downloads it at first use; here it is asked for once, ahead.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { aptInstall } from './apt.mjs'
import { ensureBrowserProgram } from './browser.mjs'
import { giveUp, say } from './say.mjs'

const DOWNLOAD_LIMIT_MS = 180_000
const folder = () => path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))

/** Whether the real binary is installed. */
export function electronIsHere() {
  const pathFile = path.join(folder(), 'path.txt')
  return existsSync(pathFile) && existsSync(path.join(folder(), 'dist', readFileSync(pathFile, 'utf8')))
}

/** @param {string} node @returns {boolean} */
export function fetchElectron(node) {
  say('looking for the Electron binary (ELECTRON_MIRROR chooses another place)')
  spawnSync(node, [path.join(folder(), 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
  return electronIsHere()
}

/** Whether the stand-in's window can open a file dialog. */
const fileDialogIsHere = () => spawnSync('zenity', ['--version'], { stdio: 'ignore' }).status === 0

/** What `npm start` runs on. @param {string} node */
export function ensureElectronOrWindow(node) {
  if (electronIsHere() || fetchElectron(node)) return
  if (process.platform !== 'linux') giveUp('Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror you can reach and try again.')
  say('Electron could not be downloaded; a Chromium-family browser will show the window')
  if (!ensureBrowserProgram({ headless: false }))
    giveUp('no Chromium, Chrome or Edge was found, and none could be installed. Install one, or set CHROME_PATH to its program.')
  if (!fileDialogIsHere() && !aptInstall(['zenity'], 'the stand-in opens its file dialogs with it')) say('choosing files needs the program zenity; install it')
}
