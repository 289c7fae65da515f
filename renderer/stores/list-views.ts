import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { SavedView as Stored } from '../../core/bridge/desk-calls.ts'
import { type ListQuery, readQuery } from '../../core/loan-case/list-query.ts'
import { invoke } from '../bridge.ts'

/** A view a person keeps: filter, sort and columns under a name. What was searched for is not kept. */
export interface SavedView {
  readonly id: string
  readonly name: string
  readonly query: ListQuery
}

const toView = ({ viewId, name, filter, sort, columns, within }: Stored): SavedView => ({
  id: viewId,
  name,
  query: readQuery({ ...filter, ...within, search: '', sort, columns: columns.length > 0 ? columns : null }),
})
function toStored({ name, query }: Omit<SavedView, 'id'>) {
  const { states, steps, products, mine, turn, sort, columns, due, accepted } = readQuery(query)
  const filter = { search: '', states: [...states], steps: [...steps], products: [...products], mine, turn, dueBy: null, acceptedFrom: null, acceptedTo: null }
  return { name, filter, sort, columns: [...(columns ?? [])], within: { due, accepted } }
}

/** The person's own views of the case list, as the database keeps them. */
export const useListViews = defineStore('list-views', () => {
  const saved = ref<readonly SavedView[]>([])

  async function load(): Promise<void> {
    const result = await invoke('views.list', {})
    if (result.ok) saved.value = result.value.saved.map(toView)
  }
  /** Keeps a view: a new one where `id` is null. Gives its id, or null when it was refused. */
  async function keep(view: { readonly id: string | null; readonly name: string; readonly query: ListQuery }): Promise<string | null> {
    const result = await invoke('views.save', { viewId: view.id, ...toStored(view) })
    if (result.ok) await load()
    return result.ok ? result.value.viewId : null
  }
  async function remove(id: string): Promise<void> {
    await invoke('views.remove', { viewId: id })
    await load()
  }
  return { saved, load, keep, remove }
})
