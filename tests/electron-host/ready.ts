import type { Json } from './cdp.ts'
import { startChrome } from './chrome.ts'
import { hostApp } from './modules/app.ts'
import { hostSession } from './modules/session.ts'
import { state } from './state.ts'

/** Starts the browser and lets `app` become ready: only once the main module has been evaluated, as in Electron. */
export async function becomeReady(): Promise<void> {
  if (hostApp.quitting) return
  const { boot, headless } = state
  state.browser = await startChrome({ userData: hostApp.getPath('userData'), headless, debugPort: boot.debugPort, switches: boot.switches })
  const { child, cdp } = state.browser
  child.once('exit', () => {
    if (!hostApp.quitting) process.exit(0)
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] })
  cdp.on('Target.targetDestroyed', ({ targetId }: Json) => state.windows.find((window) => window.contents.targetId === targetId)?.gone())
  await hostSession.applyPermissions()
  hostApp.markReady()
}
