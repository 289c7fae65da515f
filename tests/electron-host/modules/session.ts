import { state } from '../state.ts'
import { strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { protocol } from './protocol.ts'

type Filter = Electron.WebRequestFilter
type Listener = (details: Electron.OnBeforeRequestListenerDetails, done: (answer: Electron.CallbackResponse) => void) => void
type Asked = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type Checked = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

/** Electron's names, and the browser's two names for granting and for denying. */
const PERMISSIONS = [
  ['geolocation', 'geolocation', 'geolocation'],
  ['notifications', 'notifications', 'notifications'],
  ['media', 'videoCapture', 'camera'],
  ['clipboard-read', 'clipboardReadWrite', 'clipboard-read'],
  ['midi', 'midi', 'midi'],
] as const
type Permission = (typeof PERMISSIONS)[number][0]

class HostSession implements Pick<Electron.Session, Member<'Session'>> {
  readonly protocol = protocol as Electron.Protocol
  private asked: Asked = null
  private checked: Checked = null
  private before: { readonly filter: Filter; readonly listener: Listener } | undefined
  readonly webRequest = strict('WebRequest', {
    onBeforeRequest: (filter: Filter | Listener | null, listener?: Listener | null) => {
      if (typeof filter === 'function') this.before = { filter: { urls: ['<all_urls>'] }, listener: filter }
      else this.before = filter && listener ? { filter, listener } : undefined
    },
  }) as Electron.WebRequest

  setPermissionRequestHandler(handler: Asked) {
    this.asked = handler
    void this.applyPermissions()
  }
  setPermissionCheckHandler(handler: Checked) {
    this.checked = handler
    void this.applyPermissions()
  }
  /** No device is ever offered, so there is nothing to ask the handler. */
  setDevicePermissionHandler() {}

  private async allows(permission: Permission): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: '' } as Electron.PermissionCheckHandlerHandlerDetails
    if (this.checked && !this.checked(null, permission, '', details)) return false
    const { asked } = this
    if (!asked) return true
    return new Promise((resolve) =>
      asked(null as unknown as Electron.WebContents, permission, resolve, { isMainFrame: true, requestingUrl: '' } as Electron.PermissionRequest),
    )
  }
  /** The browser takes answers, not questions: the handlers are asked about each permission before a page can use it. */
  async applyPermissions() {
    if (!state.browser || (!this.asked && !this.checked)) return
    for (const [ours, granting, denying] of PERMISSIONS) {
      const granted = await this.allows(ours)
      const { cdp } = state.browser
      if (granted) await cdp.send('Browser.grantPermissions', { permissions: [granting] })
      else await cdp.send('Browser.setPermission', { permission: { name: denying }, setting: 'denied' })
    }
  }

  /** The application's answer about one request of a page. */
  async beforeRequest(details: Electron.OnBeforeRequestListenerDetails): Promise<Electron.CallbackResponse> {
    const { before } = this
    const patterns = before?.filter.urls ?? []
    const matches = patterns.some(
      (pattern) => pattern === '<all_urls>' || new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(details.url),
    )
    if (!before || !matches) return {}
    const answer = await new Promise<Electron.CallbackResponse>((resolve) => before.listener(details, resolve))
    if (answer.redirectURL) throw new Error('electron-host: redirectURL is not in the subset')
    return answer
  }
}
export const hostSession = new HostSession()
const defaultSession = strict('Session', hostSession)
export const session = strict('SessionModule', { defaultSession })
