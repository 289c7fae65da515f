import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { devTools, state } from '../state.ts'
import { strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { SingleInstance } from './single-instance.ts'

const CLOSING_LIMIT_MS = 3000
const PLAYWRIGHT_OWN = /^(disable-features|enable-features|headless|remote-debugging)/

class HostApp extends EventEmitter implements Pick<Electron.App, Member<'App'>> {
  readonly isPackaged = false
  name = ''
  quitting = false
  private ready = false
  private again: readonly string[] | undefined
  private readonly paths = new Map<string, string>()
  private readonly readiness = Promise.withResolvers<void>()
  private readonly instance = new SingleInstance((argv, cwd) => this.emit('second-instance', {}, argv, cwd, null))
  readonly commandLine = strict('CommandLine', {
    appendSwitch: (name: string, value = '') => {
      if (!PLAYWRIGHT_OWN.test(name)) state.boot.switches.push(value ? `--${name}=${value}` : `--${name}`)
    },
    hasSwitch: (name: string) => state.boot.switches.some((word) => word === `--${name}` || word.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) => state.boot.switches.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  } satisfies Pick<Electron.CommandLine, Member<'CommandLine'>>) as Electron.CommandLine

  isReady() {
    return this.ready
  }
  whenReady() {
    return this.readiness.promise
  }
  getName() {
    return this.name
  }
  setName(name: string) {
    this.name = name
  }
  getVersion() {
    return state.boot.pkg.version
  }
  getAppPath() {
    return state.boot.appPath
  }
  getLocale() {
    return 'zh-CN'
  }
  getPath(name: string) {
    const home = os.homedir()
    const config = process.platform === 'win32' ? (process.env.APPDATA ?? home) : (process.env.XDG_CONFIG_HOME ?? path.join(home, '.config'))
    const usual: Record<string, string> = {
      home,
      appData: config,
      userData: path.join(config, this.name),
      temp: os.tmpdir(),
      documents: path.join(home, 'Documents'),
      downloads: path.join(home, 'Downloads'),
    }
    const found = this.paths.get(name) ?? usual[name]
    if (!found) throw new Error(`electron-host: app.getPath('${name}') is not in the subset`)
    if (name === 'userData') mkdirSync(found, { recursive: true })
    return found
  }
  setPath(name: string, folder: string) {
    this.paths.set(name, folder)
  }
  requestSingleInstanceLock() {
    return this.instance.request(this.getPath('userData'))
  }
  hasSingleInstanceLock() {
    return this.instance.held
  }
  releaseSingleInstanceLock() {
    this.instance.release()
  }
  markReady() {
    this.ready = true
    this.readiness.resolve()
    this.emit('ready', {}, {})
  }
  quit() {
    void this.leave(false, 0)
  }
  exit(code = 0) {
    void this.leave(true, code)
  }
  relaunch({ args = process.argv.slice(1) }: Electron.RelaunchOptions = {}) {
    this.again = args
  }

  private ask(event: 'before-quit' | 'will-quit'): boolean {
    const asked = {
      defaultPrevented: false,
      preventDefault() {
        this.defaultPrevented = true
      },
    }
    this.emit(event, asked)
    // At once, as in Electron: a listener that stays for now may call quit() again in the same turn.
    if (asked.defaultPrevented) this.quitting = false
    return !asked.defaultPrevented
  }
  private async closeWindows(): Promise<boolean> {
    for (const window of [...state.windows]) {
      if (await window.tryClose()) continue
      this.quitting = false
      return false
    }
    return true
  }
  private async leave(now: boolean, code: number) {
    if (this.quitting && !now) return
    this.quitting = true
    if (!now && !(this.ask('before-quit') && (await this.closeWindows()) && this.ask('will-quit'))) return
    this.emit('quit', {}, code)
    this.instance.release()
    await Promise.all([this.closeBrowser(), this.instance.told])
    if (this.again) spawn(path.join(import.meta.dirname, '../electron'), this.again, { detached: true, stdio: 'ignore' }).unref()
    process.exit(code)
  }
  private async closeBrowser() {
    const child = state.browser?.child
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    devTools()
      .send('Browser.close')
      .catch(() => {})
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, CLOSING_LIMIT_MS))])
    child.kill('SIGKILL')
  }
}
export const hostApp = new HostApp()
