// A browser for the suites, and a font that draws Chinese in it.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { aptInstall } from './apt.mjs'
import { electronIsHere, fetchElectron } from './electron.mjs'
import { findBrowser } from './find-browser.mjs'
import { giveUp, say } from './say.mjs'

const DOWNLOAD_LIMIT_MS = 600_000

/** Without a list of fonts we cannot know, and do not install. */
function drawsChinese() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== ''
}

function playwrightInstall() {
  say('downloading Chromium through Playwright')
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  return spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS }).status === 0
}

/**
 * A browser, from what is installed, by apt (which brings the libraries it needs too), else through Playwright.
 * @param {{ headless: boolean }} options
 */
export function ensureBrowserProgram({ headless }) {
  if (!findBrowser({ headless })) {
    const packages = [headless ? 'chromium-headless-shell' : 'chromium', ...(drawsChinese() ? [] : ['fonts-noto-cjk', 'fontconfig'])]
    if (!aptInstall(packages, 'no browser was found')) playwrightInstall()
  } else if (process.platform === 'linux' && !drawsChinese()) aptInstall(['fonts-noto-cjk', 'fontconfig'], 'no font here draws Chinese')
  return findBrowser({ headless })
}

/** What the Playwright suite runs on: real Electron where it is installed, or can be fetched; on Linux else a browser. @param {string} node */
export function ensureBrowser(node) {
  if (electronIsHere()) return
  if (process.platform !== 'linux') {
    if (!fetchElectron(node)) giveUp('Electron could not be downloaded. Set ELECTRON_MIRROR to a mirror you can reach and try again.')
    return
  }
  if (!ensureBrowserProgram({ headless: true }))
    giveUp('no Chromium, Chrome or Edge was found, and none could be installed. Install one, or set CHROME_PATH to its program.')
}
