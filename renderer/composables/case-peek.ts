import { type Ref, ref, watch } from 'vue'
import type { CasePeek } from '../../core/bridge/desk-calls.ts'
import { invoke } from '../bridge.ts'

/** Long enough that holding an arrow down reads nothing on the way. */
const SETTLE_MS = 120

/** What the preview of a case shows: read once the row stays current. */
export function usePeek(caseId: Ref<string | null>, on: Ref<boolean>) {
  const view = ref<CasePeek | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(id: string): Promise<void> {
    const result = await invoke('cases.peek', { caseId: id })
    if (caseId.value === id) view.value = result.ok ? result.value : null
  }
  watch(
    [caseId, on],
    ([id, wanted]) => {
      clearTimeout(timer)
      if (view.value?.caseId !== id) view.value = null
      if (id && wanted) timer = setTimeout(() => void read(id), SETTLE_MS)
    },
    { immediate: true },
  )
  /** The preview of a case, read now where it has not come yet: who is quicker than it gets to the same page. */
  async function of(id: string): Promise<CasePeek | null> {
    if (view.value?.caseId === id) return view.value
    const result = await invoke('cases.peek', { caseId: id })
    return result.ok ? result.value : null
  }
  return { view, of, again: () => void (on.value && caseId.value && read(caseId.value)) }
}
