import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as codec from '../codec.js'
import { guest } from './guest.js'
import { makeElectron } from './guest-electron.js'

/** The isolated world that the preload runs in. */
export const WORLD = 'electron-host-preload'

/** The text of both halves of the page's part: one for the page's own world, one for the preload's. They share a secret. */
export function guestSources(preloadFile: string | undefined): { main: string; isolated: string } {
  const secret = randomUUID()
  const codecText = `({ encode: ${codec.encode}, decode: ${codec.decode} })`
  const preload = preloadFile ? `function (require, module, exports, process) { ${readFileSync(preloadFile, 'utf8')}\n}` : 'undefined'
  const half = (side: string, electron: string, code: string) => `(${guest})('${side}', '${secret}', ${codecText}, ${electron}, ${code});`
  return { main: half('main', 'undefined', 'undefined'), isolated: half('iso', `${makeElectron}`, preload) }
}
