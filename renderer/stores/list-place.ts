import { defineStore } from 'pinia'
import type { ListQuery } from '../../core/loan-case/list-query.ts'
import { useSession } from './session.ts'

/** Where a list was left: coming back from a case finds the same view, the same filters and the same row. */
export interface ListPlace {
  readonly viewId: string
  readonly query: ListQuery
  readonly at: number
  readonly peeking: boolean
}

/** Kept while the same person sits at the window. */
export const useListPlace = defineStore('list-place', () => {
  const session = useSession()
  const places = new Map<string, ListPlace>()
  const keyOf = (list: string): string => `${session.current?.staffId ?? ''} ${list}`
  return {
    of: (list: string): ListPlace | null => places.get(keyOf(list)) ?? null,
    leave: (list: string, place: ListPlace): void => {
      places.set(keyOf(list), place)
    },
  }
})
