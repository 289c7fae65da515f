import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

/** One case of the list one came from. */
export interface WalkStop {
  readonly caseId: string
  readonly name: string
}

/**
 * The list one came from, in its sort, so that F7 and F8 walk it even when nothing was changed (ux 2, K4).
 * A page of cases gives it on opening one; the case pages say their place in it as "5 / 12".
 */
export const useWalk = defineStore('walk', () => {
  const total = ref(0)
  const at = ref(-1)
  /** Where Esc and F6 lead back to. */
  const from = ref('/cases')
  let rowAt: (index: number) => Promise<WalkStop | null> = async () => null

  /** Begins a walk: the row of an index is asked for when it is walked to, so that 100,000 rows cost nothing. */
  function begin(list: { from: string; at: number; total: number; rowAt: (index: number) => Promise<WalkStop | null> }): void {
    from.value = list.from
    at.value = list.at
    total.value = list.total
    rowAt = list.rowAt
  }

  /** One step; null at either end. */
  async function step(by: 1 | -1): Promise<WalkStop | null> {
    const next = at.value + by
    if (at.value < 0 || next < 0 || next >= total.value) return null
    const stop = await rowAt(next)
    if (stop) at.value = next
    return stop
  }

  const position = computed(() => (at.value < 0 ? null : { n: at.value + 1, total: total.value }))
  const hasPrevious = computed(() => at.value > 0)
  const hasNext = computed(() => at.value >= 0 && at.value < total.value - 1)
  return { from, at, total, position, hasPrevious, hasNext, begin, step }
})
