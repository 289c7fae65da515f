import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { HousePacks } from '../../core/bridge/house-calls.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'

/** Products, limits, checklists and scorecards in force, as the main process last said. */
export const useHouse = defineStore('house', () => {
  const packs = ref<HousePacks | null>(null)
  const refusal = ref<Refusal | null>(null)
  let reading: Promise<void> | null = null

  async function read(): Promise<void> {
    const result = await invoke('parameters.view', {})
    refusal.value = result.ok ? null : result.error
    if (result.ok) packs.value = result.value
    else reading = null
  }
  /** Reads once; `again` after head office sent other versions. */
  function load(again = false): Promise<void> {
    if (again) reading = null
    reading ??= read()
    return reading
  }
  /** Newest version last in the list, so that its name wins. */
  const itemNames = computed(() => new Map((packs.value?.checklists ?? []).flatMap(({ items }) => items.map(({ id, name }) => [id, name] as const))))
  return { packs, refusal, load, itemNames }
})
