import { EventEmitter } from 'node:events'
import type { Member } from '../subset.ts'

// biome-ignore lint/suspicious/noExplicitAny: Electron's own type: what crosses is for the handler to check
type Handler = (event: Electron.IpcMainInvokeEvent, ...args: any[]) => unknown

class HostIpcMain extends EventEmitter implements Pick<Electron.IpcMain, Member<'IpcMain'>> {
  private readonly handlers = new Map<string, Handler>()
  handle(channel: string, handler: Handler) {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  handleOnce(channel: string, handler: Handler) {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel)
      return handler(event, ...args)
    })
  }
  removeHandler(channel: string) {
    this.handlers.delete(channel)
  }
  async answer(channel: string, event: Electron.IpcMainInvokeEvent, args: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (!handler) throw new Error(`No handler registered for '${channel}'`)
    return handler(event, ...args)
  }
}
export const hostIpcMain = new HostIpcMain()
