import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import type { Action } from '../../core/bridge/actions.ts'
import { mainAction } from '../../core/bridge/main-action.ts'
import { useLoanCase } from '../stores/loan-case.ts'
import { STEP_PAGES, stepRoute } from './step-pages.ts'

export interface OfferedAction {
  readonly action: Action
  readonly allowed: boolean
  readonly code: string | null
}

/** What may be done with the case on the page: the main action of this person, and the way to each action's own page. */
export function useCaseActions() {
  const { t } = useI18n()
  const store = useLoanCase()
  const route = useRoute()
  const router = useRouter()
  /** The action whose confirmation is open over the page. */
  const confirming = ref<Action | null>(null)
  const offered = computed(() => (store.view?.actions ?? []) as readonly OfferedAction[])
  const main = computed(() => (store.view ? mainAction(store.view) : null))
  const here = (action: Action): boolean => STEP_PAGES[action] === route.name || (action === 'NOTICE' && route.name === 'notice')

  /** Goes to the page of an action, or asks for confirmation where it is done here. */
  async function act(action: Action): Promise<void> {
    const target = store.view && stepRoute(action, store.view.caseId)
    if (target && !here(action)) await router.push(target)
    else confirming.value = action
  }
  /** The page's main action for the registry: pale when it is another person's turn. */
  const command = computed(() => ({
    ...(main.value ? { label: t(`actions.${main.value}`) } : {}),
    enabled: main.value !== null,
    run: () => {
      if (main.value) void act(main.value)
    },
  }))
  async function done(): Promise<void> {
    confirming.value = null
    if (store.view) await store.load(store.view.caseId)
  }
  return { offered, main, here, act, command, confirming, done }
}
