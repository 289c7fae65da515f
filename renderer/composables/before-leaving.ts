import { onBeforeUnmount } from 'vue'

/** Nobody waits longer than this to be let go: a counter that cannot save is locked all the same. */
const LONGEST_MS = 2_000
const savers = new Set<() => Promise<unknown>>()

/**
 * What was typed on this page and is not kept yet is kept before the person signs out or leaves the counter, while he still may.
 * Where the main process locks an idle counter nobody is asked; what was typed is long since kept by then.
 * @example useBeforeLeaving(() => draft.save())
 */
export function useBeforeLeaving(save: () => Promise<unknown>): void {
  savers.add(save)
  onBeforeUnmount(() => savers.delete(save))
}

/** Keeps what open pages have not kept yet. What cannot be kept holds nobody back. */
export async function keepBeforeLeaving(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const longest = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST_MS)
  })
  await Promise.race([Promise.allSettled([...savers].map(async (save) => save())), longest])
  clearTimeout(timer)
}
