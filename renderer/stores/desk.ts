import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { z } from 'zod'
import type { calls } from '../../core/bridge/bridge.ts'
import type { Todo } from '../../core/bridge/todos.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { PLACE_OF_TODO } from '../navigation.ts'
import { currentSitting, sameSitting } from '../sitting.ts'

export type TodayView = z.output<(typeof calls)['home.today']['output']>

/** What waits for the person at the window, as the main process last said: the rail's badges, the bell and the page of today. */
export const useDesk = defineStore('desk', () => {
  const today = ref<TodayView | null>(null)
  const error = ref<Refusal | null>(null)
  const readAt = ref<string | null>(null)
  let reading: { readonly sitting: number; readonly done: Promise<void> } | null = null

  async function read(): Promise<void> {
    const here = sameSitting()
    const result = await invoke('home.today', {})
    if (!here()) return
    error.value = result.ok ? null : result.error
    if (!result.ok) return
    today.value = result.value
    readAt.value = new Date().toISOString()
  }
  /** Reads again; who asks while it is being read gets the same answer. */
  function load(): Promise<void> {
    if (reading?.sitting !== currentSitting()) {
      const mine = { sitting: currentSitting(), done: read() }
      reading = mine
      void mine.done.finally(() => {
        if (reading === mine) reading = null
      })
    }
    return reading.done
  }
  function clear(): void {
    today.value = null
    readAt.value = null
  }

  /** How many cases wait, by place of the rail. */
  const badges = computed<Readonly<Record<string, number>>>(() => {
    const counts: Record<string, number> = {}
    for (const { todo, count } of today.value?.todos ?? []) {
      const place = PLACE_OF_TODO[todo as Todo]
      if (place) counts[place] = (counts[place] ?? 0) + count
    }
    const toSeal = today.value?.batches.toSeal ?? 0
    return toSeal > 0 ? { ...counts, batches: toSeal } : counts
  })
  return { today, error, readAt, badges, load, clear }
})
