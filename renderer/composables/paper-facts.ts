import { computed, reactive, ref, watch } from 'vue'
import type { EnteredFieldView } from '../../core/bridge/check-calls.ts'
import type { PaperView } from '../../core/bridge/file-calls.ts'
import type { ItemView } from '../../core/bridge/views.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import type { FieldSpec, FormModel } from '../forms/field-spec.ts'
import { itemKeyOf } from '../stores/check.ts'

/** What is known of the paper on the stage, for the checker to confirm or correct. */
export interface PaperOnStage {
  readonly item: ItemView
  readonly paper: PaperView
  readonly entered: readonly EnteredFieldView[]
}

/** The facts shown first: what was noted at receipt, else who has to have signed, and the last day that was entered. */
function startOf({ item, paper, entered }: PaperOnStage): FormModel {
  const fresh = paper.verdict === 'UNCHECKED' && paper.signedBy.length === 0
  const lastDay = entered.find(({ path }) => path.endsWith('.idExpiresOn'))?.value ?? null
  const expiresOn = paper.expiresOn ?? (paper.verdict === 'UNCHECKED' ? lastDay : null)
  return { form: paper.form, issuedOn: paper.issuedOn, expiresOn, signedBy: fresh ? [...item.signers] : [...paper.signedBy] }
}

/**
 * What the sheet says of itself (its form, its dates, who signed): a scan that came in by a pile has told none of it, and
 * without it the checklist cannot tell a good paper from an old or unsigned one. Saved with the verdict.
 */
export function usePaperFacts(stage: () => PaperOnStage | null) {
  const model = reactive<FormModel>({})
  const dateMissing = ref(false)
  const open = computed(() => {
    const at = stage()
    return at !== null && at.paper.verdict !== 'OK'
  })
  const fields = computed<FieldSpec[]>(() => {
    const { signers = [], dated = [] } = stage()?.item ?? {}
    return [
      { path: 'form', label: 'paper.form', kind: 'select', options: 'paperForm' },
      ...(dated.includes('ISSUED') ? [{ path: 'issuedOn', label: 'paper.issuedOn', kind: 'date' } satisfies FieldSpec] : []),
      ...(dated.includes('EXPIRES') ? [{ path: 'expiresOn', label: 'paper.expiresOn', kind: 'date', optional: true } satisfies FieldSpec] : []),
      ...(signers.length > 0 ? [{ path: 'signedBy', label: 'paper.signedBy', kind: 'multi', options: signers, wide: true } satisfies FieldSpec] : []),
    ]
  })
  const undated = computed(() => open.value && (stage()?.item.dated.includes('ISSUED') ?? false) && (model.issuedOn ?? '') === '')
  watch(
    () => {
      const at = stage()
      return at ? [itemKeyOf(at.item), at.paper.paperId, at.paper.verdict, at.entered] : []
    },
    () => {
      const at = stage()
      dateMissing.value = false
      Object.assign(model, at ? startOf(at) : {})
    },
    { immediate: true },
  )

  /** A good paper that ages needs its date first: says whether the verdict may be given. */
  function ready(verdict: PaperView['verdict']): boolean {
    dateMissing.value = verdict === 'OK' && undated.value
    return !dateMissing.value
  }
  /** Notes what is shown where it differs from what is known. */
  async function save(): Promise<Refusal | null> {
    const at = stage()
    if (!at || !open.value) return null
    const { form, issuedOn, expiresOn, signedBy } = model as Pick<PaperView, 'form' | 'issuedOn' | 'expiresOn' | 'signedBy'>
    const said = { form, issuedOn: issuedOn || null, expiresOn: expiresOn || null, signedBy: [...signedBy] }
    const { paper } = at
    const known = { form: paper.form, issuedOn: paper.issuedOn, expiresOn: paper.expiresOn, signedBy: paper.signedBy }
    if (JSON.stringify(said) === JSON.stringify(known)) return null
    const result = await invoke('scans.describe', { paperId: paper.paperId, ...said })
    return result.ok ? null : result.error
  }
  return { model, fields, open, undated, dateMissing, ready, save }
}
