import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { CallTable } from '../../core/bridge/define-calls.ts'
import { refuse } from '../../core/kernel/result.ts'
import { type DispatchParts, makeDispatch } from './dispatch.ts'
import type { SessionRegistry } from './session-registry.ts'

export interface BridgeParts<T extends CallTable> {
  /** What answers; a call that comes while the counter still opens waits for it. */
  readonly parts: Promise<DispatchParts<T>>
  readonly sessions: SessionRegistry
  /** Whether the sender is our own page in the top frame of a window. */
  readonly trusted: (event: IpcMainInvokeEvent) => boolean
}

/** The only user of `ipcMain`: one IPC channel, `counter`, carries every channel of the table. */
export function registerBridge<T extends CallTable>({ sessions, trusted, parts }: BridgeParts<T>): void {
  const dispatch = parts.then(makeDispatch)
  // A counter that does not open is told by whoever opens it; here nobody may be listening yet.
  dispatch.catch(() => undefined)
  ipcMain.handle('counter', async (event, channel: unknown, input: unknown) => {
    if (!trusted(event)) return refuse('SENDER_NOT_TRUSTED')
    return (await dispatch)(sessions.seat(event.sender.id), channel, input)
  })
}

/** Exactly our origin, and not an embedded frame. */
export const fromOrigin =
  (origin: string) =>
  (event: IpcMainInvokeEvent): boolean =>
    event.senderFrame !== null && event.senderFrame.origin === origin && event.senderFrame.parent === null
