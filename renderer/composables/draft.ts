import { computed, ref } from 'vue'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { applicationBody, applicationModel, startModel } from '../forms/application-body.ts'
import type { FormModel } from '../forms/field-spec.ts'
import { useProducts } from '../stores/products.ts'

const AUTOSAVE_MS = 1_500

/** How far what was typed is kept. */
export interface DraftKept {
  readonly saving: boolean
  readonly failed: boolean
  readonly savedAt: string | null
}

/** One draft of one case: read once, written at most 1.5 s after a key (ux 2: autosave only before submission). */
export function useDraft(caseId: string, model: FormModel) {
  const products = useProducts()
  const version = ref(1)
  const savedAt = ref<string | null>(null)
  const saving = ref(false)
  const error = ref<Refusal | null>(null)
  const heldBy = ref<{ name: string; at: string } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let loaded = false
  let dirty = false
  let lastField = ''
  let queue: Promise<void> = Promise.resolve()

  const body = () => applicationBody(model)
  const kept = computed<DraftKept>(() => ({ saving: saving.value, failed: error.value !== null, savedAt: savedAt.value }))

  async function load(): Promise<Refusal | null> {
    await products.load()
    const result = await invoke('intake.draft', { caseId })
    if (!result.ok) return result.error
    version.value = result.value.version
    savedAt.value = result.value.savedAt
    heldBy.value = result.value.heldBy
    Object.assign(model, startModel(products.byCode.get(String(result.value.body.productCode))), applicationModel(result.value.body))
    queueMicrotask(() => {
      loaded = true
      dirty = false
    })
    return null
  }

  async function write(): Promise<void> {
    if (!dirty || heldBy.value) return
    dirty = false
    saving.value = true
    const result = await invoke('intake.saveDraft', { caseId, version: version.value, body: body(), ...(lastField ? { lastField } : {}) })
    saving.value = false
    error.value = result.ok ? null : result.error
    if (result.ok) {
      version.value = result.value.version
      savedAt.value = result.value.savedAt
    } else dirty = true
  }

  /** Writes now what is not yet written; saves never overlap. */
  function save(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    queue = queue.then(write)
    return queue
  }

  /** Something was typed. A clock already running is left to run: who types on loses no more than who stops. */
  function touch(): void {
    if (!loaded || heldBy.value) return
    dirty = true
    timer ??= setTimeout(() => void save(), AUTOSAVE_MS)
  }
  /** The field now being typed in, for the draft box. */
  const at = (path: string): void => {
    lastField = path || lastField
  }

  /** What somebody else typed is gone on with, as it stands. */
  const takeOver = (): void => {
    heldBy.value = null
  }

  return { load, save, touch, at, body, kept, version, error, heldBy, takeOver }
}
