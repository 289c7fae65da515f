import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Preferences } from '../../core/bridge/desk-calls.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { singleKeys } from '../composables/keys.ts'

/** What a person set for himself; put into effect as soon as it is known. */
export const usePreferences = defineStore('preferences', () => {
  const current = ref<Preferences | null>(null)

  function apply(preferences: Preferences): void {
    current.value = preferences
    singleKeys.value = preferences.singleKeys
    document.documentElement.classList.toggle('large-text', preferences.largeText)
  }
  async function load(): Promise<void> {
    const result = await invoke('prefs.get', {})
    if (result.ok) apply(result.value)
  }
  async function set(change: Partial<Preferences>): Promise<Refusal | null> {
    const result = await invoke('prefs.set', change)
    if (!result.ok) return result.error
    apply(result.value)
    return null
  }
  return { current, load, set }
})
