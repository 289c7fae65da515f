import type { Calls, Channel } from '../core/bridge/bridge.ts'
import type { Invoke } from '../core/bridge/define-calls.ts'
import type { Result } from '../core/kernel/result.ts'

declare global {
  interface Window {
    /** Exposed by `electron/preload.ts`; the only way out of the window. */
    readonly counter: { invoke(channel: string, input: unknown): Promise<unknown> }
  }
}

/** Calls the main process. Input and output are checked there; a refusal comes back as a value. */
export const invoke = ((channel: Channel, input: unknown) => window.counter.invoke(channel, input) as Promise<Result<unknown>>) as Invoke<Calls>
