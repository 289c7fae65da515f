import { onBeforeUnmount, ref } from 'vue'
import { useBeforeLeaving } from './before-leaving.ts'

const UNDO_MS = 10_000
let last: Promise<unknown> = Promise.resolve()

/** Resolves when what was left to go through has gone through: who reads the list again asks first. */
export const undoSettled = (): Promise<unknown> => last

/**
 * Something done after ten seconds unless it is taken back. Leaving the page, or the counter, does it at once; a killed window never does.
 * Another one begun meanwhile lets the first go through.
 */
export function useUndoLater<Thing>(act: (thing: Thing) => Promise<void>) {
  const pending = ref<Thing | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    const thing = pending.value as Thing | null
    pending.value = null
    if (thing !== null) last = act(thing)
  }
  function begin(thing: Thing): void {
    flush()
    pending.value = thing as typeof pending.value
    timer = setTimeout(flush, UNDO_MS)
  }
  function undo(): void {
    clearTimeout(timer)
    pending.value = null
  }
  useBeforeLeaving(() => {
    flush()
    return last
  })
  onBeforeUnmount(flush)
  return { pending, begin, undo }
}
