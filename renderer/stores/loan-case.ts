import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { CaseView, StaffView } from '../../core/bridge/views.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { sameSitting } from '../sitting.ts'
import { useSession } from './session.ts'

/** The case on the page: the last snapshot the main process gave. */
export const useLoanCase = defineStore('loan-case', () => {
  const view = ref<CaseView | null>(null)
  const staff = ref<StaffView[]>([])
  const error = ref<Refusal | null>(null)
  const loading = ref(false)
  let readBy = ''

  async function load(caseId: string): Promise<void> {
    // What another person could do with the case is not shown to this one.
    const person = useSession().current?.staffId ?? ''
    if (view.value?.caseId !== caseId || readBy !== person) view.value = null
    readBy = person
    loading.value = true
    const here = sameSitting()
    const [found, people] = await Promise.all([invoke('cases.get', { caseId }), invoke('staff.list', {})])
    if (!here()) return
    loading.value = false
    error.value = found.ok ? null : found.error
    if (found.ok) view.value = found.value
    if (people.ok) staff.value = people.value.staff
  }

  return { view, staff, error, loading, load }
})
