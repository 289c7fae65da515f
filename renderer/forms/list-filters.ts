import { ACCEPTED_WITHIN, DUE_WITHIN, EVERYTHING, type ListQuery } from '../../core/loan-case/list-query.ts'
import { STATES, STEPS } from '../../core/loan-case/states.ts'

export type FilterField = 'steps' | 'states' | 'products' | 'due' | 'accepted' | 'mine' | 'turn'

export interface FilterSpec {
  readonly field: FilterField
  /** Several values may be ticked; else one of them, or none. */
  readonly several: boolean
  /** The codes offered; null: the products of the branch. */
  readonly values: readonly string[] | null
  /** Where the words of the values are. */
  readonly words: string | null
}

/** What a list can be filtered by, in the order the builder shows. */
export const FILTERS: readonly FilterSpec[] = [
  { field: 'steps', several: true, values: STEPS, words: 'steps' },
  { field: 'states', several: true, values: STATES, words: 'states' },
  { field: 'products', several: true, values: null, words: null },
  { field: 'due', several: false, values: DUE_WITHIN, words: 'lists.due' },
  { field: 'accepted', several: false, values: ACCEPTED_WITHIN, words: 'lists.accepted' },
  { field: 'turn', several: false, values: ['turnOnly'], words: 'lists.filters' },
  { field: 'mine', several: false, values: ['mineOnly'], words: 'lists.filters' },
]

/** The values chosen in a field. @example valuesOf({ ...EVERYTHING, due: 'TODAY' }, 'due') // ['TODAY'] */
export function valuesOf(query: ListQuery, field: FilterField): readonly string[] {
  const value = query[field]
  if (typeof value === 'boolean') return value ? [field === 'turn' ? 'turnOnly' : 'mineOnly'] : []
  return value === null ? [] : typeof value === 'string' ? [value] : value
}

/** The query with other values in one field. */
export function withValues(query: ListQuery, { field, several }: FilterSpec, values: readonly string[]): ListQuery {
  if (field === 'mine' || field === 'turn') return { ...query, [field]: values.length > 0 }
  return { ...query, [field]: several ? values : (values[0] ?? null) } as ListQuery
}

/** The query without any filter; sort and columns stay. */
export const withoutFilters = (query: ListQuery): ListQuery => ({ ...EVERYTHING, sort: query.sort, columns: query.columns })
