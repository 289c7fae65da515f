import { computed, reactive, ref } from 'vue'
import type { Refusal } from '../../core/kernel/result.ts'
import { hasSecond, noSecond, takeSecond } from '../forms/second-person.ts'

/** A second person is asked for once an enrolment was refused for naming another head office than the branch knows. */
export function useOtherOffice() {
  const asked = ref(false)
  const model = reactive(noSecond())
  return {
    asked,
    model,
    whole: computed(() => !asked.value || hasSecond(model)),
    /** What is sent of him, where he is asked for. */
    take: () => (asked.value ? { second: takeSecond(model) } : {}),
    heed(refusal: Refusal | null): void {
      if (refusal?.code === 'ENROLMENT_OTHER_OFFICE') asked.value = true
    },
  }
}
