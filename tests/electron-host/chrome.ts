import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { Cdp } from './cdp.ts'

interface ChromeOptions {
  readonly userData: string
  readonly headless: boolean
  readonly debugPort: string | undefined
  readonly switches: readonly string[]
}

const STEADY = [
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-dev-shm-usage',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--lang=zh-CN',
]

/** The browser to use here. @throws with advice when the machine has none. */
export function browserPath(headless: boolean): string {
  const found = findBrowser({ headless })
  if (found) return found
  throw new Error('electron-host: no Chromium, Chrome or Edge found; set CHROME_PATH or run: npm run setup -- browser')
}

export const profileFolder = (userData: string): string => path.join(userData, 'chromium')

/** A browser offers to keep passwords; Electron has nothing of the kind. */
function keepNoPasswords(profile: string): void {
  const file = path.join(profile, 'Default', 'Preferences')
  if (existsSync(file)) return
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify({ credentials_enable_service: false, profile: { password_manager_enabled: false } }))
}

/** Starts the browser without a window and connects to it by a private pipe; it ends when the pipe closes. */
export async function startChrome(options: ChromeOptions): Promise<{ child: ChildProcess; cdp: Cdp }> {
  const args = [
    ...(options.headless ? ['--headless', '--hide-scrollbars'] : []),
    '--remote-debugging-pipe',
    ...(options.debugPort === undefined ? [] : [`--remote-debugging-port=${options.debugPort}`]),
    `--user-data-dir=${profileFolder(options.userData)}`,
    ...STEADY,
    ...(options.switches.includes('--no-sandbox') ? ['--test-type'] : []),
    ...options.switches,
  ]
  keepNoPasswords(profileFolder(options.userData))
  const child: ChildProcess = spawn(browserPath(options.headless), args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk).slice(-4000)
    const line = /^DevTools listening on ws:\S+/m.exec(String(chunk))
    if (line) process.stderr.write(`\n${line[0]}\n`) // Playwright waits for this line
  })
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const died = new Promise<never>((_resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`electron-host: the browser stopped (${code})\n${log}`)))
  })
  died.catch(() => {})
  await Promise.race([cdp.send('Browser.getVersion').catch(() => died), died])
  return { child, cdp }
}
