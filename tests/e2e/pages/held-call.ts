import type { ElectronApplication } from '@playwright/test'

type Answer = (this: unknown, channel: string, event: unknown, args: readonly unknown[]) => Promise<unknown>
type Handler = (event: unknown, ...args: readonly unknown[]) => Promise<unknown>
declare global {
  var releaseHeldCall: (() => void) | undefined
}

/**
 * Holds every call of one channel in the main process, as a slow disk would, until `release` is called. It reaches into the
 * IPC of whichever Electron runs here: the product has no hook for it.
 * @example const release = await holdCall(app, 'cases.counts'); … await release()
 */
export async function holdCall(app: ElectronApplication, channel: string): Promise<() => Promise<void>> {
  await app.evaluate(({ ipcMain }, name) => {
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const standIn = ipcMain.constructor.prototype as { answer?: Answer }
    const { answer } = standIn
    if (answer) {
      standIn.answer = async function (via, event, args) {
        if (args[0] === name) await gate
        return answer.call(this, via, event, args)
      }
      globalThis.releaseHeldCall = () => {
        standIn.answer = answer
        open()
      }
      return
    }
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>
    const handler = handlers.get('counter') as Handler
    handlers.set('counter', async (event, ...args) => {
      if (args[0] === name) await gate
      return handler(event, ...args)
    })
    globalThis.releaseHeldCall = () => {
      handlers.set('counter', handler)
      open()
    }
  }, channel)
  return () => app.evaluate(() => globalThis.releaseHeldCall?.())
}
