import { EventEmitter } from 'node:events'
import type { Json } from '../cdp.ts'
import * as codec from '../codec.js'
import { Page, type PageListener } from '../page/page.ts'
import { answerRequest, failRequest } from '../page/request.ts'
import { inward, outward } from '../schemes.ts'
import { devTools, state } from '../state.ts'
import { onlyOptions, strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { hostIpcMain } from './ipc-main.ts'
import { hostSession, session } from './session.ts'
import { frameOf } from './web-frame-main.ts'

type Statics = 'getAllWebContents' | 'fromId' | 'fromDevToolsTargetId'
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]
interface Owner {
  readonly preloadFile: string | undefined
  readonly width: number
  readonly height: number
  shown(): void
  close(): void
}

let lastId = 0
const withoutHash = (url: string) => url.replace(/#.*$/, '')

export class HostWebContents extends EventEmitter implements Pick<Electron.WebContents, Exclude<Member<'WebContents'>, Statics>>, PageListener {
  readonly id: number
  readonly session = session.defaultSession as unknown as Electron.Session
  readonly mainFrame: Electron.WebFrameMain
  private readonly page: Page
  private readonly owner: Owner
  private url = ''
  private destroyed = false
  private readonly expected = new Set<string>()
  private openHandler: OpenHandler = () => ({ action: 'deny' })

  constructor(owner: Owner) {
    super()
    lastId += 1
    this.id = lastId
    this.owner = owner
    this.mainFrame = frameOf(this)
    this.page = new Page(this, owner)
  }

  get targetId() {
    return this.page.targetId
  }
  get face(): Electron.WebContents {
    return strict('WebContents', this) as unknown as Electron.WebContents
  }
  getURL() {
    return this.url
  }
  getTitle() {
    return ''
  }
  isDestroyed() {
    return this.destroyed
  }
  setWindowOpenHandler(handler: OpenHandler) {
    this.openHandler = handler
  }
  close() {
    this.owner.close()
  }
  send(channel: string, ...args: unknown[]) {
    void this.page.deliver({ t: 'message', channel, v: codec.encode(structuredClone(args)) })
  }
  reload() {
    this.expected.add(withoutHash(outward(this.url)))
    void this.page.send('Page.reload')
  }
  async loadURL(url: string) {
    const target = outward(url)
    this.expected.add(withoutHash(target))
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    await hostSession.applyPermissions(url)
    const { errorText } = await this.page.send('Page.navigate', { url: target })
    if (errorText) {
      this.emit('did-fail-load', {}, -2, errorText, url, true)
      throw Object.assign(new Error(`${errorText.replace('net::', '')} (-2) loading '${url}'`), { code: errorText, url })
    }
    await loaded
  }
  /** The browser's own print window; a headless one has none, and says so. */
  print(options: Electron.WebContentsPrintOptions = {}, told: (success: boolean, failureReason: string) => void = () => {}) {
    onlyOptions('WebContentsPrintOptions', options)
    if (state.headless) told(false, 'no printer without a window')
    else void this.page.send('Runtime.evaluate', { expression: 'window.print()' }).then(() => told(true, ''))
  }
  async printToPDF(options: Electron.PrintToPDFOptions) {
    onlyOptions('PrintToPdfOptions', options)
    const { data } = await this.page.send('Page.printToPDF', { ...options })
    return Buffer.from(data, 'base64')
  }
  async getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return []
  }

  // ---- what the page reports
  navigated(url: string) {
    this.url = inward(url)
    this.emit('did-navigate', {}, this.url, 200, '')
  }
  loaded() {
    this.emit('did-finish-load', {})
    this.owner.shown()
  }
  domReady() {
    this.emit('dom-ready', {})
  }
  crashed() {
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 })
  }
  failed(text: string) {
    process.stderr.write(`[window ${this.id}] ${text}\n`)
  }
  async request(paused: Json) {
    try {
      if (this.leaves(paused)) await failRequest(this.page, paused.requestId, 'Aborted')
      else await answerRequest(this.page, paused, this.id)
    } catch (error) {
      if (!this.destroyed) process.stderr.write(`electron-host: ${error instanceof Error ? error.stack : error}\n`)
      await failRequest(this.page, paused.requestId, 'Failed')
    }
  }
  async message(message: Json) {
    if (message.t === 'input') this.touched(message.type)
    else if (message.t === 'open') this.openWindow(inward(message.url))
    else if (message.t === 'send') hostIpcMain.emit(message.channel, this.event(), ...codec.decode(message.v))
    else await this.invoke(message)
  }

  /** A navigation of the page's own making that the application stops. */
  private leaves(paused: Json): boolean {
    const { url } = paused.request
    if (paused.resourceType !== 'Document' || paused.frameId !== this.page.mainFrame || this.expected.delete(url)) return false
    const event = {
      url: inward(url),
      isMainFrame: true,
      isSameDocument: false,
      defaultPrevented: false,
      preventDefault() {
        this.defaultPrevented = true
      },
    }
    this.emit('will-navigate', event, event.url)
    return event.defaultPrevented
  }
  private openWindow(url: string) {
    const details = { url, frameName: '', features: '', disposition: 'new-window', referrer: { url: this.url, policy: 'default' } }
    const { action } = this.openHandler(details as Electron.HandlerDetails)
    if (action !== 'deny') throw new Error('electron-host: child windows are not in the subset')
  }
  private event(): Electron.IpcMainInvokeEvent {
    return {
      type: 'frame',
      sender: this.face,
      senderFrame: this.mainFrame,
      processId: 1,
      frameId: this.id,
      preventDefault() {},
      defaultPrevented: false,
    } as Electron.IpcMainInvokeEvent
  }
  private touched(type: string) {
    state.lastInputAt = Date.now()
    this.emit('input-event', {}, { type })
  }
  private async invoke({ id, channel, v }: Json) {
    try {
      const value = await hostIpcMain.answer(channel, this.event(), codec.decode(v))
      await this.page.deliver({ t: 'reply', id, v: codec.encode(structuredClone(value)) })
    } catch (error) {
      await this.page.deliver({ t: 'reply', id, error: `Error invoking remote method '${channel}': ${error}` })
    }
  }
  async shutDown(beforeUnload: boolean) {
    await this.page.opened
    if (beforeUnload) await this.page.sendNow('Page.close').catch(() => {})
    else
      await devTools()
        .send('Target.closeTarget', { targetId: this.targetId })
        .catch(() => {})
  }
  markDestroyed() {
    this.destroyed = true
    this.emit('destroyed')
  }
}
