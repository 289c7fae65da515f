import type { ChildProcess } from 'node:child_process'
import type { Cdp } from './cdp.ts'
import type { HostWindow } from './modules/browser-window.ts'

/** What the command line and the application's package.json said. */
export interface Boot {
  readonly appPath: string
  readonly pkg: { readonly name: string; readonly version: string; readonly productName?: string }
  readonly debugPort: string | undefined
  readonly switches: string[]
}

const noDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY

/** The one running application: what Electron keeps in native globals. */
export const state: {
  boot: Boot
  browser: { readonly child: ChildProcess; readonly cdp: Cdp } | undefined
  readonly headless: boolean
  readonly windows: HostWindow[]
  lastInputAt: number
} = {
  boot: { appPath: '', pkg: { name: '', version: '' }, debugPort: undefined, switches: [] },
  browser: undefined,
  headless: process.env.ELECTRON_HOST_HEADLESS === '1' || noDisplay,
  windows: [],
  lastInputAt: Date.now(),
}

/** The private DevTools connection. @throws before the application is ready. */
export function devTools(): Cdp {
  if (!state.browser) throw new Error('electron-host: the browser has not been started')
  return state.browser.cdp
}
