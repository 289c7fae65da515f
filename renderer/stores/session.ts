import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { SessionView } from '../../core/bridge/views.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { keepBeforeLeaving } from '../composables/before-leaving.ts'
import { sameSitting } from '../sitting.ts'
import { forgetPerson } from './forget.ts'

/** Who sits at the window, as the main process last said. */
export const useSession = defineStore('session', () => {
  const loaded = ref(false)
  const branchSetUp = ref(false)
  const current = ref<SessionView | null>(null)
  const locked = ref(false)
  const idleMinutes = ref(5)
  const version = ref('')
  /** This window works on the folder of practice. */
  const training = ref(false)

  async function refresh(): Promise<Refusal | null> {
    const info = await invoke('shell.info', {})
    if (!info.ok) return info.error
    branchSetUp.value = info.value.branchSetUp
    current.value = info.value.session
    locked.value = info.value.locked
    idleMinutes.value = info.value.idleMinutes
    version.value = info.value.version
    training.value = info.value.training
    loaded.value = true
    return null
  }

  async function signIn(staffNo: string, password: string): Promise<Refusal | null> {
    const result = await invoke('session.signIn', { staffNo, password })
    if (!result.ok) return result.error
    current.value = result.value
    locked.value = false
    return null
  }

  /** The main process says whether anything still keeps this person at the door. */
  async function changePassword(now: string, next: string): Promise<Refusal | null> {
    const result = await invoke('session.changePassword', { current: now, next })
    if (!result.ok) return result.error
    current.value = result.value
    return null
  }

  /** 离柜: the place is kept, the session ends until the same person signs in again. */
  async function lock(): Promise<void> {
    const here = sameSitting()
    await keepBeforeLeaving()
    if (!here()) return
    await invoke('session.lock', {})
    if (here()) locked.value = true
  }

  async function signOut(): Promise<void> {
    if (!locked.value) await keepBeforeLeaving()
    await invoke('session.signOut', {})
    current.value = null
    locked.value = false
    forgetPerson()
  }

  return { loaded, branchSetUp, current, locked, idleMinutes, version, training, refresh, signIn, changePassword, lock, signOut }
})
