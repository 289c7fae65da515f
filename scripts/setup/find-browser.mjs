// Where a Chromium-family browser may be installed. Shared by the set-up and by the stand-in for Electron.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const HEADLESS_ONLY = ['/usr/lib/chromium/chromium-headless-shell', '/usr/bin/chromium-headless-shell']
const LINUX = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/opt/google/chrome/chrome',
  '/usr/bin/google-chrome',
  '/opt/microsoft/msedge/msedge',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
]
const MAC = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge']

function windowsPaths() {
  const { PROGRAMFILES, LOCALAPPDATA } = process.env
  const folders = [PROGRAMFILES, process.env['PROGRAMFILES(X86)'], LOCALAPPDATA].filter((folder) => folder !== undefined)
  return folders.flatMap((folder) => [path.join(folder, 'Google/Chrome/Application/chrome.exe'), path.join(folder, 'Microsoft/Edge/Application/msedge.exe')])
}

function candidates(headless) {
  if (process.platform === 'win32') return windowsPaths()
  if (process.platform === 'darwin') return MAC
  return headless ? [...HEADLESS_ONLY, ...LINUX] : LINUX
}

/** The Chromium that Playwright keeps, if it was downloaded. Looked for last: loading Playwright takes a moment. */
function playwrightsOwn() {
  try {
    const file = createRequire(import.meta.url)('playwright-core').chromium.executablePath()
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

/**
 * The browser to start: CHROME_PATH, else the usual places (the small headless one first, where no window is wanted).
 * @param {{ headless: boolean }} options
 * @returns {string | null}
 */
export function findBrowser({ headless }) {
  const asked = process.env.CHROME_PATH
  if (asked && existsSync(asked)) return asked
  return candidates(headless).find((file) => existsSync(file)) ?? playwrightsOwn()
}
