/** Channels whose answers hold nothing of a person and nothing of a case. */
const FOR_ANYBODY: ReadonlySet<string> = new Set(['shell.info', 'products.list', 'parameters.view'])
let sitting = 0

/** Which sitting this is: the next person's is another. */
export const currentSitting = (): number => sitting
/** Somebody leaves the window: what he asked and has no answer yet is answered to nobody. */
export const endSitting = (): void => {
  sitting += 1
}

/** The answer, when the person still sits there who asked; else a refusal. */
export async function toWhoAsked(channel: string, ask: () => Promise<unknown>): Promise<unknown> {
  const asked = sitting
  const answer = await ask()
  return asked === sitting || FOR_ANYBODY.has(channel) ? answer : { ok: false, error: { code: 'NOT_SIGNED_IN', details: {} } }
}
