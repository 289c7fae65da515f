import { computed, onBeforeUnmount, ref, watch } from 'vue'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { type FormModel, toFlat, toNested } from '../forms/field-spec.ts'
import { useBeforeLeaving } from './before-leaving.ts'
import type { DraftKept } from './draft.ts'

const AUTOSAVE_MS = 1_500
type Body = Parameters<typeof invoke<'investigation.saveDraft'>>[1]['body']

/** The person's own draft of the survey, else what was recorded: read into the form once, written at most 1.5 s after the last key, and when the page is left (S1). */
export function useSurveyDraft(caseId: string, model: () => FormModel | null, recorded: () => Record<string, unknown> | null) {
  const savedAt = ref<string | null>(null)
  const error = ref<Refusal | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let quiet = true

  const typed = (at: FormModel): Body => JSON.parse(JSON.stringify(toNested(at).survey ?? {})) as Body
  async function read(at: FormModel): Promise<void> {
    const result = await invoke('investigation.draft', { caseId })
    if (model() !== at) return
    const begun = (result.ok && result.value.body) || recorded()
    if (begun) Object.assign(at, toFlat({ survey: begun }))
    if (result.ok) savedAt.value = result.value.savedAt
    setTimeout(() => {
      quiet = false
    })
  }
  async function save(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const at = model()
    if (!at) return
    const result = await invoke('investigation.saveDraft', { caseId, body: typed(at) })
    error.value = result.ok ? null : result.error
    if (result.ok) savedAt.value = result.value.savedAt
  }
  watch(
    () => [model() !== null, recorded() !== null],
    ([there]) => {
      const at = model()
      quiet = true
      if (there && at) void read(at)
    },
    { immediate: true },
  )
  watch(
    () => model() && JSON.stringify(model()),
    () => {
      if (quiet || !model()) return
      clearTimeout(timer)
      timer = setTimeout(() => void save(), AUTOSAVE_MS)
    },
  )
  /** What was typed since the last save, before whoever typed it may no longer. */
  const rest = async (): Promise<void> => (timer === undefined ? undefined : save())
  useBeforeLeaving(rest)
  onBeforeUnmount(rest)
  const kept = computed<DraftKept>(() => ({ saving: false, failed: error.value !== null, savedAt: savedAt.value }))
  return { kept, error }
}
