import { addDays, type DateOnly } from '../kernel/calendar.ts'
import { STATES, STEPS, type State, type Step } from './states.ts'

/** How far ahead a due date may lie. Relative, so that a saved view means the same tomorrow. */
export const DUE_WITHIN = ['OVERDUE', 'TODAY', 'DAYS_3', 'DAYS_7'] as const
export type DueWithin = (typeof DUE_WITHIN)[number]
/** How long ago a case was accepted, counted with the business day itself. */
export const ACCEPTED_WITHIN = ['TODAY', 'DAYS_7', 'DAYS_30', 'DAYS_90'] as const
export type AcceptedWithin = (typeof ACCEPTED_WITHIN)[number]
export const SORT_BY = ['DUE', 'UPDATED', 'AMOUNT', 'NUMBER'] as const
export type SortBy = (typeof SORT_BY)[number]
export const LIST_COLUMNS = ['no', 'name', 'product', 'amount', 'step', 'papers', 'due', 'manager', 'accepted', 'updated'] as const
export type ListColumn = (typeof LIST_COLUMNS)[number]

/** A view of the case list: filter, sort and columns, without a date of its own. `columns` null: as many as the window has room for. */
export interface ListQuery {
  readonly search: string
  readonly states: readonly State[]
  readonly steps: readonly Step[]
  readonly products: readonly string[]
  readonly due: DueWithin | null
  readonly accepted: AcceptedWithin | null
  readonly mine: boolean
  /** Only cases that wait for the person who looks: the rule of `core/bridge/todos.ts`. */
  readonly turn: boolean
  readonly sort: { readonly by: SortBy; readonly descending: boolean }
  readonly columns: readonly ListColumn[] | null
}
export const EVERYTHING: ListQuery = {
  search: '',
  states: [],
  steps: [],
  products: [],
  due: null,
  accepted: null,
  mine: false,
  turn: false,
  sort: { by: 'UPDATED', descending: true },
  columns: null,
}

const DAYS_AHEAD: Record<DueWithin, number> = { OVERDUE: -1, TODAY: 0, DAYS_3: 3, DAYS_7: 7 }
const DAYS_BACK: Record<AcceptedWithin, number> = { TODAY: 0, DAYS_7: 6, DAYS_30: 29, DAYS_90: 89 }

/**
 * What a view asks the list for on this business day.
 * @example filterOf({ ...EVERYTHING, due: 'DAYS_3' }, dateOnly('2026-11-23')).dueBy // '2026-11-26'
 */
export function filterOf({ search, states, steps, products, due, accepted, mine, turn }: ListQuery, today: DateOnly) {
  return {
    search: search.trim(),
    states: [...states],
    steps: [...steps],
    products: [...products],
    dueBy: due === null ? null : addDays(today, DAYS_AHEAD[due]),
    acceptedFrom: accepted === null ? null : addDays(today, -DAYS_BACK[accepted]),
    acceptedTo: null,
    mine,
    turn,
  }
}

const listed = <T extends string>(all: readonly T[], value: unknown): T[] => all.filter((one) => Array.isArray(value) && value.includes(one))
const one = <T extends string>(all: readonly T[], value: unknown): T | null => all.find((candidate) => candidate === value) ?? null
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [])

/** A saved view read back: what this version does not know is left out, never an error. @example readQuery({ due: 'TODAY' }).due // 'TODAY' */
export function readQuery(saved: unknown): ListQuery {
  const { search, states, steps, products, due, accepted, mine, turn, sort, columns } = (saved ?? {}) as Record<string, unknown>
  const { by, descending } = (sort ?? {}) as Record<string, unknown>
  return {
    search: typeof search === 'string' ? search : '',
    states: listed(STATES, states),
    steps: listed(STEPS, steps),
    products: texts(products),
    due: one(DUE_WITHIN, due),
    accepted: one(ACCEPTED_WITHIN, accepted),
    mine: mine === true,
    turn: turn === true,
    sort: { by: one(SORT_BY, by) ?? EVERYTHING.sort.by, descending: by === undefined ? EVERYTHING.sort.descending : descending === true },
    columns: Array.isArray(columns) ? listed(LIST_COLUMNS, columns) : null,
  }
}

/** Whether two views show the same: the mark of a changed view. @example sameQuery(EVERYTHING, { ...EVERYTHING, mine: true }) // false */
export const sameQuery = (left: ListQuery, right: ListQuery): boolean => JSON.stringify(readQuery(left)) === JSON.stringify(readQuery(right))
