import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import { filterOf, type ListQuery, sameQuery } from '../../core/loan-case/list-query.ts'
import { invoke } from '../bridge.ts'
import type { ListPage } from '../pages/cases/list-pages.ts'
import { useListPlace } from '../stores/list-place.ts'
import { type SavedView, useListViews } from '../stores/list-views.ts'

interface View {
  readonly id: string
  readonly name: string
  readonly query: ListQuery
  readonly saved: SavedView | null
}

/** The views of one list: which is open, what was changed in it, and how many cases each holds (asked after the list stands). */
export function useListView(list: string, page: ListPage, today: () => DateOnly) {
  const { t, te } = useI18n()
  const store = useListViews()
  const place = useListPlace().of(list)
  const counts = ref<Readonly<Record<string, number>>>({})
  const views = computed<readonly View[]>(() => [
    ...page.views.map(({ id, query }) => ({ id, query, saved: null, name: t(te(`lists.views.${id}`) ? `lists.views.${id}` : `states.${id}`) })),
    ...(page.saves ? store.saved.map((saved) => ({ id: saved.id, query: saved.query, saved, name: saved.name })) : []),
  ])
  const viewId = ref(place?.viewId ?? views.value[0]?.id ?? '')
  const view = computed(() => views.value.find((one) => one.id === viewId.value) ?? (views.value[0] as View))
  const query = ref<ListQuery>(place?.query ?? view.value.query)
  const changed = computed(() => !sameQuery({ ...query.value, search: '' }, view.value.query))
  const branchEmpty = computed(() => counts.value.all === 0)
  const tabs = computed(() => views.value.map(({ id, name }) => ({ id, name, count: counts.value[id] ?? null })))

  function choose(id: string): void {
    viewId.value = id
    query.value = view.value.query
  }
  async function count(): Promise<void> {
    const asked = views.value
    const result = await invoke('cases.counts', { filters: asked.map((one) => filterOf(one.query, today())) })
    if (result.ok) counts.value = Object.fromEntries(asked.map((one, at) => [one.id, result.value.counts[at] ?? 0]))
  }
  const restore = (): void => {
    query.value = view.value.query
  }
  const taken = (name: string, except = ''): boolean => views.value.some((one) => one.name === name.trim() && one.id !== except)
  async function saveAs(name: string): Promise<void> {
    const id = await store.keep({ id: null, name: name.trim(), query: query.value })
    if (id === null) return
    choose(id)
    await count()
  }
  async function save(): Promise<void> {
    const { saved } = view.value
    if (saved) await store.keep({ ...saved, query: query.value })
    await count()
  }
  async function rename(name: string): Promise<void> {
    const { saved } = view.value
    if (saved) await store.keep({ ...saved, name: name.trim() })
  }
  /** Deletes the open view and gives what brings it back. */
  async function remove(): Promise<SavedView | null> {
    const { saved } = view.value
    if (!saved) return null
    choose(views.value[0]?.id ?? '')
    await store.remove(saved.id)
    return saved
  }
  async function bringBack(saved: SavedView): Promise<void> {
    await store.keep(saved)
    choose(saved.id)
  }
  return { view, query, changed, tabs, branchEmpty, place, load: store.load, choose, count, restore, taken, saveAs, save, rename, remove, bringBack }
}
