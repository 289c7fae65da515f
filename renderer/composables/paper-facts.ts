import { computed, reactive, ref, watch } from 'vue'
import type { EnteredFieldView } from '../../core/bridge/check-calls.ts'
import type { PaperView } from '../../core/bridge/file-calls.ts'
import type { ItemView } from '../../core/bridge/views.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import type { FieldSpec, FormModel } from '../forms/field-spec.ts'
import { itemKeyOf, useCheck } from '../stores/check.ts'

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

const factsOf = ({ form, issuedOn, expiresOn, signedBy }: PaperView) => ({ form, issuedOn, expiresOn, signedBy })
const knownOf = (paper: PaperView): string => JSON.stringify([paper.verdict, factsOf(paper)])
const textOf = (value: FormModel[string]): string => JSON.stringify(value ?? '')

/**
 * What the sheet says of itself (its form, its dates, who signed): a scan that came in by a pile has told none of it, and
 * without it the checklist cannot tell a good paper from an old or unsigned one. Saved with the verdict; until then what was typed
 * is kept for the person who typed it, as long as nobody notes something else of the paper.
 */
export function usePaperFacts(stage: () => PaperOnStage | null) {
  const check = useCheck()
  const model = reactive<FormModel>({})
  let shown = ''
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
      const typed = at && check.typed[at.paper.paperId]
      shown = ''
      Object.assign(model, at ? startOf(at) : {}, at && typed?.over === knownOf(at.paper) ? typed.fields : {})
      shown = at?.paper.paperId ?? ''
    },
    { immediate: true },
  )
  watch(
    model,
    () => {
      const at = stage()
      if (!at || at.paper.paperId !== shown || !open.value) return
      const start = startOf(at)
      const fields = Object.fromEntries(Object.entries(model).filter(([path, value]) => textOf(value) !== textOf(start[path] ?? null)))
      check.keepTyped(shown, { over: knownOf(at.paper), fields })
    },
    { flush: 'sync' },
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
    if (JSON.stringify(said) === JSON.stringify(factsOf(paper))) return null
    const result = await invoke('scans.describe', { paperId: paper.paperId, ...said })
    if (result.ok) check.keepTyped(paper.paperId, { over: '', fields: {} })
    return result.ok ? null : result.error
  }
  return { model, fields, open, undated, dateMissing, ready, save }
}
