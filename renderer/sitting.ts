/** Channels whose answers hold nothing of a person and nothing of a case. */
const FOR_ANYBODY: ReadonlySet<string> = new Set(['products.list', 'parameters.view'])
let sitting = 0

/** Which sitting this is: the next person's is another. */
export const currentSitting = (): number => sitting
/** Says, after an answer, whether the person who asked still sits there. @example const here = sameSitting(); const result = await …; if (!here()) return */
export function sameSitting(): () => boolean {
  const asked = sitting
  return () => asked === sitting
}
/** Somebody leaves the window: what he asked and has no answer yet is answered to nobody. */
export const endSitting = (): void => {
  sitting += 1
}

/** The answer, when the person still sits there who asked; else a refusal. */
export async function toWhoAsked(channel: string, ask: () => Promise<unknown>): Promise<unknown> {
  const here = sameSitting()
  const answer = await ask()
  return here() || FOR_ANYBODY.has(channel) ? answer : { ok: false, error: { code: 'NOT_SIGNED_IN', details: {} } }
}
