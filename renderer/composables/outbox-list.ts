import { computed, type Ref, ref, watch } from 'vue'
import type { OutboxView } from '../../core/bridge/sync-calls.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'

/**
 * The records of the outbox, the newest first and older ones on demand. When something moved on the line they are read again, unless somebody
 * has walked down in them: then it is only said that they moved.
 * @param figures changes whenever something moved
 */
export function useOutboxList(state: Ref<OutboxView['state'] | null>, figures: Ref<string>) {
  const rows = ref<OutboxView[] | null>(null)
  const more = ref(false)
  const busy = ref(false)
  const moved = ref(false)
  const refusal = ref<Refusal | null>(null)
  /** What was refused, to be asked again. */
  let failed: number | null = null
  let walked = false
  let asked = 0

  /** Only the answer to the last question counts: a filter chosen meanwhile has other rows. */
  async function read(before: number | null): Promise<void> {
    asked += 1
    const mine = asked
    busy.value = true
    walked = before !== null
    const result = await invoke('sync.outbox', { caseId: null, state: state.value, before })
    if (mine !== asked) return
    busy.value = false
    refusal.value = result.ok ? null : result.error
    failed = before
    if (!result.ok) return
    rows.value = before === null ? result.value.rows : [...(rows.value ?? []), ...result.value.rows]
    more.value = result.value.more
    if (before === null) moved.value = false
  }
  const load = (): Promise<void> => read(null)
  async function older(): Promise<void> {
    const last = rows.value?.at(-1)
    if (!busy.value && last) await read(last.serial)
  }
  const retry = (): Promise<void> => read(failed)
  watch(state, () => {
    rows.value = null
    more.value = false
    void load()
  })
  watch(figures, () => {
    if (walked) moved.value = true
    else void load()
  })
  return { rows, more, busy, moved, refusal, load, older, retry, loading: computed(() => busy.value && rows.value === null) }
}
