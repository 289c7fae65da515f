import { ref, watch } from 'vue'
import { invoke } from '../bridge.ts'
import { applicationModel, startModel } from '../forms/application-body.ts'
import type { FormModel, FormSection } from '../forms/field-spec.ts'
import { useProducts } from '../stores/products.ts'
import type { useDraft } from './draft.ts'

export interface DraftDifference {
  readonly path: string
  readonly label: string
  readonly mine: unknown
  readonly theirs: unknown
}
export interface DraftConflict {
  readonly by: string
  readonly at: string
  readonly version: number
  readonly model: FormModel
  readonly differences: readonly DraftDifference[]
}
const same = (one: unknown, other: unknown): boolean => String(one ?? '') === String(other ?? '')

/**
 * Somebody else saved this draft in between: what differs is shown, and the person keeps his own or takes the newer one.
 * Neither is lost: each person's draft stays on record, and what was taken is given back with Ctrl+Z.
 */
export function useDraftConflict(caseId: string, model: FormModel, sections: () => readonly FormSection[], draft: ReturnType<typeof useDraft>) {
  const products = useProducts()
  const conflict = ref<DraftConflict | null>(null)
  let mine: FormModel | null = null

  watch(draft.error, async (error) => {
    if (error?.code !== 'STALE_VERSION' || conflict.value) return
    const found = await invoke('intake.draft', { caseId })
    if (!found.ok) return
    const theirs = { ...startModel(products.byCode.get(String(found.value.body.productCode))), ...applicationModel(found.value.body) }
    const differences = sections()
      .flatMap(({ fields }) => fields)
      .flatMap(({ path, label }) =>
        same(model[path], theirs[path]) ? [] : [{ path, label: label ?? path, mine: model[path] ?? null, theirs: theirs[path] ?? null }],
      )
    const { changedBy = '', changedAt = '' } = error.details
    conflict.value = { by: String(changedBy), at: String(changedAt), version: found.value.version, model: theirs, differences }
  })
  /** What stands here is saved over the newer one; what differed was seen. */
  async function keep(): Promise<void> {
    if (!conflict.value) return
    draft.version.value = conflict.value.version
    draft.error.value = null
    conflict.value = null
    draft.touch()
    await draft.save()
  }
  function take(): void {
    if (!conflict.value) return
    mine = { ...model }
    draft.version.value = conflict.value.version
    draft.error.value = null
    Object.assign(model, conflict.value.model, Object.fromEntries(conflict.value.differences.map(({ path, theirs }) => [path, theirs])))
    conflict.value = null
  }
  /** True when there was something to take back. */
  function undo(): boolean {
    if (!mine) return false
    Object.assign(model, mine)
    mine = null
    return true
  }
  return { conflict, keep, take, undo }
}
