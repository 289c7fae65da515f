import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { Json } from '../cdp.ts'
import { browserPath, profileFolder } from '../chrome.ts'
import { hostApp } from '../modules/app.ts'
import { devTools, state } from '../state.ts'

/**
 * Opens a visible window without the browser's own controls: a second start of the same profile hands an `--app` window
 * to the first. (`--app=about:blank` would open an ordinary window with tabs.) Returns its target.
 */
export async function openAppWindow(width: number, height: number): Promise<string> {
  const mark = `data:text/html,${randomUUID()}`
  const cdp = devTools()
  const found = new Promise<string>((resolve) => {
    const see = ({ targetInfo }: Json) => {
      if (targetInfo.url === mark) resolve(targetInfo.targetId)
    }
    cdp.on('Target.targetCreated', see)
    cdp.on('Target.targetInfoChanged', see)
  })
  const profile = profileFolder(hostApp.getPath('userData'))
  const quiet = state.boot.switches.includes('--no-sandbox') ? ['--test-type'] : []
  spawn(browserPath(false), [`--app=${mark}`, `--window-size=${width},${height}`, `--user-data-dir=${profile}`, ...quiet, ...state.boot.switches], {
    stdio: 'ignore',
  })
  return found
}

/** A page that only DevTools sees. */
export async function openHiddenPage(width: number, height: number): Promise<string> {
  const { targetId } = await devTools().send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
  return targetId
}
