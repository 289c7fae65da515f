import { computed, reactive, ref, watch } from 'vue'
import { ACTION_RULES, type Action } from '../../core/bridge/actions.ts'
import type { Refusal, Result } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import type { FieldSpec, FormModel, FormSection } from '../forms/field-spec.ts'
import { ACTION_FORMS, emptyModel } from '../forms/step-forms.ts'
import { stepInput } from '../forms/step-input.ts'
import { useLoanCase } from '../stores/loan-case.ts'
import { useSession } from '../stores/session.ts'
import type { OfferedAction } from './case-actions.ts'

/**
 * The actions of one page of the line, the one to be done first given first: which of them is due, its form, and doing it.
 * `known` is what the page knows of a form already: it stands there to be looked at, until somebody types over it. `asked` is what this case
 * has to say before the form that every case has.
 */
export function useStepAction(
  actions: readonly Action[],
  known: (action: Action) => FormModel = () => ({}),
  asked: (action: Action) => readonly FormSection[] = () => [],
) {
  const store = useLoanCase()
  const session = useSession()
  const offered = computed(() =>
    ((store.view?.actions ?? []) as readonly OfferedAction[])
      .filter(({ action }) => actions.includes(action))
      .sort((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action)),
  )
  const due = computed(() => offered.value.find(({ allowed }) => allowed) ?? offered.value[0] ?? null)
  /** Chosen by the person where several are open; else the one that is due. */
  const picked = ref<Action | null>(null)
  const current = computed(() => offered.value.find(({ action }) => action === picked.value) ?? due.value)
  const model = reactive<FormModel>({})
  /** How the form stood before anybody typed. */
  let fresh: FormModel = {}
  const refusal = ref<Refusal | null>(null)
  const busy = ref(false)
  watch(
    () => [current.value?.action, store.view?.caseId, store.view?.version] as const,
    ([action], before) => {
      if (!action || !store.view || (before?.[0] === action && before[1] === store.view.caseId && refusal.value)) return
      for (const key of Object.keys(model)) delete model[key]
      fresh = emptyModel(action, session.current?.businessDate ?? '', { line: store.view.productLine, security: store.view.security })
      Object.assign(model, fresh)
    },
    { immediate: true },
  )
  watch(
    () => (current.value ? known(current.value.action) : {}),
    (told) => {
      for (const [path, value] of Object.entries(told)) {
        if ((model[path] ?? null) === (fresh[path] ?? null)) model[path] = value
        fresh[path] = value
      }
    },
    { immediate: true },
  )
  const sections = computed(() => {
    const action = current.value?.action
    return action ? [...asked(action), ...(ACTION_FORMS[action] ?? []).filter((section) => section.showIf?.(model) ?? true)] : []
  })

  /** The fields somebody typed in and has not sent. */
  const changed = (): FieldSpec[] =>
    sections.value.flatMap(({ fields }) => fields).filter(({ path }) => JSON.stringify(model[path] ?? null) !== JSON.stringify(fresh[path] ?? null))

  /** Sends the form; `more` is what the page adds to it. True when it was done. */
  async function submit(more: Record<string, unknown> = {}): Promise<boolean> {
    const { view } = store
    if (busy.value || !view || !current.value?.allowed) return false
    busy.value = true
    const { action } = current.value
    const send = invoke as unknown as (channel: string, input: unknown) => Promise<Result<unknown>>
    const result = await send(ACTION_RULES[action].channel, { caseId: view.caseId, version: view.version, ...stepInput(action, model), ...more })
    // A password stays in memory no longer than its answer takes.
    if ('password' in model) model.password = ''
    refusal.value = result.ok ? null : result.error
    if (result.ok) await store.load(view.caseId)
    busy.value = false
    return result.ok
  }
  return { offered, current, picked, model, sections, changed, refusal, busy, submit }
}
