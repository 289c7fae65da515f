// npm start: the real Electron where it is installed, else the stand-in with an installed browser's window. Says which.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronIsHere } from './setup/electron.mjs'
import { findBrowser } from './setup/find-browser.mjs'
import { ensureNode } from './setup/node.mjs'
import { giveUp } from './setup/say.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const rest = process.argv.slice(2)
const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
if (noDisplay) giveUp('there is no display here to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). `npm run demo` works without one.')

/** @returns {[string, string[]]} the program and its arguments */
function program() {
  const node = ensureNode()
  if (electronIsHere()) {
    console.log('Starting on Electron.')
    return [node, [path.join(root, 'node_modules/electron/cli.js'), '.', ...rest]]
  }
  if (process.platform !== 'linux') giveUp('Electron is not installed; run `npm run setup -- app`.')
  const browser = findBrowser({ headless: false })
  if (!browser) giveUp('neither Electron nor a Chromium-family browser is installed; run `npm run setup -- app`.')
  console.log(`Electron could not be had: starting on its stand-in, in a window of ${browser} (for development only).`)
  return [node, ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', path.join(root, 'tests/electron-host/launch.ts'), ...rest, '.']]
}

const [file, args] = program()
spawn(file, args, { cwd: root, stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 1))
