import type { Calls } from '../core/bridge/bridge.ts'
import type { Invoke } from '../core/bridge/define-calls.ts'
import { toWhoAsked } from './sitting.ts'

declare global {
  interface Window {
    /** Exposed by `electron/preload.ts`; the only way out of the window. It takes whatever is said: the main process checks it. */
    readonly counter: { invoke(channel: unknown, input: unknown): Promise<unknown> }
  }
}

/** Vue's reactive proxies do not cross the bridge: what is sent is a plain copy. Bytes are sent as they are. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]))
}

/**
 * Calls the main process. Input and output are checked there; a refusal comes back as a value, NOT_SIGNED_IN also when who asked has left
 * before the answer came.
 */
export const invoke = ((channel: string, input: unknown) => toWhoAsked(channel, () => window.counter.invoke(channel, plain(input)))) as Invoke<Calls>
