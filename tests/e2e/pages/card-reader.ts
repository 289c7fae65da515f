import type { ElectronApplication } from '@playwright/test'
import type { Card } from './customers.ts'

type Answer = (this: unknown, channel: string, event: unknown, args: readonly unknown[]) => Promise<unknown>
type Handler = (event: unknown, ...args: readonly unknown[]) => Promise<unknown>
/** A card that lies on the reader, or why none can be read. */
export type Laid = Card | { readonly refused: string; readonly field?: string }

/**
 * Lays cards on a reader that this machine does not have, one for each reading: the main process of whichever Electron runs here
 * answers the reading with them. The product has no hook for it; what a real reader's answer goes through is tested in the use case.
 */
export async function layCards(app: ElectronApplication, cards: readonly Laid[]): Promise<void> {
  await app.evaluate(({ ipcMain }, laid) => {
    const waiting = [...laid]
    const answered = (): unknown => {
      const card = waiting.shift() ?? { refused: 'ID_CARD_MISSING' }
      return 'refused' in card ? { ok: false, error: { code: card.refused, details: card.field ? { field: card.field } : {} } } : { ok: true, value: card }
    }
    const standIn = ipcMain.constructor.prototype as { answer?: Answer }
    const { answer } = standIn
    if (answer) {
      standIn.answer = async function (via, event, args) {
        return args[0] === 'intake.readCard' ? answered() : answer.call(this, via, event, args)
      }
      return
    }
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handler>
    const handler = handlers.get('counter') as Handler
    handlers.set('counter', async (event, ...args) => (args[0] === 'intake.readCard' ? answered() : handler(event, ...args)))
  }, cards)
}
