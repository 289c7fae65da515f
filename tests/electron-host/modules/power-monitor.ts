import { EventEmitter } from 'node:events'
import { state } from '../state.ts'
import type { Member } from '../subset.ts'

/** Counts seconds since the last key, pointer or wheel event in any of the application's windows. */
class HostPowerMonitor extends EventEmitter implements Pick<Electron.PowerMonitor, Member<'PowerMonitor'>> {
  getSystemIdleTime() {
    return Math.floor((Date.now() - state.lastInputAt) / 1000)
  }
}
export const hostPowerMonitor = new HostPowerMonitor()
