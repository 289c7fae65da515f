import { EVERYTHING, type ListQuery } from '../../../core/loan-case/list-query.ts'
import type { State } from '../../../core/loan-case/states.ts'

/** A view that ships with the counter: its words are `lists.views.<id>`, or `states.<id>` for the view of one state. */
export interface ShippedView {
  readonly id: string
  readonly query: ListQuery
}
export interface ListPage {
  readonly views: readonly ShippedView[]
  /** Whether persons may keep views of their own here. */
  readonly saves: boolean
  /** The page of the case that Enter leads to; null: where its next step is done. */
  readonly target: string | null
}

const DUE_FIRST = { by: 'DUE', descending: false } as const
const view = (id: string, query: Partial<ListQuery>): ShippedView => ({ id, query: { ...EVERYTHING, ...query } })

/** A queue of the line: all of it first, then what waits for the person who looks, as the rail counts it, then state by state. */
const queue = (target: string, ...states: State[]): ListPage => ({
  views: [
    view('queue', { states, sort: DUE_FIRST }),
    view('todo', { states, turn: true, sort: DUE_FIRST }),
    ...(states.length > 1 ? states.map((state) => view(state, { states: [state], sort: DUE_FIRST })) : []),
  ],
  saves: false,
  target,
})

/** The list of every case, and the queues of the line, as data. */
export function listPage(id: string): ListPage {
  const queues: Record<string, ListPage> = {
    checks: queue('papers', 'DOC_CHECK', 'DEFICIENT'),
    surveys: queue('survey', 'ACCEPTED', 'SURVEY', 'SCORED'),
    signings: queue('contract', 'COST_DISCLOSED', 'CONTRACTED'),
    registrations: queue('collateral', 'CONTRACTED', 'COLLATERAL'),
    disbursements: queue('disbursement', 'READY', 'DISBURSED'),
    archive: queue('filing', 'ACTIVE', 'SETTLED', 'ARCHIVED'),
  }
  return (
    queues[id] ?? {
      views: [
        view('todo', { turn: true, sort: DUE_FIRST }),
        view('accepted', { accepted: 'TODAY' }),
        view('deficient', { states: ['DEFICIENT'], sort: DUE_FIRST }),
        view('due', { due: 'DAYS_3', sort: DUE_FIRST }),
        view('all', {}),
      ],
      saves: true,
      target: null,
    }
  )
}
