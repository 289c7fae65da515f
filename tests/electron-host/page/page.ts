import type { Json } from '../cdp.ts'
import { devTools, state } from '../state.ts'
import { openAppWindow, openHiddenPage } from './app-window.ts'
import { guestSources, WORLD } from './guest-source.ts'

/** What a page reports to the web contents that owns it. */
export interface PageListener {
  navigated(url: string): void
  loaded(): void
  domReady(): void
  crashed(): void
  failed(text: string): void
  request(paused: Json): Promise<void>
  message(message: Json): Promise<void>
}
interface PageOptions {
  readonly preloadFile: string | undefined
  readonly width: number
  readonly height: number
}

/** One page of the browser as DevTools shows it: its session, its main frame, and the preload's world in it. */
export class Page {
  targetId = ''
  mainFrame = ''
  readonly opened: Promise<void>
  private sessionId = ''
  private world = 0
  private readonly listener: PageListener

  constructor(listener: PageListener, options: PageOptions) {
    this.listener = listener
    this.opened = this.open(options)
  }

  /** Sends at once; for use while opening and for answers to what the page asked. */
  sendNow(method: string, params: object = {}): Promise<Json> {
    return devTools().send(method, params, this.sessionId)
  }
  async send(method: string, params: object = {}): Promise<Json> {
    await this.opened
    return this.sendNow(method, params)
  }
  /** Hands a message to the preload's half. */
  async deliver(message: object): Promise<void> {
    await this.opened
    const expression = `__electronHostDeliver(${JSON.stringify(JSON.stringify(message))})`
    await this.sendNow('Runtime.evaluate', { expression, contextId: this.world }).catch(() => {})
  }

  private async open({ preloadFile, width, height }: PageOptions): Promise<void> {
    this.targetId = await (state.headless ? openHiddenPage : openAppWindow)(width, height)
    this.sessionId = (await devTools().send('Target.attachToTarget', { targetId: this.targetId, flatten: true })).sessionId
    this.listen()
    this.mainFrame = (await this.sendNow('Page.getFrameTree')).frameTree.frame.id
    const sources = guestSources(preloadFile)
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false }
    await Promise.all([
      this.sendNow('Page.enable'),
      this.sendNow('Runtime.enable'),
      this.sendNow('Runtime.addBinding', { name: '__electronHostSend', executionContextName: WORLD }),
      this.sendNow('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.sendNow('Page.addScriptToEvaluateOnNewDocument', { source: sources.main }),
      this.sendNow('Page.addScriptToEvaluateOnNewDocument', { source: sources.isolated, worldName: WORLD }),
      ...(state.headless ? [this.sendNow('Emulation.setDeviceMetricsOverride', metrics)] : []),
    ])
  }

  private listen(): void {
    const { listener } = this
    const on = (method: string, handle: (params: Json) => void) => devTools().on(method, handle, this.sessionId)
    on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD && context.auxData?.frameId === this.mainFrame) this.world = context.id
    })
    on('Runtime.bindingCalled', ({ name, executionContextId, payload }) => {
      if (name === '__electronHostSend' && executionContextId === this.world) void listener.message(JSON.parse(payload))
    })
    on('Fetch.requestPaused', (paused) => void listener.request(paused))
    on('Page.frameNavigated', ({ frame }) => {
      if (!frame.parentId) listener.navigated(frame.url)
    })
    on('Page.loadEventFired', () => listener.loaded())
    on('Page.domContentEventFired', () => listener.domReady())
    on('Inspector.targetCrashed', () => listener.crashed())
    on('Runtime.exceptionThrown', ({ exceptionDetails }) => listener.failed(exceptionDetails.exception?.description ?? exceptionDetails.text))
  }
}
