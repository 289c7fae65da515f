import { type SchemeHandler, schemes } from '../schemes.ts'
import { strict } from '../strict.ts'
import type { Member } from '../subset.ts'
import { hostApp } from './app.ts'

class HostProtocol implements Pick<Electron.Protocol, Member<'Protocol'>> {
  registerSchemesAsPrivileged(list: Electron.CustomScheme[]) {
    if (hostApp.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of list) {
      if (!privileges?.standard || !privileges.secure) throw new Error('electron-host: only standard, secure schemes are in the subset')
      schemes.set(scheme, null)
    }
  }
  handle(scheme: string, handler: SchemeHandler) {
    if (!hostApp.isReady()) throw new Error('protocol.handle needs the app to be ready')
    if (!schemes.has(scheme)) throw new Error(`electron-host: scheme ${scheme} was not registered as privileged`)
    if (schemes.get(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    schemes.set(scheme, handler)
  }
  unhandle(scheme: string) {
    schemes.set(scheme, null)
  }
  isProtocolHandled(scheme: string) {
    return Boolean(schemes.get(scheme))
  }
}
export const protocol = strict('Protocol', new HostProtocol())
