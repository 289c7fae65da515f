import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { type ListQuery, readQuery } from '../../core/loan-case/list-query.ts'
import { useSession } from './session.ts'

/** A view a person keeps: filter, sort and columns under a name. What was searched for is not kept. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly query: ListQuery
}

/** The person's own views of the case list, and where each list was left, so that coming back finds the same place. */
export const useListViews = defineStore('list-views', () => {
  const session = useSession()
  const saved = ref<readonly SavedView[]>([])
  const key = computed(() => `views:${session.current?.staffNo ?? ''}`)

  async function load(): Promise<void> {
    const stored: unknown = JSON.parse(localStorage.getItem(key.value) ?? '[]')
    saved.value = Array.isArray(stored) ? stored.map(({ id, name, query }) => ({ id: String(id), name: String(name), query: readQuery(query) })) : []
  }
  async function write(views: readonly SavedView[]): Promise<void> {
    saved.value = views
    localStorage.setItem(key.value, JSON.stringify(views))
  }

  /** Keeps a view under its id: a new one, or the old one changed. */
  async function keep(view: SavedView): Promise<void> {
    const kept = { ...view, query: { ...view.query, search: '' } }
    const others = saved.value.some((one) => one.id === view.id)
    await write(others ? saved.value.map((one) => (one.id === view.id ? kept : one)) : [...saved.value, kept])
  }
  const remove = (id: string): Promise<void> => write(saved.value.filter((view) => view.id !== id))

  return { saved, load, keep, remove }
})
