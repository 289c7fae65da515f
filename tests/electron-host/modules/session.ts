import { outward } from '../schemes.ts'
import { state } from '../state.ts'
import { strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { protocol } from './protocol.ts'

type Filter = Electron.WebRequestFilter
type Listener = (details: Electron.OnBeforeRequestListenerDetails, done: (answer: Electron.CallbackResponse) => void) => void
type Asked = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type Checked = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

/** Electron's names, and the browser's. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['midi', 'midi'],
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

  private async allows(permission: Permission, requestingUrl: string): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl }
    if (this.checked && !this.checked(null, permission, requestingUrl, details)) return false
    const { asked } = this
    if (!asked) return true
    return new Promise((resolve) => asked(null as unknown as Electron.WebContents, permission, resolve, details as Electron.PermissionRequest))
  }
  /** The browser takes answers, not questions: the handlers are asked about each permission before `page`, or any page, can use it. */
  async applyPermissions(page = '') {
    if (!state.browser || (!this.asked && !this.checked)) return
    const whose = page === '' ? {} : { origin: new URL(outward(page)).origin }
    for (const [ours, name] of PERMISSIONS) {
      const setting = (await this.allows(ours, page)) ? 'granted' : 'denied'
      await state.browser.cdp.send('Browser.setPermission', { permission: { name }, setting, ...whose })
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
