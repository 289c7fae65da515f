import { EventEmitter } from 'node:events'
import { state } from '../state.ts'
import { behind, onlyOptions, strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { hostApp } from './app.ts'
import { HostWebContents } from './web-contents.ts'

type Statics = 'getAllWindows' | 'getFocusedWindow' | 'fromWebContents' | 'fromId'
const CLOSING_LIMIT_MS = 2000

function refuseInsecure(preferences: Electron.WebPreferences): void {
  const { contextIsolation, sandbox, nodeIntegration, webSecurity, webviewTag } = preferences
  if (contextIsolation === false || sandbox === false || nodeIntegration || webSecurity === false || webviewTag)
    throw new Error('electron-host: an insecure window cannot be emulated')
}

export class HostWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Exclude<Member<'BrowserWindow'>, Statics | 'webContents'>> {
  readonly id: number
  readonly contents: HostWebContents
  readonly width: number
  readonly height: number
  readonly preloadFile: string | undefined
  private visible: boolean
  private title: string
  private closed = false
  private wasShown = false
  private minimized = false

  static getAllWindows() {
    return state.windows.map((window) => window.face)
  }
  static getFocusedWindow() {
    return state.windows.at(-1)?.face ?? null
  }
  static fromWebContents(contents: Electron.WebContents) {
    return state.windows.find((window) => window.contents === (behind(contents) as unknown))?.face ?? null
  }
  static fromId(id: number) {
    return state.windows.find((window) => window.id === id)?.face ?? null
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!hostApp.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const preferences = options.webPreferences ?? {}
    onlyOptions('BrowserWindowOptions', options)
    onlyOptions('WebPreferences', preferences)
    refuseInsecure(preferences)
    this.visible = options.show !== false
    this.title = options.title ?? hostApp.name
    this.width = options.width ?? 800
    this.height = options.height ?? 600
    this.preloadFile = preferences.preload
    this.contents = new HostWebContents(this)
    this.id = this.contents.id
    state.windows.push(this)
    hostApp.emit('web-contents-created', {}, this.webContents)
    hostApp.emit('browser-window-created', {}, this.face)
  }

  get face(): Electron.BrowserWindow {
    return strict('BrowserWindow', this) as unknown as Electron.BrowserWindow
  }
  get webContents(): Electron.WebContents {
    return this.contents.face
  }
  shown() {
    if (this.wasShown) return
    this.wasShown = true
    this.emit('ready-to-show')
  }
  loadURL(url: string) {
    return this.contents.loadURL(url)
  }
  show() {
    this.visible = true
    this.emit('show')
  }
  hide() {
    this.visible = false
    this.emit('hide')
  }
  focus() {
    this.emit('focus')
  }
  minimize() {
    this.minimized = true
    this.emit('minimize')
  }
  restore() {
    this.minimized = false
    this.emit('restore')
  }
  isVisible() {
    return this.visible
  }
  isFocused() {
    return state.windows.at(-1) === this
  }
  isMinimized() {
    return this.minimized
  }
  isDestroyed() {
    return this.closed
  }
  setTitle(title: string) {
    this.title = title
  }
  getTitle() {
    return this.title
  }
  getSize() {
    return [this.width, this.height]
  }
  close() {
    void this.tryClose()
  }
  destroy() {
    void this.contents.shutDown(false).then(() => this.gone())
  }
  async tryClose(): Promise<boolean> {
    if (this.closed) return true
    const event = {
      defaultPrevented: false,
      preventDefault() {
        this.defaultPrevented = true
      },
    }
    this.emit('close', event)
    if (event.defaultPrevented) return false
    const done = new Promise((resolve) => this.once('closed', resolve))
    await this.contents.shutDown(true)
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, CLOSING_LIMIT_MS))])
    return this.closed
  }
  /** The browser has closed the page. */
  gone(): void {
    if (this.closed) return
    this.closed = true
    state.windows.splice(state.windows.indexOf(this), 1)
    this.contents.markDestroyed()
    this.emit('closed')
    if (state.windows.length > 0 || hostApp.quitting) return
    if (hostApp.listenerCount('window-all-closed') > 0) hostApp.emit('window-all-closed')
    else hostApp.quit()
  }
}

/** `new BrowserWindow(…)` gives the guarded face; the class itself offers only the manifest's statics. */
export const BrowserWindow = new Proxy(strict('BrowserWindow', HostWindow), {
  construct: (_target, args) => new HostWindow(...(args as ConstructorParameters<typeof HostWindow>)).face,
})
